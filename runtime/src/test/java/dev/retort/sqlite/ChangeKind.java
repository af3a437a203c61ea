package dev.retort.sqlite;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.sqlite.TestDatabase.altering;

import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.SQLException;

/** A change of each kind, and the database on which each can be made. */
enum ChangeKind {
  /** What SQLite does itself, without writing a row. */
  NATIVE,
  /** What only the stored text of the table has to say. */
  TEXT_EDIT,
  /** What changes every row. */
  REBUILD;

  Migration migration() {
    return switch (this) {
      case NATIVE -> altering("t", renameColumn("v", "word"), add(text("note")));
      case TEXT_EDIT ->
          altering(
              "t",
              add(check("n > 0")),
              alterColumn("v").notNull(),
              alterColumn("n").defaultExpression("7"),
              add(unique("n")));
      case REBUILD ->
          altering(
              "t",
              alterColumn("n").type(ColumnType.text()).using("'no ' || n"),
              add(text("b").notNull()).backfill("upper(v) || n"));
    };
  }

  /** Makes the database before the change, with so many rows. */
  static TestDatabase database(Path file, String journal, int rows) throws SQLException {
    return TestDatabase.file(
        file,
        "PRAGMA journal_mode = " + journal,
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER /* kept */, v TEXT)",
        "CREATE INDEX ix ON t (v)",
        "CREATE TABLE child (t REFERENCES t (id) ON DELETE CASCADE)",
        "CREATE VIEW w AS SELECT id, v FROM t",
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
            + rows
            + ") INSERT INTO t SELECT i * 3, i, 'value ' || i || hex(zeroblob(60)) FROM c",
        "INSERT INTO child SELECT id FROM t WHERE id % 100 = 0",
        "CREATE TRIGGER tr AFTER INSERT ON child BEGIN UPDATE t SET v = v || '!'; END");
  }
}
