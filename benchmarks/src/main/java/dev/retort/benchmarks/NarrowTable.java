package dev.retort.benchmarks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A file with the table {@code t} of five columns and about 40 bytes a row, and copies of it.
 *
 * @param file the file, which is only copied
 * @param rows how many rows there are, with the keys from 1
 * @param indexes the statements of its indexes; none is on the column that is changed
 */
record NarrowTable(Path file, int rows, List<String> indexes) {
  private static final List<String> INDEXES =
      List.of(
          "CREATE INDEX ix_a ON t (a)",
          "CREATE INDEX ix_c ON t (c)",
          "CREATE INDEX ix_d ON t (d)",
          "CREATE INDEX ix_ad ON t (a, d)",
          "CREATE INDEX ix_ca ON t (c, a)");

  /** Makes the file. */
  static NarrowTable make(Path file, int rows, int indexes) throws SQLException {
    NarrowTable table = new NarrowTable(file, rows, INDEXES.subList(0, indexes));
    execute(file, "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT NOT NULL, b INT, c TEXT, d REAL)");
    execute(
        file,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + rows
            + ") INSERT INTO t SELECT i, i * 7919 % 1000003, i % 1000, printf('%016x', i *"
            + " 2654435761 % 4294967291), i * 0.5 FROM n");
    for (String index : table.indexes) {
      execute(file, index);
    }
    return table;
  }

  /** Copies the file, down to the disk, so that nobody pays for it later. */
  Path copy(Path to, String setup) throws IOException, SQLException {
    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
    if (!setup.isEmpty()) {
      execute(to, setup);
    }
    try (FileChannel channel = FileChannel.open(to, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return to;
  }

  /** Does by hand what Retort is asked for: the rebuild of SQLite's documentation, in plain SQL. */
  void rebuild(Path copy, AlterTableCase change) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("CREATE TABLE t_new (" + change.shape() + ")");
      statement.execute(
          "INSERT INTO t_new ("
              + change.columns()
              + ") SELECT "
              + change.values()
              + " FROM t ORDER BY id");
      statement.execute("DROP TABLE t");
      statement.execute("ALTER TABLE t_new RENAME TO t");
      for (String index : indexes) {
        statement.execute(index);
      }
      statement.execute("COMMIT");
    }
  }

  /** Makes sure that a copy has all rows and indexes, and the text that was wanted. */
  void check(Path copy) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        Statement statement = connection.createStatement();
        ResultSet counted =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM t), (SELECT count(*) FROM sqlite_schema WHERE type ="
                    + " 'index' AND tbl_name = 't' AND sql IS NOT NULL)")) {
      counted.next();
      if (counted.getInt(1) != rows || counted.getInt(2) != indexes.size()) {
        throw new IllegalStateException(
            counted.getInt(1) + " rows and " + counted.getInt(2) + " indexes are left");
      }
    }
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
