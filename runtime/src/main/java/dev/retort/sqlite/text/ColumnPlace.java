package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import java.util.Optional;

/**
 * Where a new column goes, for example {@code ColumnPlace.after(Name.of("age"))}.
 *
 * @param side before or after the neighbour; without one, before or after all columns
 * @param neighbour the column beside which it goes
 */
public record ColumnPlace(Side side, Optional<Name> neighbour) {
  /** Before all other columns. */
  public static final ColumnPlace FIRST = new ColumnPlace(Side.BEFORE, Optional.empty());

  /** After all other columns, and before the constraints of the table. */
  public static final ColumnPlace LAST = new ColumnPlace(Side.AFTER, Optional.empty());

  /** On which side of its neighbour. */
  public enum Side {
    /** Right before it. */
    BEFORE,
    /** Right after it. */
    AFTER
  }

  /**
   * Returns the place right before a column.
   *
   * @param column for example {@code Name.of("age")}
   * @return the place
   */
  public static ColumnPlace before(Name column) {
    return new ColumnPlace(Side.BEFORE, Optional.of(column));
  }

  /**
   * Returns the place right after a column.
   *
   * @param column for example {@code Name.of("age")}
   * @return the place
   */
  public static ColumnPlace after(Name column) {
    return new ColumnPlace(Side.AFTER, Optional.of(column));
  }
}
