package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.text;

import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.schema.ColumnType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are killed, and runs that meet; each in a process of its own. */
class CrashTest {
  private static final int ROWS = 200_000;

  @TempDir Path folder;

  /** How often; {@code -Dretort.kills=10} in the nightly run. */
  private static int rounds() {
    return Integer.getInteger("retort.kills", 3);
  }

  private static final Migration CHANGE =
      op ->
          op.alterTable(
              "t",
              alterColumn("n").type(ColumnType.bigint()),
              add(text("b").notNull()).backfill("upper(v) || n"));

  /** The process that runs the migration and says what it did. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      MigrationReport report =
          Migrator.of(TestDatabase.registry(CHANGE), "jdbc:sqlite:" + arguments[0]).upgrade();
      System.out.println(report.isEmpty() ? "nothing to do" : "worked");
    }
  }

  private Process start(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Child.class.getName(),
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("SLF4J")) {
          lines.add(line);
        }
      }
      process.waitFor();
      return String.join("\n", lines);
    }
  }

  private void fill(Path file, String mode) throws SQLException {
    try (TestDatabase database =
        TestDatabase.file(
            file,
            "PRAGMA journal_mode = " + mode,
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER, v TEXT)",
            "CREATE INDEX ix ON t (v)",
            "CREATE TABLE child (t REFERENCES t (id) ON DELETE CASCADE)",
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < "
                + ROWS
                + ") INSERT INTO t SELECT i * 3, i, 'value ' || i FROM c",
            "INSERT INTO child SELECT id FROM t WHERE id % 100 = 0")) {
      assertThat(database.query("SELECT count(*) FROM t")).containsExactly("" + ROWS);
    }
  }

  private static void assertAllThere(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(
              database.query(
                  "SELECT count(*), sum(id), sum(n), count(DISTINCT v), sum(b = 'VALUE ' || n || n)"
                      + " FROM t"))
          .containsExactly(
              ROWS
                  + "|"
                  + 3L * ROWS * (ROWS + 1) / 2
                  + "|"
                  + (long) ROWS * (ROWS + 1) / 2
                  + "|"
                  + ROWS
                  + "|"
                  + ROWS);
      assertThat(database.query("SELECT count(*) FROM child")).containsExactly("" + ROWS / 100);
      assertThat(database.query("SELECT * FROM sqlite_sequence")).containsExactly("t|" + 3 * ROWS);
      assertThat(database.query("SELECT name FROM sqlite_schema ORDER BY name"))
          .containsExactly(
              "child",
              "ix",
              "retort_history",
              "sqlite_autoindex_retort_history_1",
              "sqlite_sequence",
              "t");
      assertThat(database.query("PRAGMA quick_check")).containsExactly("ok");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void aRunThatIsKilledIsMadeGoodByTheNextOne(String mode)
      throws IOException, SQLException, InterruptedException {
    Path filled = folder.resolve("filled.db");
    fill(filled, mode);
    List<String> next = new ArrayList<>();
    for (int round = 0; round < rounds(); round++) {
      Path file = folder.resolve("killed" + round + ".db");
      Files.copy(filled, file);
      Process process = start(file);
      awaitWork(file, process);
      TimeUnit.MILLISECONDS.sleep(20L + 400L * round / rounds());
      process.destroyForcibly().waitFor();
      next.add(output(start(file)));
      assertAllThere(file);
    }
    assertWithMessage("killed while at work").that(next).contains("worked");
    next.removeAll(List.of("worked", "nothing to do"));
    assertThat(next).isEmpty();
  }

  /** Waits until the journal of the run is there. */
  private static void awaitWork(Path file, Process process)
      throws IOException, InterruptedException {
    while (process.isAlive() && journal(file) == 0) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static long journal(Path file) throws IOException {
    long size = 0;
    for (String suffix : List.of("-journal", "-wal")) {
      Path journal = file.resolveSibling(file.getFileName() + suffix);
      if (Files.exists(journal)) {
        size += Files.size(journal);
      }
    }
    return size;
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void ofTwoRunsThatMeetOneWorksAndTheOtherFindsNothingToDo(String mode)
      throws IOException, SQLException, InterruptedException {
    Path filled = folder.resolve("filled.db");
    fill(filled, mode);
    for (int round = 0; round < rounds(); round++) {
      Path file = folder.resolve("met" + round + ".db");
      Files.copy(filled, file);
      Process one = start(file);
      Process other = start(file);
      assertThat(List.of(output(one), output(other))).containsExactly("worked", "nothing to do");
      assertAllThere(file);
    }
  }

  @Test
  void aReaderWaitsForALongRun() throws SQLException, IOException, InterruptedException {
    Path file = folder.resolve("locked.db");
    Process process;
    try (TestDatabase database =
        TestDatabase.file(
            file, "CREATE TABLE t (n INTEGER, v TEXT)", "INSERT INTO t VALUES (1, 'x')")) {
      database.execute("BEGIN EXCLUSIVE");
      process = start(file);
      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isFalse();
      database.execute("COMMIT");
    }
    assertThat(output(process)).isEqualTo("worked");
  }
}
