package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Migrator;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that are killed at a random moment of their transaction. {@code -Dretort.kills=200} kills so
 * many in all, {@code -Dretort.seed=..} repeats the moments.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("retort.kills", 20);
  private static final long SEED = Long.getLong("retort.seed", System.nanoTime());
  private static final List<String> JOURNALS = List.of("DELETE", "WAL");

  @TempDir Path folder;

  /** The process that runs the migration and says where it is. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      ChangeKind kind = ChangeKind.valueOf(arguments[1]);
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void runStarted(MigrationReport.Direction direction, int revisions) {
              System.out.println("begun");
            }

            @Override
            public void revisionFinished(MigrationReport.RevisionReport report) {
              System.out.println("committing");
            }
          };
      Migrator.builder(TestDatabase.registry(kind.migration()))
          .url("jdbc:sqlite:" + arguments[0])
          .listener(listener)
          .build()
          .upgrade();
      System.out.println("ended");
    }
  }

  /** Each kind of change with each journal, and its share of the kills. */
  static List<Arguments> shares() {
    List<Arguments> shares = new ArrayList<>();
    int left = KILLS;
    int kinds = ChangeKind.values().length * JOURNALS.size();
    for (ChangeKind kind : ChangeKind.values()) {
      for (String journal : JOURNALS) {
        int share = (left + kinds - 1) / kinds; // the first ones take what does not divide
        shares.add(Arguments.of(kind, journal, share));
        left -= share;
        kinds--;
      }
    }
    return shares;
  }

  @ParameterizedTest
  @MethodSource("shares")
  void aRunThatIsKilledIsMadeGoodByTheNextOne(ChangeKind kind, String journal, int kills)
      throws IOException, SQLException, InterruptedException {
    Path filled = folder.resolve("filled.db");
    Snapshot before;
    try (TestDatabase database =
        ChangeKind.database(filled, journal, kind == ChangeKind.REBUILD ? 5_000 : 1_000)) {
      before = database.snapshot();
    }
    Path whole = copy(filled, "whole.db");
    Durations durations = durations(whole, kind);
    Snapshot after;
    try (TestDatabase database = TestDatabase.file(whole)) {
      after = database.snapshot();
    }
    Random random = new Random(SEED + (kind + journal).hashCode());
    int inside = 0;
    int late = 0;
    int journals = 0;
    while (inside < kills) {
      Path file = copy(filled, "killed.db");
      boolean atCommit = (inside + late) % 2 == 0;
      kill(file, kind, durations.moment(random, atCommit));
      boolean left = hasJournal(file);
      if (isMadeGood(file, kind, before, after)) {
        inside++;
        journals += left ? 1 : 0;
      } else {
        late++;
        durations = durations.shorter(atCommit); // it was cold when it was measured
      }
      assertWithMessage("kills after the end").that(late).isAtMost(20 + 3 * kills);
      deleteAll(file);
    }
    System.out.printf(
        "%s with %s: %d killed in their transaction, %d of them left a journal; %d more were over;"
            + " %s; -Dretort.seed=%d%n",
        kind, journal, inside, journals, late, durations, SEED);
  }

  private Path copy(Path file, String name) throws IOException {
    return Files.copy(file, folder.resolve(name));
  }

  private static List<Path> withJournals(Path file) {
    return Stream.of("", "-journal", "-wal", "-shm")
        .map(suffix -> file.resolveSibling(file.getFileName() + suffix))
        .toList();
  }

  private static void deleteAll(Path file) throws IOException {
    for (Path each : withJournals(file)) {
      Files.deleteIfExists(each);
    }
  }

  private static boolean hasJournal(Path file) throws IOException {
    for (Path each : withJournals(file).subList(1, 3)) {
      if (Files.exists(each) && Files.size(each) > 0) {
        return true;
      }
    }
    return false;
  }

  /** How long the two parts of a transaction take, in nanoseconds. */
  private record Durations(long work, long commit) {

    /** Half of the moments are in the commit, which is short. */
    Moment moment(Random random, boolean atCommit) {
      return atCommit
          ? new Moment("committing", (long) (random.nextDouble() * commit))
          : new Moment("begun", (long) (random.nextDouble() * (work + commit)));
    }

    Durations shorter(boolean atCommit) {
      return atCommit ? new Durations(work, commit / 4 * 3) : new Durations(work / 4 * 3, commit);
    }

    @Override
    public String toString() {
      return "work of %d ms, commit of %d ms".formatted(work / 1_000_000, commit / 1_000_000);
    }
  }

  /** So many nanoseconds after the process has said something. */
  private record Moment(String said, long nanos) {}

  private Durations durations(Path file, ChangeKind kind) throws IOException, InterruptedException {
    JavaProcess process = JavaProcess.start(folder, Child.class, file.toString(), kind.name());
    assertThat(process.line()).isEqualTo(Optional.of("begun"));
    long begun = System.nanoTime();
    assertThat(process.line()).isEqualTo(Optional.of("committing"));
    long committing = System.nanoTime();
    assertThat(process.line()).isEqualTo(Optional.of("ended"));
    Durations durations = new Durations(committing - begun, System.nanoTime() - committing);
    assertThat(process.output()).isEmpty();
    return durations;
  }

  private void kill(Path file, ChangeKind kind, Moment moment)
      throws IOException, InterruptedException {
    JavaProcess process = JavaProcess.start(folder, Child.class, file.toString(), kind.name());
    assertThat(process.line()).isEqualTo(Optional.of("begun"));
    if (!moment.said().equals("begun")) {
      assertThat(process.line()).isEqualTo(Optional.of(moment.said()));
    }
    long until = System.nanoTime() + moment.nanos();
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(20_000);
    }
    process.kill();
  }

  /** Asserts that all of it is there or nothing; returns whether there was still work to do. */
  private static boolean isMadeGood(Path file, ChangeKind kind, Snapshot before, Snapshot after)
      throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      Snapshot found = database.snapshot();
      boolean isOld = before.differences(found).isEmpty();
      if (!isOld) {
        assertThat(after.differences(found)).isEmpty();
      }
      MigrationReport next = database.upgrade(kind.migration());
      assertThat(next.isEmpty()).isEqualTo(!isOld);
      assertThat(after.differences(database.snapshot())).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(database.query("PRAGMA foreign_key_check")).isEmpty();
      return isOld;
    }
  }
}
