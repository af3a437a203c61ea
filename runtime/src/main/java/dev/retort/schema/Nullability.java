package dev.retort.schema;

/** Whether a column may hold NULL. */
public enum Nullability {
  /** It may: the default. */
  NULLABLE,
  /** It may not. */
  NOT_NULL
}
