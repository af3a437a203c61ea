package dev.retort.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row to insert, for example {@code row(ID.is(1), NAME.is("x"))}. A column that is not named gets
 * its default.
 *
 * @param cells its values, at least one
 */
public record Row(List<Cell> cells) {

  /**
   * Copies the cells.
   *
   * @throws IllegalArgumentException when there are none, or two for one column
   */
  public Row {
    cells = List.copyOf(cells);
    List<Name> columns = new ArrayList<>();
    cells.forEach(cell -> columns.add(cell.column()));
    Columns.distinct("a row", columns);
  }

  /**
   * Returns the columns that this row has a value for.
   *
   * @return in the order of the row
   */
  public List<Name> columns() {
    return cells.stream().map(Cell::column).toList();
  }

  /**
   * Returns the value for a column.
   *
   * @param column its name
   * @return the value, or empty when the row does not say
   */
  public Optional<Literal> value(Name column) {
    return cells.stream().filter(cell -> cell.column().equals(column)).map(Cell::value).findFirst();
  }
}
