package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.VirtualTable;
import java.util.Optional;

/**
 * A new virtual table.
 *
 * @param table the virtual table
 */
public record CreateVirtualTable(VirtualTable table) implements Operation {
  @Override
  public String describe() {
    return "create virtual table " + table.name() + " using " + table.module().text();
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table.name());
  }

  @Override
  public Effect apply(Schema before) {
    if (before.presence(table.name()) == Presence.KNOWN) {
      return Effect.refused(
          before, Lookup.taken(before, "creates virtual table " + table.name(), table.name()));
    }
    return Effect.of(before.with(table));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropTable(table.name()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.createVirtualTable(this);
  }
}
