package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Row;
import dev.retort.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * The rows with these keys go: what undoes an insert.
 *
 * @param table the table
 * @param keys the values of their primary keys
 */
public record DeleteRows(Name table, List<Row> keys) implements Operation {

  /** Copies the keys. */
  public DeleteRows {
    keys = List.copyOf(keys);
  }

  @Override
  public String describe() {
    return "delete " + keys.size() + (keys.size() == 1 ? " row" : " rows") + " of " + table;
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table);
  }

  @Override
  public Effect apply(Schema before) {
    return new Effect(before, Lookup.rowProblems(before, "deletes from", table, keys));
  }

  @Override
  public Inverse inverse(Schema before) {
    return new Inverse.None("it deletes rows of " + table);
  }

  @Override
  public boolean touchesRows() {
    return true;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.deleteRows(this);
  }
}
