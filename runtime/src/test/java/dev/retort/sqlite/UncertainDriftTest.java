package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.expression;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;

import dev.retort.Migrator;
import dev.retort.RevisionRegistry;
import dev.retort.op.DialectName;
import dev.retort.op.Migration;
import dev.retort.run.CheckReport;
import dev.retort.schema.Drift;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Collation;
import org.sqlite.Function;

/** What a check says where the revisions do not tell all of a schema: never that it has drifted. */
class UncertainDriftTest {
  @Test
  void aBaseThatNoRevisionMadeIsKnownFromWhereRevisionsChangedIt() throws SQLException {
    Migration first = op -> op.alterTable("old", add(text("more")), renameColumn("a", "b"));
    Migration second = op -> op.createIndex(index("ix").on("other", "x"));
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE old (a, kept INT DEFAULT 7)",
            "CREATE INDEX ix_old ON old (a)",
            "CREATE TABLE other (x)")) {
      database.upgrade(first, second);
      Migrator migrator = database.migrator(first, second);

      assertThat(migrator.check().drift().differences()).isEmpty();
      assertThat(migrator.check().drift().unspoken())
          .containsExactly("index \"ix_old\"", "table \"other\"");

      database.execute("ALTER TABLE old DROP COLUMN more; DROP INDEX ix; ALTER TABLE other ADD y");

      assertThat(DriftTest.words(migrator.check()))
          .containsExactly(
              "column \"more\" of table \"old\" is missing: TEXT",
              "index \"ix\" is missing: CREATE INDEX \"ix\" ON \"other\" (\"x\")");
    }
  }

  @Test
  void whatAStampedRevisionSaysIsDoubtfulUntilARevisionRuns() throws SQLException {
    Migration first = op -> op.createTable("old", integer("a"), integer("b"));
    Migration second = op -> op.alterTable("old", alterColumn("b").defaultValue(3));
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE old (a TEXT, b, c)")) {
      Migrator before = database.migrator(first);
      before.stamp("r1");

      CheckReport report = before.check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.text())
          .isEqualTo(
              "Nothing certainly differs from what the revisions say.\n"
                  + "Not what the revisions say, and perhaps never was. Look at each:\n"
                  + "  type of column \"a\" of table \"old\": the revisions say INTEGER, there is TEXT"
                  + " (revision \"r1\" was stamped)\n"
                  + "  type of column \"b\" of table \"old\": the revisions say INTEGER, there is none"
                  + " (revision \"r1\" was stamped)\n"
                  + "  column \"c\" of table \"old\" is there, and should not be: without a type"
                  + " (revision \"r1\" was stamped)\n"
                  + "Not compared with the code:\n"
                  + "  \"r1\": it was stamped, and has never run\n");

      Migrator after = database.migrator(first, second);
      after.upgrade();
      assertThat(after.check().drift()).isEqualTo(Drift.none());
      database.execute("ALTER TABLE old ADD COLUMN d");
      assertThat(DriftTest.words(after.check()))
          .containsExactly(
              "column \"d\" of table \"old\" is there, and should not be: without a type");
    }
  }

  @Test
  void rawSqlIsPlayedAndWhatCannotBeIsUnknown() throws SQLException {
    Migration first =
        op -> {
          op.createTable("plain", integer("a"));
          op.execute(
              "CREATE TABLE copied AS SELECT a, a || '' AS b FROM plain; DROP TABLE IF EXISTS gone");
          op.execute(
              "ALTER TABLE before RENAME TO afterwards; ALTER TABLE afterwards ADD COLUMN n");
          op.execute(DialectName.POSTGRESQL, "CREATE TABLE elsewhere (a)");
          op.execute("CREATE TABLE IF NOT EXISTS perhaps (a INT)");
        };
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE before (x)", "CREATE TABLE perhaps (z)")) {
      database.upgrade(first);

      CheckReport report = database.migrator(first).check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.text())
          .isEqualTo(
              "Nothing certainly differs from what the revisions say.\n"
                  + "Not what the revisions say, and perhaps never was. Look at each:\n"
                  + "  column \"a\" of table \"perhaps\" is missing: INT (revision \"r1\" makes it only if"
                  + " there is none)\n"
                  + "  column \"z\" of table \"perhaps\" is there, and should not be: without a type"
                  + " (revision \"r1\" makes it only if there is none)\n"
                  + "Not compared, since the revisions do not tell what it should be:\n"
                  + "  table \"afterwards\": revision \"r1\" touches it, and cannot be played in memory: no"
                  + " such table: before\n");
      database.execute("ALTER TABLE copied ADD COLUMN c");
      assertThat(DriftTest.words(database.migrator(first).check()))
          .containsExactly(
              "column \"c\" of table \"copied\" is there, and should not be: without a type");
    }
  }

  @Test
  void aRevisionThatCannotBeRecordedMakesAllBeforeItUnknown() throws SQLException {
    Migration wants = op -> op.createTable(op.arg("table").orElseThrow(), integer("a"));
    Migration later = op -> op.createTable("later", integer("a"));
    RevisionRegistry registry = TestDatabase.registry(DriftTest.SHOP, wants, later);
    try (TestDatabase database = TestDatabase.inMemory()) {
      Migrator.builder(registry)
          .connection(database.connection())
          .arg("table", "mine")
          .build()
          .upgrade();
      database.execute("ALTER TABLE orders ADD COLUMN n; ALTER TABLE later ADD COLUMN n");

      CheckReport report =
          Migrator.builder(registry).connection(database.connection()).build().check();

      assertThat(DriftTest.words(report))
          .containsExactly(
              "column \"n\" of table \"later\" is there, and should not be: without a type");
      assertThat(report.drift().unchecked())
          .contains(
              new Drift.Unchecked(
                  "table \"mine\"",
                  "revision \"r2\" may touch it, and it cannot be recorded: java.util.NoSuchElementException: No value present"));
      assertThat(report.uncomparable())
          .containsExactly(
              new CheckReport.Uncomparable("r2", "the history has no fingerprint of it"));
    }
  }

  @Test
  void otherArgumentsThanThoseOfTheRunAreNoDrift() throws SQLException {
    Migration sized = op -> op.createTable("t" + op.arg("n").orElse("0"), integer("a"));
    RevisionRegistry registry = TestDatabase.registry(DriftTest.SHOP, sized);
    try (TestDatabase database = TestDatabase.inMemory()) {
      Migrator.builder(registry).connection(database.connection()).arg("n", "1").build().upgrade();

      CheckReport same =
          Migrator.builder(registry)
              .connection(database.connection())
              .arg("n", "1")
              .build()
              .check();
      CheckReport other =
          Migrator.builder(registry).connection(database.connection()).build().check();

      assertThat(same.drift()).isEqualTo(Drift.none());
      assertThat(other.isClean()).isTrue();
      assertThat(other.drift().unchecked())
          .contains(
              new Drift.Unchecked(
                  "table \"t1\"",
                  "revision \"r2\" may touch it, and it asked for something else with the arguments"
                      + " of then"));
    }
  }

  @Test
  void functionsOfTheConnectionAndOtherDatabasesAreNoDrift() throws SQLException {
    Migration revision =
        op -> {
          op.createTable("docs", bigint("id").primaryKey(), text("body").collate("MINE"));
          op.createIndex(index("ix_fold").on("docs", expression("fold(body)")));
          op.createVirtualTable("found", "fts5", "body");
          op.execute(
              "CREATE TEMP TABLE scratch (a); CREATE TABLE aside.other (b); DROP TABLE scratch");
          op.execute(
              "CREATE TABLE main.[q\"q] (a CHECK (a > 0), 'b c' DEFAULT (1+ 2), UNIQUE (a))");
        };
    try (TestDatabase database = TestDatabase.inMemory("ATTACH ':memory:' AS aside")) {
      Function.create(
          database.connection(),
          "fold",
          new Function() {
            @Override
            protected void xFunc() throws SQLException {
              result(value_text(0));
            }
          },
          Function.FLAG_DETERMINISTIC);
      Collation.create(
          database.connection(),
          "MINE",
          new Collation() {
            @Override
            protected int xCompare(String one, String other) {
              return one.compareTo(other);
            }
          });
      database.upgrade(revision);

      assertThat(database.migrator(revision).check().drift()).isEqualTo(Drift.none());
    }
  }

  @Test
  void aFunctionThatTheConnectionLacksMakesItsObjectUnknown(@TempDir Path folder)
      throws SQLException {
    Migration revision =
        op -> {
          op.createTable("docs", bigint("id").primaryKey(), text("body"));
          op.createIndex(index("ix_fold").on("docs", expression("fold(body)")));
        };
    Path file = folder.resolve("app.db");
    try (TestDatabase database = TestDatabase.file(file)) {
      Function.create(
          database.connection(),
          "fold",
          new Function() {
            @Override
            protected void xFunc() throws SQLException {
              result(value_text(0));
            }
          },
          Function.FLAG_DETERMINISTIC);
      database.upgrade(revision);
    }
    try (TestDatabase database = TestDatabase.file(file)) {
      CheckReport report = database.migrator(revision).check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.drift().unchecked())
          .containsExactly(
              new Drift.Unchecked(
                  "index \"ix_fold\"",
                  "revision \"r1\" touches it, and cannot be played in memory: create index"
                      + " \"ix_fold\" on \"docs\""));
    }
  }
}
