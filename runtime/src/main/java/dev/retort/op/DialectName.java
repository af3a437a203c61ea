package dev.retort.op;

/** The databases that a revision may tell apart. */
public enum DialectName {
  /** SQLite. */
  SQLITE,
  /** PostgreSQL. */
  POSTGRESQL
}
