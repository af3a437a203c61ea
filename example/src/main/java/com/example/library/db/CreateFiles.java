package com.example.library.db;

import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.timestampTz;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;

/**
 * Where it begins: one table of files, and an FTS5 index of their paths that three triggers keep up
 * to date. The index stores no text of its own, see
 * https://www.sqlite.org/fts5.html#external_content_tables.
 */
@Revision(id = "create-files", message = "files and their full-text index")
public final class CreateFiles implements Migration {
  @Override
  public void upgrade(Op op) {
    op.createTable(
        "files",
        bigint("id").primaryKey(),
        text("path").notNull().unique(),
        text("name").notNull(),
        bigint("size").notNull(),
        timestampTz("modified").notNull(),
        text("kind"));

    op.createVirtualTable(
        "files_search",
        "fts5",
        "path",
        "content='files'",
        "content_rowid='id'",
        "tokenize='trigram'");
    op.createTrigger(
        """
        CREATE TRIGGER files_added AFTER INSERT ON files BEGIN
          INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
        END
        """);
    op.createTrigger(
        """
        CREATE TRIGGER files_removed AFTER DELETE ON files BEGIN
          INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
        END
        """);
    op.createTrigger(
        """
        CREATE TRIGGER files_renamed AFTER UPDATE OF path ON files BEGIN
          INSERT INTO files_search (files_search, rowid, path) VALUES ('delete', old.id, old.path);
          INSERT INTO files_search (rowid, path) VALUES (new.id, new.path);
        END
        """);
  }
}
