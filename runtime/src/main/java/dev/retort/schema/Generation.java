package dev.retort.schema;

/**
 * How the values of a generated column come about; see https://www.sqlite.org/gencol.html.
 *
 * @param expression SQL without the outer parentheses
 * @param storage whether the values are stored
 */
public record Generation(String expression, Storage storage) {

  /** Whether the values of a generated column are stored. */
  public enum Storage {
    /** They are computed when they are read: the default. */
    VIRTUAL,
    /** They are computed when a row is written. */
    STORED
  }

  /**
   * Checks that there is an expression.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public Generation {
    expression = Columns.expression("a generated column", expression);
  }
}
