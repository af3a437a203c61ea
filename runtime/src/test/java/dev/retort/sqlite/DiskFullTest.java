package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retort.Migrator;
import dev.retort.error.RevisionFailedException;
import dev.retort.error.StorageException;
import dev.retort.error.StorageException.Fault;
import dev.retort.op.DataStep;
import dev.retort.op.Migration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There is no room for what a run writes, wherever in the run that is noticed. */
class DiskFullTest {
  private static final String FULL =
      "database or disk is full. Make room on the disk, for a rebuild as much as the file has"
          + " already, or raise max_page_count";

  @TempDir Path folder;

  /** Allows one page more each time, so that each statement of the run is the first to fail. */
  @ParameterizedTest
  @CsvSource({
    "NATIVE, DELETE",
    "NATIVE, WAL",
    "TEXT_EDIT, DELETE",
    "TEXT_EDIT, WAL",
    "REBUILD, DELETE",
    "REBUILD, WAL"
  })
  void aRunThatMayHaveNoMorePagesIsTakenBack(ChangeKind kind, String journal)
      throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, journal, 200).close();
    byte[] bytes = Files.readAllBytes(file);
    int failures = 0;
    boolean done = false;
    while (!done) {
      try (TestDatabase database = TestDatabase.file(file)) {
        Snapshot before = database.snapshot();
        int pages = Integer.parseInt(database.query("PRAGMA page_count").get(0));
        database.query("PRAGMA max_page_count = " + (pages + failures));
        try {
          done = !database.upgrade(kind.migration()).isEmpty();
        } catch (StorageException full) {
          failures++;
          assertThat(full.fault()).isEqualTo(Fault.FULL);
          assertThat(full).hasMessageThat().endsWith(FULL);
          assertThat(before.differences(database.snapshot())).isEmpty();
        }
      }
      if (!done && journal.equals("DELETE")) {
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      }
    }
    assertThat(failures).isAtLeast(1);
    assertMigrated(file);
  }

  private static void assertMigrated(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT id FROM retort_history")).containsExactly("r1");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  /** A database without room for one more page. */
  private TestDatabase full(Path file) throws SQLException {
    TestDatabase database = ChangeKind.database(file, "DELETE", 200);
    int pages = Integer.parseInt(database.query("PRAGMA page_count").get(0));
    database.query("PRAGMA max_page_count = " + pages);
    return database;
  }

  @Test
  void theHistoryNamesTheFile() throws SQLException {
    Path file = folder.resolve("app.db");
    try (TestDatabase database = full(file)) {
      StorageException thrown =
          assertThrows(
              StorageException.class, () -> database.upgrade(ChangeKind.NATIVE.migration()));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo("the database \"" + file + "\" refused, and nothing was changed: " + FULL);
      assertThat(thrown).hasCauseThat().isInstanceOf(SQLException.class);
    }
  }

  @Test
  void theStatementThatFoundItIsNamed() throws SQLException {
    try (TestDatabase database = full(folder.resolve("app.db"))) {
      database.query("PRAGMA max_page_count = 100000");
      Migration first = op -> op.execute("CREATE TABLE other (x)");
      database.upgrade(first);
      int pages = Integer.parseInt(database.query("PRAGMA page_count").get(0));
      database.query("PRAGMA max_page_count = " + pages);
      StorageException thrown =
          assertThrows(
              StorageException.class,
              () ->
                  database.upgrade(
                      first, op -> op.execute("INSERT INTO other VALUES (zeroblob(1000000))")));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              """
              revision "r2" failed at statement 1 of 1 and was rolled back; the database is at "r1"
                to:  execute INSERT INTO other VALUES (zeroblob(1000000))
                sql: INSERT INTO other VALUES (zeroblob(1000000))
                db:\s\s"""
                  + FULL);
      RevisionFailedException failed = (RevisionFailedException) thrown.getCause();
      assertThat(failed.revision()).isEqualTo("r2");
      assertThat(failed.failure().statement()).isEqualTo(1);
    }
  }

  @Test
  void aStepThatFindsItDidNotEndTheTransaction() throws SQLException, IOException {
    assertStepFails(DiskFullTest::writeMuch, FULL);
  }

  @Test
  void aLibraryOfAStepMayWrapWhatItFinds() throws SQLException, IOException {
    assertStepFails(
        connection -> {
          try {
            writeMuch(connection);
          } catch (SQLException refused) {
            throw new IllegalStateException("no luck", refused);
          }
        },
        "java.lang.IllegalStateException: no luck");
  }

  private static void writeMuch(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE t SET v = hex(zeroblob(10000))");
    }
  }

  private void assertStepFails(DataStep step, String message) throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    byte[] bytes;
    try (TestDatabase database = ChangeKind.database(file, "DELETE", 200)) {
      bytes = Files.readAllBytes(file);
      int pages = Integer.parseInt(database.query("PRAGMA page_count").get(0));
      database.query("PRAGMA max_page_count = " + (pages + 20));
      Snapshot before = database.snapshot();
      StorageException thrown =
          assertThrows(
              StorageException.class, () -> database.upgrade(op -> op.run("write much", step)));
      assertThat(thrown.fault()).isEqualTo(Fault.FULL);
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              """
              revision "r1" failed at statement 1 of 1 and was rolled back; the database is at base
                to:  write much
                sql: (Java code)
                db:\s\s"""
                  + message);
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"DELETE", "WAL"})
  void aSmallDiskThatIsFull(String journal) throws SQLException, IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String said = said("mount", "-t", "tmpfs", "-o", "size=8m", "retort-test", disk.toString());
    assumeTrue(said.isEmpty(), () -> "a small disk cannot be mounted here: " + said);
    try {
      runOutOfDisk(disk, journal);
    } finally {
      assertThat(said("umount", disk.toString())).isEmpty();
    }
  }

  private static String said(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return String.valueOf(missing.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said.isEmpty() ? "it failed" : said;
  }

  private static void runOutOfDisk(Path disk, String journal) throws SQLException, IOException {
    Path file = disk.resolve("app.db");
    ChangeKind.database(file, journal, 2_000).close();
    byte[] bytes = Files.readAllBytes(file);
    Path ballast = disk.resolve("ballast");
    Files.write(ballast, new byte[(int) disk.toFile().getUsableSpace() - 300_000]);
    Migration rebuild = ChangeKind.REBUILD.migration();
    try (TestDatabase database = TestDatabase.file(file)) {
      Snapshot before = database.snapshot();
      StorageException full = assertThrows(StorageException.class, () -> database.upgrade(rebuild));
      assertThat(full.fault()).isEqualTo(Fault.FULL);
      assertThat(full).hasMessageThat().endsWith(FULL);
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Files.delete(ballast);
    Migrator.of(TestDatabase.registry(rebuild), "jdbc:sqlite:" + file).upgrade();
    assertMigrated(file);
  }
}
