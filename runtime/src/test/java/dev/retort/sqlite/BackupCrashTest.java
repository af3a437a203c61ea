package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Migrator;
import dev.retort.run.Backup;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes that are killed at a random moment of a backup, or of a restore. {@code
 * -Dretort.kills=200} kills so many in all, {@code -Dretort.seed=..} repeats the moments.
 */
class BackupCrashTest {
  private static final int KILLS = Math.max(1, Integer.getInteger("retort.kills", 20) / 5);
  private static final long SEED = Long.getLong("retort.seed", System.nanoTime());

  @TempDir Path folder;

  /** Makes a backup and migrates, and says where it is. */
  static final class Upgrading {
    private Upgrading() {}

    public static void main(String[] arguments) {
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void backupStarted(Path file) {
              System.out.println("begun");
            }

            @Override
            public void backupFinished(Backup backup) {
              System.out.println("made");
            }
          };
      migrator(Path.of(arguments[0]), Path.of(arguments[1]), listener).upgrade();
      System.out.println("ended");
    }
  }

  /** Restores a backup, and says when. */
  static final class Restoring {
    private Restoring() {}

    public static void main(String[] arguments) {
      Path file = Path.of(arguments[0]);
      Migrator migrator = migrator(file, file.resolveSibling("none"), MigrationListener.NONE);
      migrator.current();
      System.out.println("begun");
      migrator.restore(Path.of(arguments[1]));
      System.out.println("ended");
    }
  }

  private static Migrator migrator(Path file, Path backups, MigrationListener listener) {
    return Migrator.builder(TestDatabase.registry(ChangeKind.REBUILD.migration()))
        .url("jdbc:sqlite:" + file)
        .backup(backups)
        .listener(listener)
        .build();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    for (Path each : files(folder)) {
      Files.delete(each);
    }
  }

  private static Snapshot snapshot(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      return database.snapshot().without("pragma main.journal_mode");
    }
  }

  /** Waits for its first line, and kills it so many nanoseconds later. */
  private static void kill(JavaProcess process, long nanos)
      throws IOException, InterruptedException {
    assertThat(process.line()).isEqualTo(Optional.of("begun"));
    long until = System.nanoTime() + nanos;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(20_000);
    }
    process.kill();
  }

  private static long duration(JavaProcess process, String last)
      throws IOException, InterruptedException {
    assertThat(process.line()).isEqualTo(Optional.of("begun"));
    long begun = System.nanoTime();
    assertThat(process.line()).isEqualTo(Optional.of(last));
    long took = System.nanoTime() - begun;
    process.output();
    return took;
  }

  private Path filled(String journal, int rows) throws SQLException {
    Path filled = folder.resolve("filled.db");
    ChangeKind.database(filled, journal, rows).close();
    return filled;
  }

  private JavaProcess start(Class<?> main, Path file, Path other) throws IOException {
    return JavaProcess.start(folder, main, file.toString(), other.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void aBackupThatIsKilledIsNoBackup(String journal)
      throws IOException, SQLException, InterruptedException {
    Path filled = filled(journal, 8_000);
    Snapshot before = snapshot(filled);
    Path work = Files.createDirectory(folder.resolve("work"));
    Path backups = Files.createDirectory(folder.resolve("backups"));
    Path file = Files.copy(filled, work.resolve("app.db"));
    long took = duration(start(Upgrading.class, file, backups), "made");
    Random random = new Random(SEED + journal.hashCode());
    int parts = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      deleteAll(work);
      deleteAll(backups);
      Files.copy(filled, file);
      kill(start(Upgrading.class, file, backups), (long) (random.nextDouble() * took));
      for (Path each : files(backups)) {
        if (each.toString().endsWith(".db")) {
          assertThat(before.differences(snapshot(each))).isEmpty();
        } else {
          assertThat(each.toString()).contains(".db.part");
          parts++;
        }
      }
      MigrationReport next = migrator(file, backups, MigrationListener.NONE).upgrade();
      assertThat(next.after()).containsExactly("r1");
      assertThat(files(backups)).hasSize(1);
      assertThat(before.differences(snapshot(files(backups).get(0)))).isEmpty();
    }
    System.out.printf(
        "%s: %d killed, %d files of unfinished backups left; a backup took %d ms;"
            + " -Dretort.seed=%d%n",
        journal, KILLS, parts, took / 1_000_000, SEED);
  }

  @ParameterizedTest
  @CsvSource({"DELETE, 4096", "WAL, 4096", "DELETE, 1024"})
  void aRestoreThatIsKilledHasDoneAllOrNothing(String journal, int pageSize)
      throws IOException, SQLException, InterruptedException {
    Path backups = Files.createDirectory(folder.resolve("backups"));
    Path filled = filled(journal, 8_000);
    Path backup =
        migrator(filled, backups, MigrationListener.NONE).upgrade().backup().orElseThrow().file();
    if (pageSize != 4096) {
      TestDatabase.file(filled, "PRAGMA page_size = " + pageSize, "VACUUM").close();
    }
    Snapshot live = snapshot(filled);
    Snapshot old = snapshot(backup);
    assertThat(live.differences(old)).isNotEmpty();
    Path work = Files.createDirectory(folder.resolve("work"));
    Path file = Files.copy(filled, work.resolve("app.db"));
    long took = duration(start(Restoring.class, file, backup), "ended");
    Random random = new Random(SEED + journal.hashCode() + pageSize);
    int killed = 0;
    int journals = 0;
    int late = 0;
    while (killed < KILLS) {
      deleteAll(work);
      Files.copy(filled, file);
      kill(start(Restoring.class, file, backup), (long) ((0.2 + random.nextDouble()) * took));
      journals += files(work).size() > 1 ? 1 : 0;
      Snapshot now = snapshot(file);
      if (old.differences(now).isEmpty()) {
        late++;
        took = took / 10 * 9; // it was cold when it was measured
        assertWithMessage("kills after the end").that(late).isAtMost(20 + 3 * KILLS);
      } else {
        killed++;
        assertThat(live.differences(now)).isEmpty();
        Migrator next = migrator(file, backups, MigrationListener.NONE);
        assertThat(next.restore(backup).heads()).isEmpty();
        assertThat(old.differences(snapshot(file))).isEmpty();
      }
    }
    System.out.printf(
        "%s, pages of %d: %d killed before it was done, %d after; %d left a journal; a restore took"
            + " %d ms; -Dretort.seed=%d%n",
        journal, pageSize, killed, late, journals, took / 1_000_000, SEED);
  }
}
