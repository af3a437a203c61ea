package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;

import dev.retort.Migrator;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that meet another one, or someone who holds the database; each in a process of its own. */
class MeetingTest {
  private static final int ROUNDS = Math.max(3, Integer.getInteger("retort.kills", 20) / 20);

  @TempDir Path folder;

  /** The process that runs the migration and says what it did. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      MigrationReport report =
          Migrator.of(
                  TestDatabase.registry(ChangeKind.REBUILD.migration()),
                  "jdbc:sqlite:" + arguments[0])
              .upgrade();
      System.out.println(report.isEmpty() ? "nothing to do" : "worked");
    }
  }

  private JavaProcess start(Path file) throws IOException {
    return JavaProcess.start(folder, Child.class, file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void ofTwoRunsThatMeetOneWorksAndTheOtherFindsNothingToDo(String mode)
      throws IOException, SQLException, InterruptedException {
    Path filled = folder.resolve("filled.db");
    ChangeKind.database(filled, mode, 50_000).close();
    for (int round = 0; round < ROUNDS; round++) {
      Path file = folder.resolve("met" + round + ".db");
      Files.copy(filled, file);
      JavaProcess one = start(file);
      JavaProcess other = start(file);
      assertThat(List.of(one.output(), other.output())).containsExactly("worked", "nothing to do");
      assertAllThere(file);
    }
  }

  private static void assertAllThere(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(
              database.query(
                  "SELECT count(*), sum(id), sum(n = 'no ' || (id / 3)), count(DISTINCT v),"
                      + " sum(b = upper(v) || (id / 3)) FROM t"))
          .containsExactly("50000|3750075000|50000|50000|50000");
      assertThat(database.query("SELECT count(*) FROM child")).containsExactly("500");
      assertThat(database.query("SELECT * FROM sqlite_sequence")).containsExactly("t|150000");
      assertThat(database.query("PRAGMA quick_check")).containsExactly("ok");
    }
  }

  @Test
  void aRunWaitsForAnotherProgram() throws SQLException, IOException, InterruptedException {
    Path file = folder.resolve("locked.db");
    JavaProcess process;
    try (TestDatabase database = ChangeKind.database(file, "DELETE", 10)) {
      database.execute("BEGIN EXCLUSIVE");
      process = start(file);
      assertThat(process.process().waitFor(3, TimeUnit.SECONDS)).isFalse();
      database.execute("COMMIT");
    }
    assertThat(process.output()).isEqualTo("worked");
  }
}
