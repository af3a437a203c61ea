package dev.retort.schema;

/**
 * What SQLite does with a row that breaks a constraint; see
 * https://www.sqlite.org/lang_conflict.html.
 */
public enum Conflict {
  /** The statement fails and is undone: the default. */
  ABORT,
  /** The transaction is rolled back. */
  ROLLBACK,
  /** The statement fails; what it did before stays. */
  FAIL,
  /** The row is left out. */
  IGNORE,
  /** The rows in the way are deleted. */
  REPLACE
}
