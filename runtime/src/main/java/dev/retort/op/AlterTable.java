package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes of a table, planned together and made in their order.
 *
 * @param table its name
 * @param changes at least one
 */
public record AlterTable(Name table, List<TableChange> changes) implements Operation {

  /**
   * Copies the changes.
   *
   * @throws IllegalArgumentException when there are none
   */
  public AlterTable {
    changes = List.copyOf(changes);
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("no changes of the table " + table);
    }
  }

  @Override
  public String describe() {
    return "alter table "
        + table
        + ": "
        + String.join("; ", changes.stream().map(TableChange::describe).toList());
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table);
  }

  @Override
  public Effect apply(Schema before) {
    String action = "alters table " + table;
    if (before.presence(table) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, table));
    }
    Optional<SchemaObject> found = before.object(table);
    if (found.isPresent() && !(found.get() instanceof Table)) {
      return Effect.refused(before, new SchemaProblem.OtherKind(action, table, found.get().kind()));
    }
    if (found.isEmpty()) {
      return Effect.of(before);
    }
    TableAlteration alteration = TableAlteration.of(before, table, changes);
    return new Effect(alteration.schema(), alteration.problems());
  }

  @Override
  public Inverse inverse(Schema before) {
    if (before.table(table).isEmpty()) {
      return new Inverse.None("it alters table " + table + ", and what that was is not known");
    }
    return TableAlteration.of(before, table, changes).inverse();
  }

  @Override
  public Set<Name> touches() {
    return Set.of(table);
  }

  @Override
  public boolean touchesRows() {
    return true;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.alterTable(this);
  }
}
