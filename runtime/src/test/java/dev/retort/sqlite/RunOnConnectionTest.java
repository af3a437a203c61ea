package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static dev.retort.sqlite.TestDatabase.assertRefused;
import static dev.retort.sqlite.TestDatabase.refusal;

import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.ProgressHandler;

/** What a run does to the connection and the file it is given, one test each. */
class RunOnConnectionTest {
  @TempDir Path folder;

  @Test
  void aTransactionOfTheCallersIsRefused() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE t (v TEXT)", "BEGIN")) {
      String inTransaction =
          "the connection has a transaction under way, and Retort has one of its own. Commit it or"
              + " roll it back before.";
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
                  + " Call connection.setAutoCommit(true) before, and set it back after; a pool has"
                  + " a setting for it.");
      database.connection().setAutoCommit(true);
      database.upgrade(revision);
      assertThat(database.query("SELECT v FROM t")).containsExactly("still there");
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
          head + "\"ROLLBACK\" is not for a step: the transaction is the run's",
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

  @Test
  void aStatementOfAStepThatIsCancelledDidNotEndTheTransaction() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (v TEXT)", "INSERT INTO t VALUES ('a')")) {
      assertRefused(
          database,
          """
          revision "r1" failed at statement 2 of 2 and was rolled back; the database is at base
            to:  work
            sql: (Java code)
            db:  interrupted""",
          op -> {
            op.execute("INSERT INTO t VALUES ('gone again')");
            op.run("work", connection -> cancelled(database.connection(), connection));
          });
    }
  }

  private static void cancelled(Connection real, Connection ofStep) throws SQLException {
    ProgressHandler.setHandler(
        real,
        1000,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return 1; // stops the statement
          }
        });
    try {
      execute(
          ofStep,
          "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100000)"
              + " INSERT INTO t SELECT i FROM c");
    } finally {
      ProgressHandler.clearHandler(real);
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
          new SqlitePlanner(
              copy,
              copy.inspect(),
              new OpenDatabase(
                  database.connection(), CatalogAccess.CLOSED, SqliteDialect.Ways.CHEAPEST));
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

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
