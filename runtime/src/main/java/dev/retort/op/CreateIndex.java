package dev.retort.op;

import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new index.
 *
 * @param index the index
 */
public record CreateIndex(Index index) implements Operation {
  @Override
  public String describe() {
    return "create "
        + (index.uniqueness() == Index.Uniqueness.UNIQUE ? "unique " : "")
        + "index "
        + index.name()
        + " on "
        + index.table();
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(index.table());
  }

  @Override
  public Effect apply(Schema before) {
    String action = "creates index " + index.name() + " on " + index.table();
    if (before.presence(index.name()) == Presence.KNOWN) {
      return Effect.refused(before, Lookup.taken(before, action, index.name()));
    }
    if (before.presence(index.table()) == Presence.ABSENT) {
      return Effect.refused(before, Lookup.unknownTable(before, action, index.table()));
    }
    Optional<SchemaObject> found = before.object(index.table());
    if (found.isPresent() && !(found.get() instanceof Table)) {
      return Effect.refused(
          before, new SchemaProblem.OtherKind(action, index.table(), found.get().kind()));
    }
    List<SchemaProblem> problems = new ArrayList<>();
    before.table(index.table()).ifPresent(table -> problems.addAll(unknownColumns(table)));
    return new Effect(before.with(index), problems);
  }

  private List<SchemaProblem> unknownColumns(Table table) {
    List<SchemaProblem> problems = new ArrayList<>();
    for (IndexColumn term : index.columns()) {
      if (term.column().isPresent() && !Lookup.isRowid(term.column().get())) {
        Name column = term.column().get();
        if (table.presence(column) == Presence.ABSENT) {
          problems.add(
              Lookup.unknownColumn(
                  table,
                  "creates index " + index.name() + " on column " + column + " of " + table.name(),
                  column));
        }
      }
    }
    return problems;
  }

  @Override
  public Inverse inverse(Schema before) {
    return Inverse.of(new DropIndex(index.name()));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.createIndex(this);
  }
}
