package dev.retort.op;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Row;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * New rows.
 *
 * @param table the table
 * @param rows at least one
 */
public record InsertRows(Name table, List<Row> rows) implements Operation {

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException when there are none
   */
  public InsertRows {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no rows to insert into " + table);
    }
  }

  @Override
  public String describe() {
    return "insert " + rows.size() + (rows.size() == 1 ? " row" : " rows") + " into " + table;
  }

  @Override
  public Optional<Name> about() {
    return Optional.of(table);
  }

  @Override
  public Effect apply(Schema before) {
    return new Effect(before, Lookup.rowProblems(before, "inserts into", table, rows));
  }

  @Override
  public Inverse inverse(Schema before) {
    Optional<PrimaryKey> key = before.table(table).flatMap(Table::primaryKey);
    if (key.isEmpty()) {
      return new Inverse.None("it inserts into " + table + ", whose primary key is not known");
    }
    List<Row> keys = new ArrayList<>();
    for (Row row : rows) {
      if (!key.get().columns().stream().allMatch(column -> isSaid(row, column))) {
        return new Inverse.None(
            "it inserts into " + table + " a row that does not say its " + key.get().describe());
      }
      keys.add(
          new Row(
              row.cells().stream()
                  .filter(cell -> key.get().columns().contains(cell.column()))
                  .toList()));
    }
    return Inverse.of(new DeleteRows(table, keys));
  }

  /** A key that is NULL tells no row from another: SQLite lets several have it, or makes one up. */
  private static boolean isSaid(Row row, Name column) {
    return row.value(column).filter(value -> !value.equals(Literal.NULL)).isPresent();
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
    return visitor.insertRows(this);
  }
}
