package com.example.library.db;

import static dev.retort.schema.Ddl.alterColumn;

import dev.retort.annotation.Revision;
import dev.retort.op.Migration;
import dev.retort.op.Op;
import dev.retort.schema.ColumnType;

/**
 * Times become numbers. What {@code using} does to each value cannot be turned around by Retort, so
 * the way back is said too.
 */
@Revision(
    id = "modified-in-seconds",
    down = "require-kind",
    message = "times are seconds since 1970")
public final class ModifiedInSeconds implements Migration {
  @Override
  public void upgrade(Op op) {
    op.alterTable(
        "files", alterColumn("modified").type(ColumnType.bigint()).using("unixepoch(modified)"));
  }

  @Override
  public void downgrade(Op op) {
    op.alterTable(
        "files",
        alterColumn("modified")
            .type(ColumnType.timestampTz())
            .using("strftime('%Y-%m-%dT%H:%M:%SZ', modified, 'unixepoch')"));
  }
}
