package dev.retort.schema;

/** When a foreign key is checked. */
public enum Deferral {
  /** At the end of each statement: the default. */
  IMMEDIATE,
  /** At the end of each statement, unless a transaction asks for its own end. */
  DEFERRABLE,
  /** At the end of the transaction. */
  DEFERRED
}
