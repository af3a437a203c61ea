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
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.MigrationException;
import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rebuild could lose or break, one test each; most are of sqlite.org's own warnings. */
class HazardTest {
  @TempDir Path folder;

  private static String refusal(TestDatabase database, Migration... revisions) {
    return assertThrows(MigrationException.class, () -> database.upgrade(revisions)).getMessage();
  }

  /** Asserts what is said, and that nothing has changed. */
  private static void assertRefused(TestDatabase database, String message, Migration revision)
      throws SQLException {
    Snapshot before = database.snapshot();
    assertThat(refusal(database, revision)).isEqualTo(message);
    assertThat(before.differences(database.snapshot())).isEmpty();
  }

  private static Migration altering(String table, TableChange... changes) {
    return op -> op.alterTable(table, changes);
  }

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
                  + is
                  + ". Say how it is converted: .using(\"...\")");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
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
          revision "r1" failed at statement 1 of 11 and was rolled back; the database is at base
            to:  find NULL in "v" of "t", which must not be NULL from now on
            sql: SELECT 'column "v" of "t" is NULL in ' || count(*) || iif(count(*) = 1, ' row', ' rows') || ', the first one in the row with rowid ' || min("t"."id") || '. Say what it becomes: .backfill("...")' FROM main."t" WHERE "t"."v" IS NULL HAVING count(*) > 0
            db:  column "v" of "t" is NULL in 2 rows, the first one in the row with rowid 5. Say what it becomes: .backfill("...")""",
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
          revision "r1" failed at statement 2 of 10 and was rolled back; the database is at base
            to:  copy the rows of "t" into its new shape
            sql: INSERT OR ABORT INTO main."retort_new_t" ("id", "v") SELECT "t"."id", "t"."v" FROM main."t" ORDER BY "t"."id"
            db:  UNIQUE constraint failed: retort_new_t.v""",
          altering("t", alterColumn("v").collate("NOCASE")));
    }
  }

  @Test
  void virtualAndShadowTablesAreRefused() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory("CREATE VIRTUAL TABLE f USING fts5(note)")) {
      assertRefused(
          database,
          "revision \"r1\" alters table \"f\", but \"f\" is a virtual table here.",
          altering("f", add(text("x"))));
      assertRefused(
          database,
          "revision \"r1\" alters table \"f_content\", but there is no table \"f_content\" here.",
          altering("f_content", add(text("x"))));
    }
  }

  @Test
  void aTransactionOfTheCallersIsRefused() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE t (v TEXT)", "BEGIN")) {
      String inTransaction =
          "the connection has a transaction under way, and Retort has one of its own. Commit it or"
              + " roll it back before the upgrade.";
      Migration revision = altering("t", alterColumn("v").type(ColumnType.blob()));
      assertThat(refusal(database, revision)).isEqualTo(inTransaction);
      database.execute("PRAGMA foreign_keys = OFF");
      assertThat(refusal(database, revision)).isEqualTo(inTransaction);
      database.execute("INSERT INTO t VALUES ('still there')");
      database.execute("COMMIT");
      database.connection().setAutoCommit(false);
      assertThat(refusal(database, revision))
          .isEqualTo(
              "the connection is not in autocommit mode, and Retort has a transaction of its own."
                  + " Call connection.setAutoCommit(true) before the upgrade, and set it back after"
                  + " it.");
      database.connection().setAutoCommit(true);
      database.upgrade(revision);
      assertThat(database.query("SELECT v FROM t")).containsExactly("still there");
    }
  }

  @Test
  void whatIsBrokenSinceBeforeStopsNothing() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
            "CREATE TABLE u (x)",
            "CREATE VIEW bad AS SELECT nope FROM t",
            "CREATE VIEW worse AS SELECT * FROM bad",
            "CREATE VIEW good AS SELECT v FROM t",
            "CREATE TRIGGER one AFTER INSERT ON t BEGIN INSERT INTO nope VALUES (new.v); END",
            "CREATE TRIGGER two AFTER UPDATE ON t BEGIN SELECT new.v; END",
            "INSERT INTO u VALUES (1)")) {
      database.upgrade(
          op -> {
            op.alterTable("t", alterColumn("v").type(ColumnType.blob()));
            op.alterTable("t", renameColumn("v", "w"));
            op.renameTable("t", "s");
            op.alterTable("s", add(integer("n").notNull().defaultValue(1)));
            op.createTrigger("CREATE TRIGGER three AFTER DELETE ON s BEGIN SELECT old.w; END");
            op.dropTable("u");
          });
      assertThat(
              database.query(
                  "SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY name"))
          .containsExactly(
              "CREATE VIEW bad AS SELECT nope FROM t",
              "CREATE VIEW good AS SELECT \"w\" FROM \"s\"",
              "CREATE TRIGGER one AFTER INSERT ON \"s\" BEGIN INSERT INTO nope VALUES (new.v); END",
              "CREATE TRIGGER three AFTER DELETE ON s BEGIN SELECT old.w; END",
              "CREATE TRIGGER two AFTER UPDATE ON \"s\" BEGIN SELECT new.\"w\"; END",
              "CREATE VIEW worse AS SELECT * FROM bad")
          .inOrder();
    }
  }

  @Test
  void aViewOrTriggerThatNamesADroppedColumnIsRefusedByName() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, w TEXT)",
            "CREATE TABLE log (x)",
            "CREATE VIEW seen AS SELECT id, v FROM t",
            "CREATE VIEW fine AS SELECT id FROM t",
            "CREATE TRIGGER fires AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.v); END",
            "CREATE TRIGGER quiet AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.w); END",
            "CREATE TRIGGER lists AFTER UPDATE OF v ON t BEGIN SELECT 1; END",
            "CREATE TRIGGER far AFTER INSERT ON log BEGIN UPDATE t SET v = 1; END")) {
      assertRefused(
          database,
          """
          revision "r1" leaves the trigger "far" broken: no such column: v. Drop or replace it in the same revision.
          revision "r1" leaves the trigger "fires" broken: no such column: new.v. Drop or replace it in the same revision.
          revision "r1" leaves the trigger "lists" broken: no such column: v. Drop or replace it in the same revision.
          revision "r1" leaves the view "seen" broken: no such column: v. Drop or replace it in the same revision.""",
          altering("t", dropColumn("v")));
      database.upgrade(
          op -> {
            op.alterTable("t", dropColumn("v"));
            op.replaceView("seen", "SELECT id FROM t");
            op.dropTrigger("fires");
            op.dropTrigger("lists");
            op.replaceTrigger("CREATE TRIGGER far AFTER INSERT ON log BEGIN SELECT 1; END");
          });
      assertThat(database.query("SELECT count(*) FROM seen")).containsExactly("0");
    }
  }

  @Test
  void aColumnMoreOrLessThatAnInsertDoesNotExpectIsRefused() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
            "CREATE TABLE log (x)",
            "CREATE VIEW pair (a, b) AS SELECT * FROM t",
            "CREATE TRIGGER fires AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.v); END")) {
      assertRefused(
          database,
          "revision \"r1\" leaves the trigger \"fires\" broken: table log has 2 columns but 1 values"
              + " were supplied. Drop or replace it in the same revision.",
          altering("log", add(text("y"))));
      assertRefused(
          database,
          "revision \"r1\" leaves the view \"pair\" broken: expected 2 columns for 'pair' but got 3."
              + " Drop or replace it in the same revision.",
          altering("t", add(text("y"))));
    }
  }

  @Test
  void aQuotedNameDoesNotBecomeATextWhenItsColumnGoes() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, \"v\" TEXT, w TEXT, CHECK (\"v\" <> w))",
            "CREATE TABLE u (id INTEGER PRIMARY KEY, \"v\" TEXT, w TEXT DEFAULT \"v\")",
            "CREATE INDEX part ON u (w) WHERE \"v\" > 'a'",
            "CREATE VIEW seen AS SELECT \"v\" FROM u",
            "CREATE VIEW since AS SELECT \"old habit\" FROM u",
            "INSERT INTO t VALUES (1, 'a', 'b')",
            "INSERT INTO u VALUES (1, 'a', 'b')")) {
      assertRefused(
          database,
          "revision \"r1\" leaves the table \"t\" broken: \"v\" would be a text, since no column has"
              + " that name any more. Drop or replace it in the same revision.",
          altering("t", dropColumn("v")));
      assertRefused(
          database,
          """
          revision "r1" leaves the index "part" broken: "v" would be a text, since no column has that name any more. Drop or replace it in the same revision.
          revision "r1" leaves the view "seen" broken: "v" would be a text, since no column has that name any more. Drop or replace it in the same revision.""",
          altering("u", dropColumn("v")));
    }
  }

  @Test
  void aStepMayNotChangeTheSchemaNorEndTheRun() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('a')")) {
      String head =
          """
          revision "r1" failed at statement 1 of 1 and was rolled back; the database is at base
            to:  work
            sql: (Java code)
            db:\s\s""";
      assertRefused(
          database,
          head
              + "the step changed the schema; say that with the operations of Op, and keep run(..)"
              + " for rows",
          op -> op.run("work", connection -> execute(connection, "CREATE TABLE x (y)")));
      assertRefused(
          database,
          head + "the step ended the run's transaction; leave COMMIT and ROLLBACK to the run",
          op -> op.run("work", connection -> execute(connection, "ROLLBACK")));
      assertRefused(
          database,
          head + "commit() is not for a step: the transaction and the connection are the run's",
          op -> op.run("work", Connection::commit));
      assertRefused(
          database,
          head + "java.lang.IllegalStateException: no such luck",
          op ->
              op.run(
                  "work",
                  connection -> {
                    throw new IllegalStateException("no such luck");
                  }));
      database.upgrade(
          op -> op.run("work", connection -> execute(connection, "UPDATE t SET v = 'b'")));
      assertThat(database.query("SELECT v FROM t")).containsExactly("b");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void thePragmasAreSetBackAlsoAfterAFailure() throws SQLException {
    for (String value : List.of("ON", "OFF")) {
      try (TestDatabase database =
          TestDatabase.inMemory(
              "CREATE TABLE t (v TEXT)",
              "INSERT INTO t VALUES ('007')",
              "PRAGMA foreign_keys = " + value,
              "PRAGMA legacy_alter_table = " + value,
              "PRAGMA writable_schema = " + value,
              "PRAGMA busy_timeout = 1234")) {
        Snapshot before = database.snapshot();
        refusal(database, altering("t", alterColumn("v").type(ColumnType.integer())));
        refusal(database, op -> op.execute("INSERT INTO nope VALUES (1)"));
        refusal(database, altering("nope", dropColumn("v")));
        assertThat(before.differences(database.snapshot())).isEmpty();
        database.upgrade(op -> op.createTable("u", text("x")));
        database.migrator(op -> op.createTable("u", text("x"))).downgrade("base");
        assertThat(before.differences(database.snapshot())).isEmpty();
      }
    }
  }

  @Test
  void aDatabaseThatLetsNobodyWriteItsTextsIsAlteredToo() throws SQLException {
    try (TestDatabase database =
            TestDatabase.inMemory(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(3) /* keep */)",
                "CREATE INDEX ix ON t (v)",
                "CREATE VIEW w AS SELECT v FROM t",
                "INSERT INTO t VALUES (7, 'a')");
        SchemaCopy copy = SchemaCopy.of(database.connection())) {
      SqlitePlanner planner =
          new SqlitePlanner(copy, copy.inspect(), table -> List.of(), Rebuild.CatalogAccess.CLOSED);
      database.execute("PRAGMA foreign_keys = OFF");
      for (dev.retort.plan.Step step :
          planner
              .plan(
                  List.of(
                      new dev.retort.op.AlterTable(
                          dev.retort.schema.Name.of("t"),
                          List.of(alterColumn("v").type(ColumnType.text())))))
              .steps()) {
        assertThat(step.text()).doesNotContain("writable_schema");
        execute(database.connection(), step.text());
      }
      assertThat(database.query("SELECT sql FROM sqlite_schema"))
          .containsExactly(
              "CREATE VIEW w AS SELECT v FROM t",
              "CREATE TABLE \"t\" (id INTEGER PRIMARY KEY, v TEXT /* keep */)",
              "CREATE INDEX ix ON t (v)");
      assertThat(database.query("SELECT * FROM t")).containsExactly("7|a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRAGMA encoding = 'UTF-16le'",
        "PRAGMA encoding = 'UTF-16be'",
        "PRAGMA auto_vacuum = FULL",
        "PRAGMA auto_vacuum = INCREMENTAL",
        "PRAGMA journal_mode = WAL",
        "PRAGMA page_size = 512",
        "PRAGMA user_version = 42; PRAGMA application_id = 7"
      })
  void everyKindOfFileIsAltered(String pragma) throws SQLException {
    try (TestDatabase database =
        TestDatabase.file(
            folder.resolve("app.db"),
            pragma,
            "CREATE TABLE t (k TEXT PRIMARY KEY, v VARCHAR(9))",
            "CREATE INDEX ix ON t (v)",
            "INSERT INTO t SELECT 'é' || value, 'ü😀' FROM json_each('[1,2,3,4,5,6,7,8,9]')")) {
      Snapshot before = database.snapshot();
      database.alter("t", alterColumn("v").type(ColumnType.text()));
      assertThat(
              before
                  .expecting("text main t table t", text -> text.replace("VARCHAR(9)", "TEXT"))
                  .expecting("column main.t.v", column -> column.replace("VARCHAR(9)", "TEXT"))
                  .differences(database.snapshot()))
          .isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
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
              "  db:  column \"id\" of \"n\" is NULL in 1 row, the first one in the row with rowid 10."
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
  void namesChangeTheirCaseAndTheirPlaces() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b INTEGER, c TEXT)",
            "CREATE INDEX ix ON t (a, b)",
            "CREATE TABLE child (t REFERENCES t (id))",
            "INSERT INTO t VALUES (5, 'a', 1, 'c')",
            "INSERT INTO child VALUES (5)")) {
      database.upgrade(
          altering("t", renameColumn("a", "A")),
          op -> op.renameTable("t", "T"),
          altering("t", renameColumn("a", "x"), renameColumn("b", "a"), renameColumn("x", "b")),
          altering(
              "t",
              renameColumn("a", "x"),
              renameColumn("b", "a"),
              renameColumn("x", "b"),
              alterColumn("b").type(ColumnType.text())),
          altering(
              "t",
              dropColumn("c"),
              renameColumn("b", "c"),
              add(text("b").notNull()).backfill("'new'")));
      assertThat(database.query("SELECT id, A, c, b FROM t")).containsExactly("5|a|1|new");
      assertThat(
              database.query(
                  "SELECT name, tbl_name, sql FROM sqlite_schema WHERE name IN ('T', 'ix') ORDER BY 1"))
          .containsExactly(
              "T|T|CREATE TABLE \"T\" (id INTEGER PRIMARY KEY AUTOINCREMENT, \"a\" TEXT, \"c\" TEXT,"
                  + " \"b\" TEXT NOT NULL)",
              "ix|T|CREATE INDEX ix ON \"T\" (\"a\", \"c\")")
          .inOrder();
      assertThat(database.query("SELECT * FROM sqlite_sequence")).containsExactly("T|5");
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
  void objectsThatOnlyTheConnectionCanMakeAreLeftAlone() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      org.sqlite.Collation.create(
          database.connection(),
          "german",
          new org.sqlite.Collation() {
            @Override
            protected int xCompare(String one, String other) {
              return one.compareTo(other);
            }
          });
      org.sqlite.Function.create(
          database.connection(),
          "twice",
          new org.sqlite.Function() {
            @Override
            protected void xFunc() throws SQLException {
              result(2 * value_int(0));
            }
          },
          1,
          org.sqlite.Function.FLAG_DETERMINISTIC);
      database.execute(
          "CREATE TABLE names (id INTEGER PRIMARY KEY, n TEXT COLLATE german);"
              + "CREATE INDEX ixn ON names (n);"
              + "CREATE VIEW vn AS SELECT twice(id) FROM names;"
              + "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(3));"
              + "CREATE VIEW vt AS SELECT twice(id) FROM t;"
              + "INSERT INTO names VALUES (1, 'x'); INSERT INTO t VALUES (1, 'y');");
      Snapshot before = database.snapshot();
      database.upgrade(
          op -> {
            op.alterTable("t", alterColumn("v").type(ColumnType.text()));
            op.createTable("m", integer("n").references("names", "id"));
          });
      assertThat(
              before
                  .expecting("text main t table t", text -> text.replace("VARCHAR(3)", "TEXT"))
                  .expecting("column main.t.v", column -> column.replace("VARCHAR(3)", "TEXT"))
                  .differences(
                      database
                          .snapshot()
                          .without("text main m")
                          .without("order main m")
                          .without("table main.m")
                          .without("column main.m")
                          .without("foreign key main.m")))
          .isEmpty();
      Snapshot after = database.snapshot();
      assertThat(
              refusal(
                  database,
                  op -> op.alterTable("t", alterColumn("v").type(ColumnType.text())),
                  op -> op.alterTable("names", alterColumn("n").notNull())))
          .isEqualTo(
              "revision \"r2\" cannot alter table \"names\": alter column \"n\": not null: Retort"
                  + " could not make \"names\" again, since only your connection can: no such"
                  + " collation sequence: german");
      assertThat(after.differences(database.snapshot())).isEmpty();
    }
  }

  @Test
  void anExpressionIndexOverADroppedColumnIsRefused() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, w TEXT)",
            "CREATE INDEX ix ON t (lower(v))")) {
      assertRefused(
          database,
          "revision \"r1\" cannot alter table \"t\": drop column \"v\": no such column: v",
          altering("t", dropColumn("v")));
    }
  }

  @Test
  void aSecondConnectionSeesTheNewSchemaAtOnce() throws SQLException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database =
            TestDatabase.file(
                file,
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
                "INSERT INTO t VALUES (1, 'a')");
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      assertThat(Query.strings(other, "SELECT v FROM t")).containsExactly("a");
      database.alter("t", add(text("w").notNull()).backfill("v || v"));
      assertThat(Query.strings(other, "SELECT w FROM t")).containsExactly("aa");
      Migrator migrator =
          Migrator.builder(TestDatabase.registry(altering("t", add(text("w").notNull()))))
              .connection(other)
              .build();
      assertThat(migrator.current()).containsExactly("r1");
    }
  }
}
