package dev.retort.schema;

import java.util.Optional;

/**
 * A column, a constraint or an option is added to a table, for example {@code add(text("nick"))
 * .after("name")}.
 *
 * @param element what is added
 * @param position where a column goes
 * @param backfill an expression that gives the rows that are there their value of a new column
 */
public record AddElement(TableElement element, Position position, Optional<String> backfill)
    implements TableChange {

  /**
   * Checks that only a column has a position and a backfill.
   *
   * @throws IllegalArgumentException when something else has
   */
  public AddElement {
    if (!(element instanceof Column)
        && (backfill.isPresent() || !position.equals(new Position.Last()))) {
      throw new IllegalArgumentException(
          "only a column has a position or a backfill, not " + describe(element));
    }
  }

  /**
   * Returns this change with the column before all others.
   *
   * @return the changed copy
   */
  public AddElement first() {
    return new AddElement(element, new Position.First(), backfill);
  }

  /**
   * Returns this change with the column before another.
   *
   * @param column the other one
   * @return the changed copy
   */
  public AddElement before(String column) {
    return new AddElement(element, new Position.Before(Name.of(column)), backfill);
  }

  /**
   * Returns this change with the column after another.
   *
   * @param column the other one
   * @return the changed copy
   */
  public AddElement after(String column) {
    return new AddElement(element, new Position.After(Name.of(column)), backfill);
  }

  /**
   * Returns this change with a value for the rows that are there; new rows get the column's
   * default.
   *
   * @param sql an expression over the other columns, for example {@code "lower(name)"}
   * @return the changed copy
   */
  public AddElement backfill(String sql) {
    return new AddElement(element, position, Optional.of(Columns.expression("a backfill", sql)));
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.add(this);
  }

  @Override
  public String describe() {
    return "add " + describe(element);
  }

  private static String describe(TableElement element) {
    if (element instanceof Column<?> column) {
      return "column " + column.name() + " " + column.type();
    } else if (element instanceof Constraint constraint) {
      return constraint.describe();
    }
    return ((TableOption) element).name().replace('_', ' ');
  }
}
