package dev.retort.op;

import dev.retort.schema.Column;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import java.util.Optional;

/**
 * A new table.
 *
 * @param table the table
 */
public record CreateTable(Table table) implements Operation {
  @Override
  public String describe() {
    return "create table " + table.name();
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table.name());
  }

  @Override
  public Effect apply(Schema before) {
    if (before.presence(table.name()) == Presence.KNOWN) {
      return Effect.refused(
          before, Lookup.taken(before, "creates table " + table.name(), table.name()));
    }
    String action = "creates table " + table.name();
    ColumnWords words = new ColumnWords(table);
    words.inTable(action, table.constraints(), table);
    for (Column<?> column : table.columns()) {
      column.generation().ifPresent(how -> words.inTable(action, how.expression(), table));
    }
    return new Effect(before.withFresh(table), words.problems(table));
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropTable(table.name()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.createTable(this);
  }
}
