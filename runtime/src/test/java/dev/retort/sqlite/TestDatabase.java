package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.MigrationException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.run.RebuildMode;
import dev.retort.schema.TableChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database of a test, on a connection as an application has it: with foreign keys enforced. */
final class TestDatabase implements AutoCloseable {
  private final Connection connection;

  private TestDatabase(Connection connection) {
    this.connection = connection;
  }

  static TestDatabase inMemory(String... statements) throws SQLException {
    return of("jdbc:sqlite::memory:", statements);
  }

  static TestDatabase file(Path file, String... statements) throws SQLException {
    return of("jdbc:sqlite:" + file, statements);
  }

  private static TestDatabase of(String url, String... statements) throws SQLException {
    TestDatabase database = new TestDatabase(DriverManager.getConnection(url));
    database.execute("PRAGMA foreign_keys = ON");
    for (String each : statements) {
      database.execute(each);
    }
    return database;
  }

  Connection connection() {
    return connection;
  }

  /** Runs a script, trigger bodies included. */
  void execute(String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(script);
    }
  }

  /** Returns the rows of a query, values with a bar between them. */
  List<String> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          row.add(rows.getString(at));
        }
        found.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
      return found;
    }
  }

  Snapshot snapshot() throws SQLException {
    return Snapshot.of(connection);
  }

  /** Returns a migrator for revisions r1, r2 and so on, each on top of the one before. */
  Migrator migrator(Migration... revisions) {
    return migrator(RebuildMode.AUTO, revisions);
  }

  /** Returns a migrator that alters tables in a certain way. */
  Migrator migrator(RebuildMode mode, Migration... revisions) {
    return Migrator.builder(registry(revisions)).connection(connection).rebuild(mode).build();
  }

  static RevisionRegistry registry(Migration... revisions) {
    List<RegisteredRevision> registered = new ArrayList<>();
    for (int at = 1; at <= revisions.length; at++) {
      Migration revision = revisions[at - 1];
      registered.add(
          RegisteredRevision.of(
              "r" + at, at == 1 ? List.of() : List.of("r" + (at - 1)), () -> revision));
    }
    return RevisionRegistry.of(registered.toArray(RegisteredRevision[]::new));
  }

  MigrationReport upgrade(Migration... revisions) {
    return migrator(revisions).upgrade();
  }

  /** Runs one revision that changes a table. */
  MigrationReport alter(String table, TableChange... changes) {
    return alter(RebuildMode.AUTO, table, changes);
  }

  /** Runs one revision that changes a table in a certain way. */
  MigrationReport alter(RebuildMode mode, String table, TableChange... changes) {
    return migrator(mode, altering(table, changes)).upgrade();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  static String refusal(TestDatabase database, Migration... revisions) {
    return assertThrows(MigrationException.class, () -> database.upgrade(revisions)).getMessage();
  }

  /** Asserts what is said, and that nothing has changed. */
  static void assertRefused(TestDatabase database, String message, Migration revision)
      throws SQLException {
    Snapshot before = database.snapshot();
    assertThat(refusal(database, revision)).isEqualTo(message);
    assertThat(before.differences(database.snapshot())).isEmpty();
  }

  static Migration altering(String table, TableChange... changes) {
    return op -> op.alterTable(table, changes);
  }
}
