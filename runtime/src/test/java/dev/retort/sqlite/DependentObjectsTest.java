package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static dev.retort.sqlite.TestDatabase.assertRefused;
import static dev.retort.sqlite.TestDatabase.refusal;

import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;

/** What names an altered table, and what a change could break of it, one test each. */
class DependentObjectsTest {
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
      Migration first =
          op -> {
            op.alterTable("t", alterColumn("v").type(ColumnType.text()));
            op.createTable("m", integer("n").references("names", "id"));
          };
      database.upgrade(first);
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
      for (RebuildMode mode : RebuildMode.values()) {
        database
            .migrator(
                mode,
                first,
                op -> op.alterTable("names", add(check("n <> 'none'"))),
                op -> op.alterTable("names", dropCheck("n <> 'none'")))
            .upgrade();
        database.execute("DELETE FROM retort_history WHERE id <> 'r1'");
      }
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
          "revision \"r1\" leaves the index \"ix\" broken: no such column: v. Drop or replace it in"
              + " the same revision.",
          altering("t", dropColumn("v")));
    }
  }

  @Test
  void anIndexThatOnlyTheCallersConnectionCanReadIsMadeAgain() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE t (name TEXT, age TEXT)")) {
      Function.create(
          database.connection(),
          "shout",
          new Function() {
            @Override
            protected void xFunc() throws SQLException {
              result(value_text(0) + "!");
            }
          },
          1,
          Function.FLAG_DETERMINISTIC);
      database.execute("CREATE UNIQUE INDEX shouted ON t (shout(name))");

      database.migrator(altering("t", alterColumn("age").type(ColumnType.blob()))).upgrade();

      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 'shouted'"))
          .containsExactly("CREATE UNIQUE INDEX shouted ON t (shout(name))");
    }
  }

  @Test
  void whatWasBrokenBeforeIsSaidAndLeftAsItIs() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)",
            "CREATE VIEW old AS SELECT gone FROM t",
            "CREATE TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM nowhere; END")) {
      MigrationReport report =
          database.upgrade(
              altering("t", add(check("v <> ''"))),
              altering("t", renameColumn("v", "w"), alterColumn("id").type(ColumnType.text())));

      assertThat(report.revisions().get(0).notes())
          .containsExactly(
              "trigger \"tr\" was broken before: no such table: main.nowhere",
              "view \"old\" was broken before: no such column: gone")
          .inOrder();
      assertThat(report.revisions().get(1).notes()).isEmpty();
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger')"))
          .containsExactly(
              "CREATE VIEW old AS SELECT gone FROM t",
              "CREATE TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM nowhere; END");
    }
  }

  @Test
  void whatOnlyTheConnectionHasIsLookedAtToo() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, w TEXT)",
            "CREATE TABLE other (x TEXT)",
            "CREATE TEMP TABLE mine (x TEXT)",
            "CREATE TEMP VIEW seen AS SELECT id, v FROM t",
            "CREATE TEMP TRIGGER fires AFTER INSERT ON t BEGIN INSERT INTO mine VALUES (new.v); END",
            "CREATE TEMP TRIGGER lists AFTER UPDATE OF v ON t BEGIN SELECT 1; END",
            "CREATE TEMP TRIGGER far AFTER INSERT ON mine BEGIN DELETE FROM t WHERE v = 1; END",
            "CREATE TEMP TRIGGER harmless AFTER INSERT ON t BEGIN SELECT new.w; END")) {
      assertRefused(
          database,
          """
          revision "r1" leaves the temporary trigger "far" broken: no such column: v. Drop or replace it in the same revision.
          revision "r1" leaves the temporary trigger "fires" broken: no such column: new.v. Drop or replace it in the same revision.
          revision "r1" leaves the temporary trigger "lists" broken: no such column: v. Drop or replace it in the same revision.
          revision "r1" leaves the temporary view "seen" broken: no such column: v. Drop or replace it in the same revision.""",
          altering("t", dropColumn("v")));

      database.alter("t", dropColumn("w"), add(text("w")));
      database.alter("other", dropColumn("x"), add(integer("y")));
      assertThat(
              database.query(
                  "SELECT name FROM temp.sqlite_schema WHERE type <> 'table' ORDER BY 1"))
          .containsExactly("far", "fires", "harmless", "lists", "seen");
    }
  }

  @Test
  void aViewThatSqliteCannotReadWhileItRenamesIsNotInTheWay() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE a (id, x)",
            "CREATE TABLE b (id, aid)",
            "CREATE TABLE c (id, bid)",
            "CREATE TABLE other (n)",
            "CREATE VIEW v AS SELECT a.x FROM c INNER JOIN (b INNER JOIN a ON b.aid = a.id)"
                + " ON c.bid = b.id")) {
      database.upgrade(
          op -> {
            op.alterTable("other", renameColumn("n", "m"));
            op.renameTable("other", "others");
          });
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 'others'"))
          .containsExactly("CREATE TABLE \"others\" (\"m\")");
      assertThat(database.query("SELECT * FROM v")).isEmpty();
      Snapshot before = database.snapshot();
      assertThat(
              refusal(
                  database,
                  op -> {
                    op.alterTable("other", renameColumn("n", "m"));
                    op.renameTable("other", "others");
                  },
                  altering("a", renameColumn("x", "y"))))
          .isEqualTo(
              "revision \"r2\" leaves the view \"v\" broken: no such column: a.x. Drop or replace it"
                  + " in the same revision.");
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
  }

  @Test
  void aViewOnAViewWhoseColumnIsRenamedIsNamed() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (v)",
            "CREATE VIEW one AS SELECT v FROM t",
            "CREATE VIEW two AS SELECT v FROM one")) {
      assertRefused(
          database,
          "revision \"r1\" leaves the view \"two\" broken: no such column: v. Drop or replace it in"
              + " the same revision.",
          altering("t", renameColumn("v", "w")));
      database.upgrade(
          op -> {
            op.alterTable("t", renameColumn("v", "w"));
            op.replaceView("one", "SELECT w AS v FROM t");
          });
      assertThat(database.query("SELECT * FROM two")).isEmpty();
    }
  }

  @Test
  void textsInDoubleQuotesStayAsTheyAreWrittenWhenSomethingIsRenamed() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a TEXT DEFAULT \"one\", b TEXT CHECK (b <> \"two\"))",
            "CREATE VIEW seen AS SELECT a, \"three\" AS c /* \"three\" */ FROM t",
            "CREATE TRIGGER tr AFTER INSERT ON t WHEN new.b = \"four\" BEGIN SELECT \"five\"; END",
            "CREATE INDEX ix ON t (b) WHERE b <> \"six\"")) {
      database.upgrade(
          op -> {
            op.alterTable("t", renameColumn("b", "d"));
            op.renameTable("t", "u");
          });
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name NOT LIKE '%retort%'"))
          .containsExactly(
              "CREATE TABLE \"u\" (a TEXT DEFAULT \"one\", \"d\" TEXT CHECK (\"d\" <> \"two\"))",
              "CREATE VIEW seen AS SELECT a, \"three\" AS c /* \"three\" */ FROM \"u\"",
              "CREATE TRIGGER tr AFTER INSERT ON \"u\" WHEN new.\"d\" = \"four\" BEGIN SELECT \"five\";"
                  + " END",
              "CREATE INDEX ix ON \"u\" (\"d\") WHERE \"d\" <> \"six\"");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void aDroppedColumnIsNotTakenForTheRowid() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (rowid INT, a TEXT)",
            "INSERT INTO t VALUES (5, 'x')",
            "CREATE INDEX ix ON t (a) WHERE rowid > 5",
            "CREATE VIEW seen AS SELECT rowid FROM t",
            "CREATE TRIGGER other AFTER INSERT ON t BEGIN SELECT new.a; END",
            "CREATE TEMP VIEW mine AS SELECT t.rowid AS n FROM t")) {
      assertRefused(
          database,
          """
          revision "r1" leaves the index "ix" broken: "rowid" would be the hidden rowid, since no column has that name any more. Drop or replace it in the same revision.
          revision "r1" leaves the view "seen" broken: "rowid" would be the hidden rowid, since no column has that name any more. Drop or replace it in the same revision.
          revision "r1" leaves the temporary view "mine" broken: "rowid" would be the hidden rowid, since no column has that name any more. Drop or replace it in the same revision.""",
          altering("t", dropColumn("rowid")));
      database.execute("DROP VIEW mine; DROP VIEW seen; DROP INDEX ix");
      database.alter("t", dropColumn("rowid"));
      assertThat(database.query("SELECT * FROM t")).containsExactly("x");
    }
  }

  @Test
  void aTemporaryTriggerFollowsARenameThroughARebuild() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a TEXT, b INTEGER)",
            "CREATE TEMP TABLE log (x)",
            "CREATE TEMP TRIGGER tr AFTER INSERT ON main.t BEGIN INSERT INTO log VALUES (new.a);"
                + " END")) {
      database.alter("t", renameColumn("a", "c"), alterColumn("b").type(ColumnType.text()));
      database.execute("INSERT INTO t VALUES ('x', 1)");
      assertThat(database.query("SELECT * FROM log")).containsExactly("x");
    }
  }

  @Test
  void whatATriggerOnAGeneratedColumnNamesIsSeen() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a, b, g AS (a), h AS (b))",
            "CREATE TRIGGER tr AFTER UPDATE OF g, b ON t BEGIN SELECT old.h; END")) {
      assertRefused(
          database,
          "revision \"r1\" leaves the trigger \"tr\" broken: no such column: old.h. Drop or replace it"
              + " in the same revision.",
          altering("t", dropColumn("h")));
    }
  }

  @Test
  void aTriggerThatSqliteCannotRenameGoesWithItsTable(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("file.db");
    try (TestDatabase database =
        TestDatabase.file(
            file,
            "CREATE TABLE o (y)",
            "CREATE TABLE log (x)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
            "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log SELECT p.y FROM log JOIN"
                + " (o AS p JOIN log AS q ON p.y = q.x) ON p.y = log.x; END")) {
      database.upgrade(op -> op.renameTable("t", "u"));
    }
    try (TestDatabase again = TestDatabase.file(file)) {
      assertThat(again.query("SELECT tbl_name, sql FROM sqlite_schema WHERE name = 'tr'"))
          .containsExactly(
              "u|CREATE TRIGGER tr AFTER INSERT ON \"u\" BEGIN INSERT INTO log SELECT p.y FROM log JOIN"
                  + " (o AS p JOIN log AS q ON p.y = q.x) ON p.y = log.x; END");
      again.execute("INSERT INTO u VALUES (1, 2)");
    }
  }

  @Test
  void aTriggerFollowsItsTableWhateverElseHasTheName(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("file.db");
    try (TestDatabase database =
        TestDatabase.file(
            file,
            "CREATE TABLE t (a)",
            "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT new.a; END",
            "CREATE TEMP TABLE t (q)")) {
      database.upgrade(op -> op.renameTable("t", "u"));
    }
    try (TestDatabase again = TestDatabase.file(file)) {
      assertThat(again.query("SELECT tbl_name FROM sqlite_schema WHERE name = 'tr'"))
          .containsExactly("u");
      again.execute("INSERT INTO u VALUES (1)");
    }
  }

  @Test
  void anIndexThatUsesAFunctionOfTheCallersFollowsRenames() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)")) {
      Function.create(
          database.connection(),
          "myf",
          new Function() {
            @Override
            protected void xFunc() throws SQLException {
              result(value_int(0) + 1);
            }
          },
          Function.FLAG_DETERMINISTIC);
      database.execute(
          "INSERT INTO t VALUES (1, 2, 3), (2, 3, 4); CREATE INDEX ix ON t (myf(a));"
              + " CREATE VIEW v AS SELECT myf(b) AS m FROM t");
      Migration second =
          op ->
              op.alterTable(
                  "u", renameColumn("a", "aa"), alterColumn("aa").type(ColumnType.text()));
      database.upgrade(op -> op.renameTable("t", "u"), second);
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 'ix'"))
          .containsExactly("CREATE INDEX ix ON \"u\" (myf(\"aa\"))");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(database.query("SELECT id FROM u WHERE myf(aa) = 4")).containsExactly("2");
      assertThat(
              refusal(
                  database,
                  op -> op.renameTable("t", "u"),
                  second,
                  op -> op.alterTable("u", dropColumn("b"))))
          .isEqualTo(
              "revision \"r3\" leaves the view \"v\" broken: no such column: b. Drop or replace it in"
                  + " the same revision.");
    }
  }

  @Test
  void aFullTextTableWhoseContentIsRenamedIsNamed() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b)",
            "CREATE VIRTUAL TABLE f USING fts5(a, content='t', content_rowid='id')")) {
      assertRefused(
          database,
          "revision \"r1\" leaves the virtual table \"f\" broken: no such column: T.a. Drop or replace it"
              + " in the same revision.",
          altering("t", renameColumn("a", "aa")));
      assertRefused(
          database,
          "revision \"r1\" leaves the virtual table \"f\" broken: no such table: main.t. Drop or replace"
              + " it in the same revision.",
          op -> op.renameTable("t", "u"));
      database.alter("t", dropColumn("b"));
    }
  }
}
