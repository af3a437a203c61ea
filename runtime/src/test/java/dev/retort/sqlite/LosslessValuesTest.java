package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.withoutRowid;
import static dev.retort.sqlite.TestDatabase.altering;
import static dev.retort.sqlite.TestDatabase.assertRefused;
import static dev.retort.sqlite.TestDatabase.refusal;

import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, rowids and keys that a rebuild could lose or change, one test each. */
class LosslessValuesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "TEXT|'007'|integer|'007'|7",
        "INTEGER|9007199254740993|real|9007199254740993|9007199254740992.0",
        "TEXT|'1e3'|integer|'1e3'|1000",
        "TEXT|' 12'|numeric|' 12'|12",
        "TEXT|'9223372036854775808'|integer|'9223372036854775808'|9.2233720368547758e+18",
        "TEXT|'2020'|real|'2020'|2020.0",
        "BLOB|9e999|text|9.0e+999|'Inf'",
      })
  void aValueThatANewTypeWouldAlterIsRefused(
      String declared, String value, String type, String was, String is)
      throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database =
        TestDatabase.file(
            file,
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v " + declared + ")",
            "INSERT INTO t VALUES (3, NULL), (7, " + value + "), (9, " + value + ")")) {
      byte[] bytes = Files.readAllBytes(file);
      ColumnType<?> wanted =
          switch (type) {
            case "integer" -> ColumnType.integer();
            case "real" -> ColumnType.real();
            case "numeric" -> ColumnType.numeric(10, 2);
            default -> ColumnType.text();
          };
      String said = refusal(database, altering("t", alterColumn("v").type(wanted)));
      assertThat(said.substring(said.indexOf("  db:")))
          .isEqualTo(
              "  db:  column \"v\" of \"t\" holds "
                  + was
                  + " in the row with rowid 7, which its new type would turn into "
                  + asThisEngineWrites(database, is)
                  + ". Say how it is converted: .using(\"...\")");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
  }

  // SQLite 3.46 and 3.50 write the same number otherwise: 9.007199254740992e+15.
  private static String asThisEngineWrites(TestDatabase database, String value)
      throws SQLException {
    return database.query("SELECT quote(" + value + ")").get(0);
  }

  @Test
  void datesKeepTheirTextInANewDateType() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (d DATE, e DATETIME)",
            "INSERT INTO t VALUES ('2020-05-06', '2020-05-06 07:08:09')")) {
      database.alter(
          "t",
          alterColumn("d").type(ColumnType.timestamp()),
          alterColumn("e").type(ColumnType.date()));
      assertThat(database.query("SELECT d, typeof(d), e, typeof(e) FROM t"))
          .containsExactly("2020-05-06|text|2020-05-06 07:08:09|text");
    }
  }

  @Test
  void aConversionSaysWhatValuesBecome() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (v TEXT, w TEXT)", "INSERT INTO t VALUES ('007', 'x'), ('abc', 'y')")) {
      database.alter(
          "t",
          alterColumn("v").type(ColumnType.integer()).using("iif(v GLOB '0*', v, 0) + 1 -- more"),
          alterColumn("w").using("upper(w)"));
      assertThat(database.query("SELECT v, typeof(v), w FROM t"))
          .containsExactly("8|integer|X", "1|integer|Y");
    }
  }

  @Test
  void nullWhereNoneMayBeIsRefused() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
            "INSERT INTO t VALUES (3, 'a'), (5, NULL), (7, NULL)")) {
      assertRefused(
          database,
          """
          revision "r1" failed at statement 1 of 6 and was rolled back; the database is at base
            to:  find NULL in "v" of "t", which must not be NULL from now on
            sql: WITH bad(k) AS MATERIALIZED (SELECT "t"."id" FROM main."t" WHERE "t"."v" IS NULL) SELECT 'column "v" of "t" is NULL in ' || n || iif(n = 1, ' row', ' rows') || ' (rowid ' || first || iif(n > 3, ', ..', '') || ')' || '. Say what it becomes: .backfill("...")' FROM (SELECT (SELECT count(*) FROM bad) AS n, (SELECT group_concat(k, ', ') FROM (SELECT k FROM bad LIMIT 3)) AS first) WHERE n > 0
            db:  column "v" of "t" is NULL in 2 rows (rowid 5, 7). Say what it becomes: .backfill("...")""",
          altering("t", alterColumn("v").notNull()));
      database.alter("t", alterColumn("v").notNull().backfill("'n' || id"));
      assertThat(database.query("SELECT v FROM t")).containsExactly("a", "n5", "n7");
    }
  }

  @Test
  void fullTextSearchOverTheRowsStaysInStep() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (note TEXT, n INTEGER)",
            "CREATE VIRTUAL TABLE f USING fts5(note, content='t')",
            "CREATE TRIGGER ai AFTER INSERT ON t BEGIN INSERT INTO f(rowid, note) VALUES (new.rowid,"
                + " new.note); END",
            "CREATE TRIGGER ad AFTER DELETE ON t BEGIN INSERT INTO f(f, rowid, note) VALUES"
                + " ('delete', old.rowid, old.note); END",
            "INSERT INTO t(rowid, note, n) VALUES (10, 'apple', 1), (20, 'pear', 2)")) {
      database.alter("t", alterColumn("n").type(ColumnType.text()), add(text("x").unique()));
      database.execute("INSERT INTO f(f, rank) VALUES ('integrity-check', 1)");
      database.execute("DELETE FROM t WHERE n = '1'");
      database.execute("INSERT INTO f(f, rank) VALUES ('integrity-check', 1)");
      assertThat(database.query("SELECT rowid FROM f WHERE f MATCH 'pear'")).containsExactly("20");
    }
  }

  @Test
  void rowidsThatNoWordCanReadAreNotLost() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (rowid TEXT, _rowid_ TEXT, oid TEXT, v TEXT)",
            "INSERT INTO t VALUES ('a', 'b', 'c', 'd')")) {
      assertRefused(
          database,
          "revision \"r1\" alters table \"t\", but its rowids cannot be kept: it has columns named"
              + " rowid, oid and _rowid_. Copy its rows to a table with other names: execute(..)",
          altering("t", alterColumn("v").type(ColumnType.blob())));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IGNORE", "REPLACE", "ROLLBACK", "FAIL"})
  void aConflictClauseDropsNoRowInSilence(String clause) throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT UNIQUE ON CONFLICT " + clause + ")",
            "INSERT INTO t VALUES (1, 'a'), (2, 'A')")) {
      assertRefused(
          database,
          """
          revision "r1" failed at statement 2 of 11 and was rolled back; the database is at base
            to:  copy the rows of "t" into its new shape
            sql: INSERT OR ABORT INTO main."retort_new_t" ("id", "v") SELECT "t"."id", "t"."v" FROM main."t" ORDER BY "t"."id"
            db:  1 value is more than once in ("v") of "t", which is to be unique: 'A' in 2 rows (rowid 1, 2). Change them first, with execute(..) or run(..).""",
          altering("t", alterColumn("v").collate("NOCASE")));
    }
  }

  @Test
  void anIntegerKeyThatIsAddedIsTheRowidThatWas() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (v TEXT)",
            "INSERT INTO t(rowid, v) VALUES (10, '1'), (20, '2'), (30, 'x')")) {
      database.alter(
          "t",
          add(integer("id").primaryKey()).first(),
          alterColumn("v").type(ColumnType.integer()));
      assertThat(database.query("SELECT id, v FROM t")).containsExactly("10|1", "20|2", "30|x");
    }
  }

  @Test
  void aKeyOfTextIsRetypedInATableWithoutRowids() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (k TEXT, j INTEGER, v TEXT, PRIMARY KEY (k, j)) WITHOUT ROWID",
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
                + " INSERT INTO t SELECT i, i, i FROM n")) {
      database.alter("t", alterColumn("v").type(ColumnType.integer()));
      database.alter("t", alterColumn("v").type(ColumnType.integer()));
      database.upgrade(
          altering("t", alterColumn("v").type(ColumnType.integer())),
          altering("t", alterColumn("k").type(ColumnType.integer())),
          altering("t", alterColumn("j").type(ColumnType.text())));
      assertThat(database.query("SELECT sum(k), sum(j), typeof(min(j)), sum(v) FROM t"))
          .containsExactly("200010000|200010000|text|200010000");
    }
  }

  @Test
  void aKeyThatItsNewTypeWouldAlterIsRefused() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (k TEXT PRIMARY KEY, v) WITHOUT ROWID",
            "INSERT INTO t VALUES ('007', 1), ('5', 2)",
            "CREATE TABLE n (id INT PRIMARY KEY, v)",
            "INSERT INTO n (rowid, id, v) VALUES (10, NULL, 1), (20, 5, 2)")) {
      String keyed = refusal(database, altering("t", alterColumn("k").type(ColumnType.integer())));
      assertThat(keyed.substring(keyed.indexOf("  db:")))
          .isEqualTo(
              "  db:  column \"k\" of \"t\" holds '007', which its new type would"
                  + " turn into 7. Say how it is converted: .using(\"...\")");
      String numbered =
          refusal(database, altering("n", alterColumn("id").type(ColumnType.integer())));
      assertThat(numbered.substring(numbered.indexOf("  db:")))
          .isEqualTo(
              "  db:  column \"id\" of \"n\" is NULL in 1 row (rowid 10)."
                  + " Say what it becomes: .backfill(\"...\")");
    }
  }

  @Test
  void rowidsGoWhereAsked() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a INTEGER, b TEXT)",
            "CREATE INDEX ix ON t (b)",
            "INSERT INTO t VALUES (30, 'x'), (10, 'y')")) {
      database.upgrade(altering("t", add(primaryKey("a"))), altering("t", add(withoutRowid())));
      assertThat(database.query("SELECT * FROM t ORDER BY a"))
          .containsExactly("10|y", "30|x")
          .inOrder();
      assertThat(
              database.query("SELECT sql FROM sqlite_schema WHERE name IN ('t', 'ix') ORDER BY 1"))
          .containsExactly(
              "CREATE INDEX ix ON t (b)",
              "CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (\"a\")) WITHOUT ROWID")
          .inOrder();
    }
  }

  @Test
  void aTableOfAllColumnsThatCanBeIsAltered() throws SQLException {
    StringBuilder columns = new StringBuilder("c0 INTEGER PRIMARY KEY");
    for (int at = 1; at < 2000; at++) {
      columns.append(", c").append(at).append(" VARCHAR(5)");
    }
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (" + columns + ")",
            "INSERT INTO t (c0, c1, c1999) VALUES (7, 'a', 'b')")) {
      database.alter(
          "t", alterColumn("c1999").type(ColumnType.text()), alterColumn("c1").notNull());
      assertThat(database.query("SELECT c0, c1, c1999, c5 FROM t")).containsExactly("7|a|b|null");
    }
  }

  @Test
  void aCounterStartsWhereTheKeysAre() throws SQLException {
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase database =
          TestDatabase.inMemory(
              "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
              "INSERT INTO t VALUES (1, 'x'), (500, 'y')")) {
        database.alter(mode, "t", alterColumn("id").autoincrement(true));
        database.execute("DELETE FROM t WHERE id = 500; INSERT INTO t (a) VALUES ('z')");
        assertThat(database.query("SELECT id FROM t")).containsExactly("1", "501").inOrder();
      }
    }
  }

  @Test
  void aNewKeyThatWouldBeNullIsRefused() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (b INTEGER)", "INSERT INTO t (rowid, b) VALUES (10, NULL), (20, 7)")) {
      assertThat(refusal(database, altering("t", add(integer("id").primaryKey()).backfill("b"))))
          .endsWith(
              "db:  column \"id\" of \"t\" is NULL in 1 row (rowid 10), where its backfill is NULL too.");
      assertThat(database.query("SELECT rowid FROM t")).containsExactly("10", "20");
    }
  }

  @Test
  void aKeyDoesNotGoWithAColumnWhoseNameAnotherGets() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT)")) {
      String message =
          "revision \"r1\" drops column \"a\" of \"t\", but the primary key (\"a\") needs it. Drop that"
              + " first: dropPrimaryKey()";
      assertThat(refusal(database, altering("t", dropColumn("a"), renameColumn("b", "a"))))
          .isEqualTo(message);
      assertThat(refusal(database, altering("t", dropColumn("a"), add(text("a")))))
          .isEqualTo(message);
    }
  }

  @Test
  void aCheckOfTheTableDoesNotGoWithAColumnThatHasTheSame() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a INT CHECK (a > 0), b INT, CHECK (a > 0))")) {
      assertThat(refusal(database, altering("t", dropColumn("a"))))
          .isEqualTo(
              "revision \"r1\" drops column \"a\" of \"t\", but the check (a > 0) needs it. Drop that"
                  + " first");
    }
  }

  @Test
  void valuesAreComparedThoughTheirKeyIsConverted() throws SQLException {
    for (String key :
        List.of("id INTEGER PRIMARY KEY, c TEXT)", "id TEXT PRIMARY KEY, c TEXT) WITHOUT ROWID")) {
      try (TestDatabase database =
          TestDatabase.inMemory(
              "CREATE TABLE t (" + key, "INSERT INTO t VALUES (1, '5'), (2, '6')")) {
        database.alter(
            "t", alterColumn("id").using("id + 1000"), alterColumn("c").type(ColumnType.integer()));
        assertThat(database.query("SELECT id, c, typeof(c) FROM t"))
            .containsExactly("1001|5|integer", "1002|6|integer");
        database.execute(
            "DELETE FROM retort_history; CREATE TABLE u AS SELECT * FROM t; DROP TABLE t; CREATE TABLE t ("
                + key
                + "; INSERT INTO t SELECT * FROM u; UPDATE t SET c = '007' WHERE c = '6'");
        assertThat(
                refusal(
                    database,
                    altering(
                        "t",
                        alterColumn("id").using("id + 1000"),
                        alterColumn("c").type(ColumnType.integer()))))
            .contains("column \"c\" of \"t\" holds '007'");
      }
    }
  }
}
