package com.example.library.db;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/**
 * How often a search found a file. The index is a partial one, for most files are never looked for.
 */
@Revision(
    id = "count-finds",
    down = "modified-in-seconds",
    labels = "finding",
    message = "count what is found")
public final class CountFinds implements Migration {
  @Override
  public void upgrade(Op op) {
    op.alterTable("files", add(integer("finds").notNull().defaultValue(0)));
    op.createIndex(index("ix_files_finds").on("files", "finds").where("finds > 0"));
  }
}
