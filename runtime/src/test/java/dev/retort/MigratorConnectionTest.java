package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.App.REGISTRY;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import dev.retort.error.HistoryException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.RevisionFailedException;
import dev.retort.error.TargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Where a migrator gets its connection from, and what it does to it. */
class MigratorConnectionTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  @Test
  void readingCreatesNothing() {
    Migrator migrator = app.migrator();

    assertThat(migrator.current()).isEmpty();
    assertThat(migrator.pending()).containsExactly("r1", "r2", "r3").inOrder();
    assertThat(migrator.history()).isEmpty();
    assertThat(migrator.heads()).containsExactly("r3");
    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void readingAnExistingFileMakesNoTable() throws SQLException {
    app.execute("CREATE TABLE t(a)");

    assertThat(app.migrator().current()).isEmpty();
    assertThat(app.query("SELECT name FROM sqlite_schema")).containsExactly("t");
  }

  @Test
  void aCallersConnectionIsNotClosedAndGetsItsSettingsBack() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA busy_timeout = 1234");
      statement.execute("PRAGMA legacy_alter_table = ON");

      Migrator.builder(REGISTRY).connection(connection).build().upgrade();

      assertThat(connection.isClosed()).isFalse();
      assertThat(App.query(connection, "PRAGMA foreign_keys")).containsExactly("1");
      assertThat(App.query(connection, "PRAGMA busy_timeout")).containsExactly("1234");
      assertThat(App.query(connection, "PRAGMA legacy_alter_table")).containsExactly("1");
      assertThat(App.query(connection, "PRAGMA writable_schema")).containsExactly("0");
      assertThat(App.query(connection, "SELECT count(*) FROM retort_history")).containsExactly("3");
    }
  }

  /** The driver commits behind each statement, and SQLite does not let it. */
  @Test
  void aStatementThatIsNotFinishedIsNamedAndNothingIsLeftBehind() throws SQLException {
    app.migrator().upgrade("r1");
    try (Connection connection = DriverManager.getConnection(app.url())) {
      Migrator migrator = Migrator.builder(REGISTRY).connection(connection).build();
      try (Statement open = connection.createStatement()) {
        open.execute("PRAGMA journal_mode = WAL");
        assertThat(assertThrows(ConnectionException.class, migrator::current))
            .hasMessageThat()
            .isEqualTo(
                "a statement of the connection that writes is not finished. Close it before, and its"
                    + " result set: until then SQLite lets nobody commit on this connection.");
      }
      app.execute("INSERT INTO users (name) VALUES ('another')");
      assertThat(migrator.upgrade().after()).containsExactly("r3");
    }
    assertThat(app.query("SELECT name FROM users")).containsExactly("another");
  }

  @Test
  void aConnectionInATransactionIsRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection(app.url());
        Statement statement = connection.createStatement()) {
      Migrator migrator = Migrator.builder(REGISTRY).connection(connection).build();
      statement.execute("BEGIN");
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the connection has a transaction under way, and Retort has one of its own. Commit it"
                  + " or roll it back before.");
      statement.execute("ROLLBACK");

      connection.setAutoCommit(false);
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the connection is not in autocommit mode, and Retort has a transaction of its own."
                  + " Call connection.setAutoCommit(true) before, and set it back after; a pool has"
                  + " a setting for it.");
    }
  }

  @Test
  void aDataSourceGivesAConnectionForEachCall() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(app.url());
    Migrator migrator = Migrator.builder(REGISTRY).dataSource(source).build();

    assertThat(migrator.upgrade().after()).containsExactly("r3");
    assertThat(migrator.current()).containsExactly("r3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:",
        "jdbc:sqlite:file::memory:?cache=shared",
        "jdbc:sqlite:file:x?mode=memory"
      })
  void aDatabaseInMemoryByUrlIsRefused(String url) {
    ConnectionException thrown =
        assertThrows(ConnectionException.class, () -> Migrator.of(REGISTRY, url));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \""
                + url
                + "\" lives in memory and would be gone with the connection that Retort opens. Open"
                + " it yourself, and pass the connection:"
                + " Migrator.builder(..).connection(connection)");
  }

  @Test
  void anotherDatabaseIsRefusedWithoutItsPassword() {
    ConnectionException thrown =
        assertThrows(
            ConnectionException.class,
            () -> Migrator.of(REGISTRY, "jdbc:postgresql://ada:secret@host/db"));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the address is one of PostgreSQL, which is not there yet. This version knows SQLite"
                + " only, by addresses such as \"jdbc:sqlite:app.db\" and \"sqlite:///app.db\".");
  }

  @Test
  void aMigratorIsForOneDatabase() {
    assertThat(assertThrows(ConnectionException.class, () -> Migrator.builder(REGISTRY).build()))
        .hasMessageThat()
        .isEqualTo(
            "a migrator is for one database, and 0 were given. Say one of .url(..),"
                + " .dataSource(..) and .connection(..)");
  }

  @Test
  void anotherHistoryTableKeepsTwoRegistriesApart() throws SQLException {
    app.migrator().upgrade();
    Migrator other =
        Migrator.builder(
                RevisionRegistry.of(
                    RegisteredRevision.of(
                        "x1", List.of(), () -> op -> op.createTable("x", text("a")))))
            .url(app.url())
            .historyTable("billing history")
            .build();

    assertThat(other.upgrade().after()).containsExactly("x1");
    assertThat(app.query("SELECT id FROM \"billing history\"")).containsExactly("x1");
    assertThat(app.migrator().current()).containsExactly("r3");
  }

  @Test
  void aTableThatIsNoHistoryIsRefused() throws SQLException {
    app.execute("CREATE TABLE retort_history(a)");

    assertThat(assertThrows(HistoryException.class, () -> app.migrator().upgrade()))
        .hasMessageThat()
        .endsWith("Give this registry another: .historyTable(..)");
  }

  @Test
  void aHistoryOfANewerFormatIsRefused() throws SQLException {
    app.migrator().upgrade();
    app.execute("UPDATE retort_history SET format = 2");

    assertThat(assertThrows(HistoryException.class, () -> app.migrator().current()))
        .hasMessageThat()
        .isEqualTo(
            "the history table \"retort_history\" has format 2, which a newer version of Retort"
                + " wrote; this one reads format 1. Use the newer version.");
  }

  @Test
  void theWaitForTheLockIsBounded() throws SQLException {
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Migrator migrator =
          Migrator.builder(REGISTRY).url(app.url()).lockTimeout(Duration.ofMillis(50)).build();

      LockTimeoutException thrown = assertThrows(LockTimeoutException.class, migrator::upgrade);

      assertThat(thrown.waited()).isEqualTo(Duration.ofMillis(50));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "the database was locked by %s for 50 ms. Let it end, or wait longer: .lockTimeout(..)"
                  .formatted(thrown.holder().orElse("another run or another program")));
    }
  }

  @Test
  void twoMigratorsOnTwoDatabasesDoNotMeet() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int at = 0; at < 8; at++) {
      String url = "jdbc:sqlite:" + folder.resolve(at + ".db");
      Thread thread = new Thread(() -> Migrator.of(REGISTRY, url).upgrade());
      thread.setUncaughtExceptionHandler(
          (failed, cause) -> {
            synchronized (thrown) {
              thrown.add(cause);
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(thrown).isEmpty();
    for (int at = 0; at < 8; at++) {
      assertThat(Migrator.of(REGISTRY, "jdbc:sqlite:" + folder.resolve(at + ".db")).current())
          .containsExactly("r3");
    }
  }

  @Test
  void aStepThatLosesTheTransactionSaysSo() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", bigint("id").primaryKey());
                      op.run(
                          "two rows",
                          connection -> {
                            try (Statement statement = connection.createStatement()) {
                              statement.execute("INSERT INTO t VALUES (1)");
                              statement.execute("INSERT OR ROLLBACK INTO t VALUES (1)");
                            }
                          });
                    }));

    assertThat(assertThrows(RevisionFailedException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" failed at statement 2 of 2 and ended the transaction of the run: what ran"
                + " until then was committed or taken back with it, and what ran after that stays\n  to:  two rows\n  sql: (Java code)\n"
                + "  db:  the step ended the run's transaction; leave COMMIT and ROLLBACK to the run");
  }

  @Test
  void aStepGetsTheSameConnectionByEveryWay() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op ->
                        op.run(
                            "look",
                            connection -> {
                              try (Statement statement = connection.createStatement()) {
                                assertThat(statement.getConnection()).isSameInstanceAs(connection);
                                assertThat(connection.getMetaData().getConnection())
                                    .isSameInstanceAs(connection);
                                try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                                  assertThat(rows.getStatement()).isSameInstanceAs(statement);
                                }
                              }
                              assertThrows(
                                  SQLException.class,
                                  () -> connection.unwrap(org.sqlite.SQLiteConnection.class));
                              assertThrows(SQLException.class, connection::close);
                            })));

    assertThat(migrator.upgrade().after()).containsExactly("r1");
  }

  @Test
  void aBusyDatabaseIsWaitedForOnce() throws SQLException {
    app.migrator().upgrade();
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      Migrator migrator =
          Migrator.builder(REGISTRY).url(app.url()).lockTimeout(Duration.ofMillis(50)).build();

      assertThrows(LockTimeoutException.class, migrator::current);
    }
  }

  @Test
  void anUnknownTargetMakesNoFile() {
    assertThrows(TargetException.class, () -> app.migrator().upgrade("r9"));
    assertThrows(TargetException.class, () -> app.migrator().downgrade("r1"));

    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("nowhere");
    Migrator migrator = Migrator.of(REGISTRY, "jdbc:sqlite:" + missing.resolve("app.db"));

    assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s\" cannot be made: there is no folder \"%s\". Make it first."
                .formatted(missing.resolve("app.db"), missing));
  }
}
