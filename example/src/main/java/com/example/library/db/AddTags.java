package com.example.library.db;

import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.withoutRowid;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/** Files have tags: many to many, by a table that says which file has which. */
@Revision(id = "add-tags", down = "create-files", message = "tags of files")
public final class AddTags implements Migration {
  @Override
  public void upgrade(Op op) {
    op.createTable(
        "tags", bigint("id").primaryKey(), text("name").notNull().unique().collate("NOCASE"));
    op.createTable(
        "file_tags",
        bigint("file_id").notNull(),
        bigint("tag_id").notNull(),
        primaryKey("file_id", "tag_id"),
        withoutRowid());
  }
}
