package dev.retort.schema;

/** What happens to a row when the row it references is deleted or gets another key. */
public enum Action {
  /** The change is refused at the end of the statement, or of the transaction: the default. */
  NO_ACTION,
  /** The change is refused at once. */
  RESTRICT,
  /** The reference becomes NULL. */
  SET_NULL,
  /** The reference becomes the default of its column. */
  SET_DEFAULT,
  /** The row goes, or its reference changes, too. */
  CASCADE;

  /**
   * Returns the action as SQL.
   *
   * @return for example {@code SET NULL}
   */
  public String sql() {
    return name().replace('_', ' ');
  }
}
