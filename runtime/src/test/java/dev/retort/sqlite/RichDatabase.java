package dev.retort.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A database with something of everything that a copy could lose. */
enum RichDatabase {
  /** As an application makes it that says nothing of it. */
  PLAIN,
  /** With a write-ahead log. */
  WAL("PRAGMA journal_mode = WAL"),
  /** With other pages, texts and settings than usual. */
  ODD("PRAGMA page_size = 1024", "PRAGMA encoding = 'UTF-16be'", "PRAGMA auto_vacuum = FULL"),
  /** The same, with a write-ahead log. */
  ODD_WAL(
      "PRAGMA page_size = 8192",
      "PRAGMA encoding = 'UTF-16le'",
      "PRAGMA auto_vacuum = INCREMENTAL",
      "PRAGMA journal_mode = WAL");

  private static final List<String> CONTENT =
      List.of(
          "PRAGMA user_version = 42",
          "PRAGMA application_id = -77",
          "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT /* kept */, b BLOB)",
          "CREATE INDEX ix ON t (v DESC) WHERE v > 'a'",
          "INSERT INTO t VALUES (500, 'é\uD83D\uDE00', x'00ff'), (7, NULL, zeroblob(20000))",
          "DELETE FROM t WHERE id = 500",
          "INSERT INTO t (v) VALUES ('after'), (CAST(x'ff00fe' AS TEXT))",
          "CREATE TABLE hidden (a, b)",
          "INSERT INTO hidden (rowid, a) VALUES (-5, 1.5), (9223372036854775807, 'last')",
          "CREATE TABLE pair (a TEXT, b INT, PRIMARY KEY (b, a)) WITHOUT ROWID",
          "INSERT INTO pair VALUES ('x', 1), ('y', 0)",
          "CREATE TABLE \"odd \"\" name?\" (\"a b\" REFERENCES t (id) ON DELETE SET NULL)",
          "INSERT INTO \"odd \"\" name?\" VALUES (7)",
          "CREATE VIRTUAL TABLE words USING fts5(w)",
          "INSERT INTO words VALUES ('full text'), ('of words')",
          "CREATE VIEW w AS SELECT id FROM t",
          "CREATE TRIGGER tr AFTER INSERT ON pair BEGIN DELETE FROM hidden; END",
          "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 500)"
              + " INSERT INTO t (v) SELECT hex(zeroblob(100)) || i FROM c",
          "DELETE FROM t WHERE id % 3 = 0",
          "ANALYZE");

  private final String settings;

  RichDatabase(String... settings) {
    this.settings = String.join(";", settings);
  }

  TestDatabase at(Path file) throws SQLException {
    return TestDatabase.file(file, script());
  }

  TestDatabase inMemory() throws SQLException {
    return TestDatabase.inMemory(script());
  }

  private String script() {
    return settings + ";" + String.join(";", CONTENT);
  }
}
