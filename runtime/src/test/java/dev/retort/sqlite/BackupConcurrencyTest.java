package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;

import dev.retort.Migrator;
import dev.retort.run.Backup;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others read the database and wait for its lock, while it is copied. */
class BackupConcurrencyTest {
  @TempDir Path folder;

  private static Migrator.Builder builder(String file, String backups) {
    return Migrator.builder(TestDatabase.registry(ChangeKind.REBUILD.migration()))
        .url("jdbc:sqlite:" + file)
        .backup(Path.of(backups));
  }

  /** Wants to migrate the same database. */
  static final class Upgrading {
    private Upgrading() {}

    public static void main(String[] arguments) {
      System.out.println("ready");
      MigrationReport report = builder(arguments[0], arguments[1]).build().upgrade();
      System.out.println(report.isEmpty() + " " + report.backup().isPresent());
    }
  }

  /** Reads it again and again until it is migrated. */
  static final class Reading {
    private Reading() {}

    public static void main(String[] arguments) throws SQLException {
      System.out.println("ready");
      try (TestDatabase database = TestDatabase.file(Path.of(arguments[0]))) {
        database.query("PRAGMA busy_timeout = 60000");
        while (database
            .query("SELECT name FROM sqlite_schema WHERE name = 'retort_history'")
            .isEmpty()) {
          if (!database.query("SELECT count(*), count(DISTINCT v) FROM t").contains("3000|3000")) {
            throw new IllegalStateException("rows are missing");
          }
        }
      }
      System.out.println("read");
    }
  }

  /** In the middle of the backup this waits for the others, so that they meet it. */
  private final class Meeting implements MigrationListener {
    private final List<JavaProcess> others = new ArrayList<>();
    private final List<JavaProcess> readers = new ArrayList<>();
    private final Path file;
    private final Path backups;

    Meeting(Path file, Path backups) {
      this.file = file;
      this.backups = backups;
    }

    @Override
    public void backupStarted(Path copy) {
      try {
        for (int at = 0; at < 2; at++) {
          others.add(start(Upgrading.class));
          readers.add(start(Reading.class));
        }
        Thread.sleep(300);
      } catch (IOException | InterruptedException thrown) {
        throw new IllegalStateException(thrown);
      }
    }

    private JavaProcess start(Class<?> main) throws IOException {
      JavaProcess process = JavaProcess.start(folder, main, file.toString(), backups.toString());
      assertThat(process.line()).isEqualTo(Optional.of("ready"));
      return process;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void oneCopiesAndTheOthersWait(String journal) throws Exception {
    Path file = folder.resolve("app.db");
    Path backups = folder.resolve("backups");
    Snapshot before;
    try (TestDatabase database = ChangeKind.database(file, journal, 3_000)) {
      before = database.snapshot().without("pragma main.journal_mode");
    }
    Meeting meeting = new Meeting(file, backups);
    Backup backup =
        builder(file.toString(), backups.toString())
            .listener(meeting)
            .build()
            .upgrade()
            .backup()
            .orElseThrow();
    for (JavaProcess other : meeting.others) {
      assertThat(other.output()).isEqualTo("true false");
    }
    for (JavaProcess reader : meeting.readers) {
      assertThat(reader.output()).isEqualTo("read");
    }
    try (Stream<Path> files = Files.list(backups)) {
      assertThat(files.toList()).containsExactly(backup.file());
    }
    try (TestDatabase copy = TestDatabase.file(backup.file())) {
      Snapshot copied = copy.snapshot().without("pragma main.journal_mode");
      assertThat(before.differences(copied)).isEmpty();
    }
  }
}
