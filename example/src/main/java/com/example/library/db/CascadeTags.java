package com.example.library.db;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.dropForeignKey;
import static dev.retort.schema.Ddl.foreignKey;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;
import dev.retort.schema.Action;

/**
 * The tags of a file go with the file. Those of files that are gone already would break the new
 * foreign keys, so they are deleted first; raw SQL has no derived inverse, so the way back is said.
 */
@Revision(
    id = "cascade-tags",
    down = "modified-in-seconds",
    labels = "tagging",
    message = "tags go with their file")
public final class CascadeTags implements Migration {
  @Override
  public void upgrade(Op op) {
    op.execute(
        """
        DELETE FROM file_tags
        WHERE file_id NOT IN (SELECT id FROM files) OR tag_id NOT IN (SELECT id FROM tags)
        """);
    op.alterTable(
        "file_tags",
        add(foreignKey("file_id").references("files", "id").onDelete(Action.CASCADE)),
        add(foreignKey("tag_id").references("tags", "id").onDelete(Action.CASCADE)));
  }

  @Override
  public void downgrade(Op op) {
    op.alterTable("file_tags", dropForeignKey("file_id"), dropForeignKey("tag_id"));
  }
}
