package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Someone else has the database, or the caller is not done with it. */
class HeldLockTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final String LOCKED =
      "the database was locked by %s for 300 ms. Let it end, or wait longer: .lockTimeout(..)"
          .formatted(
              Files.isReadable(Path.of("/proc/locks"))
                  ? "another connection of this process"
                  : "another run or another program");

  private static final String READING =
      "database table is locked. Something on this connection is still being read: close its result"
          + " sets and statements first, those of run(..) steps too";

  @TempDir Path folder;

  private static Migrator migrator(TestDatabase database, ChangeKind kind) {
    return Migrator.builder(TestDatabase.registry(kind.migration()))
        .connection(database.connection())
        .lockTimeout(TIMEOUT)
        .build();
  }

  /** With a DELETE journal a reader lets the run work, and keeps it from its COMMIT. */
  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  void aReaderIsWaitedForAtTheEnd(ChangeKind kind) throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, "DELETE", 100).close();
    byte[] bytes = Files.readAllBytes(file);
    try (TestDatabase database = TestDatabase.file(file);
        TestDatabase reader = TestDatabase.file(file)) {
      Snapshot before = database.snapshot();
      reader.execute("BEGIN");
      assertThat(reader.query("SELECT count(*) FROM t")).containsExactly("100");
      long started = System.nanoTime();
      LockTimeoutException thrown =
          assertThrows(LockTimeoutException.class, () -> migrator(database, kind).upgrade());
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isAtLeast(TIMEOUT);
      assertThat(thrown).hasMessageThat().isEqualTo(LOCKED);
      assertThat(thrown.waited()).isEqualTo(TIMEOUT);
      reader.execute("COMMIT");
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      assertThat(migrator(database, kind).upgrade().after()).containsExactly("r1");
    }
  }

  @Test
  void aReaderThatEndsInTimeIsWaitedFor() throws Exception {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, "DELETE", 100).close();
    try (TestDatabase database = TestDatabase.file(file);
        TestDatabase reader = TestDatabase.file(file)) {
      reader.execute("BEGIN");
      assertThat(reader.query("SELECT count(*) FROM t")).containsExactly("100");
      Thread run = new Thread(() -> database.upgrade(ChangeKind.REBUILD.migration()));
      run.start();
      run.join(500);
      assertThat(run.isAlive()).isTrue();
      reader.execute("COMMIT");
      run.join();
      assertThat(reader.query("SELECT id FROM retort_history")).containsExactly("r1");
    }
  }

  @Test
  void aReaderWithAWriteAheadLogDoesNotMatter() throws SQLException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database = ChangeKind.database(file, "WAL", 100);
        TestDatabase reader = TestDatabase.file(file)) {
      reader.execute("BEGIN");
      assertThat(reader.query("SELECT count(*) FROM t")).containsExactly("100");
      assertThat(migrator(database, ChangeKind.REBUILD).upgrade().after()).containsExactly("r1");
      assertThat(reader.query("SELECT max(n) FROM t")).containsExactly("100");
      reader.execute("COMMIT");
      assertThat(reader.query("SELECT n FROM t WHERE id = 300")).containsExactly("no 100");
    }
  }

  @Test
  void anotherWriterIsWaitedForAtTheBeginning() throws SQLException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database = ChangeKind.database(file, "WAL", 100);
        TestDatabase writer = TestDatabase.file(file)) {
      Snapshot before = database.snapshot();
      writer.execute("BEGIN IMMEDIATE");
      LockTimeoutException thrown =
          assertThrows(
              LockTimeoutException.class, () -> migrator(database, ChangeKind.NATIVE).upgrade());
      assertThat(thrown).hasMessageThat().isEqualTo(LOCKED);
      assertThat(before.differences(database.snapshot())).isEmpty();
      writer.execute("ROLLBACK");
      assertThat(migrator(database, ChangeKind.NATIVE).upgrade().after()).containsExactly("r1");
    }
  }

  @Test
  void aResultSetOfTheCallersMustBeClosedFirst() throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database = ChangeKind.database(file, "DELETE", 100)) {
      byte[] bytes = Files.readAllBytes(file);
      Snapshot before = database.snapshot();
      Migration drop = op -> op.dropTable("child");
      assertThat(whileReading(database, drop))
          .hasMessageThat()
          .isEqualTo(
              """
              revision "r1" failed at statement 1 of 1 and was rolled back; the database is at base
                to:  drop table "child"
                sql: DROP TABLE main."child"
              """
                  + "  db:  "
                  + READING);
      assertThat(whileReading(database, ChangeKind.REBUILD.migration()))
          .hasMessageThat()
          .endsWith("  sql: DROP TABLE main.\"t\"\n  db:  " + READING);
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      assertThat(migrator(database, ChangeKind.REBUILD).upgrade().after()).containsExactly("r1");
    }
  }

  private static RevisionFailedException whileReading(TestDatabase database, Migration revision)
      throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM t")) {
      assertThat(rows.next()).isTrue();
      return assertThrows(RevisionFailedException.class, () -> database.upgrade(revision));
    }
  }
}
