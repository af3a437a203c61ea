package com.example.library.db;

import static dev.retort.schema.Ddl.alterColumn;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/** Every file is of some kind; those that had none become "other". */
@Revision(id = "require-kind", down = "add-tags", message = "every file has a kind")
public final class RequireKind implements Migration {
  @Override
  public void upgrade(Op op) {
    op.alterTable("files", alterColumn("kind").notNull().backfill("'other'"));
  }
}
