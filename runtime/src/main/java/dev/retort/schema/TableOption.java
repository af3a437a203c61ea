package dev.retort.schema;

/** What stands behind the closing parenthesis of a table. */
public enum TableOption implements TableElement {
  /** Values must be of their column's type; see https://www.sqlite.org/stricttables.html. */
  STRICT,
  /**
   * Rows are kept in the order of the primary key; see https://www.sqlite.org/withoutrowid.html.
   */
  WITHOUT_ROWID
}
