package dev.retort.processor.body;

import dev.retort.schema.Name;

/** What may be changed by something that could not be read. */
public sealed interface Scope {

  /**
   * A table, view or virtual table with its columns, constraints, indexes and triggers: each may be
   * changed, or gone, or made. What refers to it from elsewhere may have followed a column's new
   * name.
   *
   * @param table its name
   */
  record OfTable(Name table) implements Scope {}

  /** The whole schema. */
  record OfEverything() implements Scope {}
}
