package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.VirtualTable;
import java.util.Optional;

/**
 * A table goes, plain or virtual, with its rows, indexes and triggers.
 *
 * @param table its name
 */
public record DropTable(Name table) implements Operation {
  @Override
  public String describe() {
    return "drop table " + table;
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table);
  }

  @Override
  public Effect apply(Schema before) {
    String action = "drops table " + table;
    if (before.presence(table) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, table));
    }
    Optional<SchemaObject> found = before.object(table);
    if (found.isPresent()
        && !(found.get() instanceof Table)
        && !(found.get() instanceof VirtualTable)) {
      return Effect.refused(before, new SchemaProblem.OtherKind(action, table, found.get().kind()));
    }
    return Effect.of(before.without(table));
  }

  @Override
  public Inverse inverse(Schema before) {
    return new Inverse.None("it drops table " + table + ", and the rows are gone");
  }

  @Override
  public boolean touchesRows() {
    return true;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.dropTable(this);
  }
}
