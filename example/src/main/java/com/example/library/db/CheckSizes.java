package com.example.library.db;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.check;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/** No file is smaller than nothing. */
@Revision(id = "check-sizes", down = "merge-finding-tagging", message = "sizes are not negative")
public final class CheckSizes implements Migration {
  @Override
  public void upgrade(Op op) {
    op.alterTable("files", add(check("size >= 0").named("ck_files_size")));
  }
}
