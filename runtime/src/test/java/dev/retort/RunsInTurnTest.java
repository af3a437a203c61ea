package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.integer;

import dev.retort.op.Migration;
import dev.retort.op.Op;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.MigrationReport.RevisionReport;
import dev.retort.run.RunningStatement;
import dev.retort.run.TransactionMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs of several transactions let others in between: what one of them has done, no other does
 * again, on the way up and on the way down.
 *
 * <p>{@code -Dretort.starters=16 -Dretort.rounds=20} makes it more and longer.
 */
class RunsInTurnTest {
  private static final int STARTERS = Integer.getInteger("retort.starters", 4);
  private static final int ROUNDS = Integer.getInteger("retort.rounds", 3);
  private static final int REVISIONS = 6;

  /** Multiplies a price, so that to do it twice is seen. */
  private static final Migration TIMES_TEN =
      new Migration() {
        @Override
        public void upgrade(Op op) {
          op.execute("UPDATE t SET price = price * 10");
        }

        @Override
        public void downgrade(Op op) {
          op.execute("UPDATE t SET price = price / 10");
        }
      };

  private static final Migration VACUUM =
      new Migration() {
        @Override
        public void upgrade(Op op) {
          op.executeOutsideTransaction("VACUUM");
        }

        @Override
        public void downgrade(Op op) {
          op.executeOutsideTransaction("VACUUM");
        }
      };

  private static final Migration TABLE =
      op -> op.createTable("t", bigint("id").primaryKey(), integer("price"));

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private static RevisionRegistry registry(List<Migration> revisions) {
    return RevisionRegistry.of(
        IntStream.range(0, revisions.size())
            .mapToObj(
                at ->
                    RegisteredRevision.of(
                        "r" + at,
                        at == 0 ? List.of() : List.of("r" + (at - 1)),
                        () -> revisions.get(at)))
            .toArray(RegisteredRevision[]::new));
  }

  /** The first makes the table; one is done outside of a transaction, if at all. */
  private static RevisionRegistry registry(int outside) {
    List<Migration> revisions = new ArrayList<>(List.of(TABLE));
    for (int at = 1; at <= REVISIONS; at++) {
      revisions.add(at == outside ? VACUUM : TIMES_TEN);
    }
    return registry(revisions);
  }

  @Test
  void whatAnotherRunHasUndoneInBetweenIsNotUndoneAgain() throws SQLException {
    RevisionRegistry registry = registry(List.of(TABLE, TIMES_TEN, VACUUM));
    Migrator.of(registry, app.url()).upgrade("r0");
    app.execute("INSERT INTO t VALUES (1, 2500)");
    Migrator.of(registry, app.url()).upgrade();

    MigrationReport report =
        meanwhile(registry, "r2", () -> Migrator.of(registry, app.url()).downgrade("r0"))
            .downgrade("r0");

    assertThat(ids(report)).containsExactly("r2");
    assertThat(app.query("SELECT price FROM t")).containsExactly("2500");
    assertThat(Migrator.of(registry, app.url()).current()).containsExactly("r0");
  }

  @Test
  void whatAnotherRunHasAppliedInBetweenIsNotAppliedAgain() {
    RevisionRegistry registry = registry(List.of(VACUUM, TABLE, TIMES_TEN));

    MigrationReport report =
        meanwhile(registry, "r0", () -> Migrator.of(registry, app.url()).upgrade()).upgrade();

    assertThat(ids(report)).containsExactly("r0");
    assertThat(Migrator.of(registry, app.url()).current()).containsExactly("r2");
  }

  private Migrator meanwhile(RevisionRegistry registry, String revision, Runnable other) {
    MigrationListener listener =
        new MigrationListener() {
          private boolean done;

          @Override
          public void statementStarted(RunningStatement statement) {
            if (!done && statement.revision().equals(revision)) {
              done = true;
              other.run();
            }
          }
        };
    return Migrator.builder(registry).url(app.url()).listener(listener).build();
  }

  private static List<String> ids(MigrationReport report) {
    return report.revisions().stream().map(RevisionReport::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "PER_REVISION, DELETE, 0",
    "PER_REVISION, WAL, 0",
    "PER_RUN, DELETE, 3",
    "PER_REVISION, DELETE, 1",
    "PER_REVISION, WAL, 6"
  })
  void manyRunsAtOnceDoEachRevisionOnce(TransactionMode mode, String journal, int outside)
      throws Exception {
    RevisionRegistry registry = registry(outside);
    app.execute("PRAGMA journal_mode = " + journal);
    Migrator.of(registry, app.url()).upgrade("r0");
    app.execute("INSERT INTO t VALUES (1, 7)");
    int factor = outside == 0 ? REVISIONS : REVISIONS - 1;
    for (int round = 0; round < ROUNDS; round++) {
      assertOnce(round, outside, atOnce(() -> migrator(registry, mode).upgrade()));
      assertThat(app.query("SELECT price FROM t")).containsExactly("7" + "0".repeat(factor));
      assertOnce(round, outside, atOnce(() -> migrator(registry, mode).downgrade("r0")));
      assertThat(app.query("SELECT price FROM t")).containsExactly("7");
    }
  }

  private Migrator migrator(RevisionRegistry registry, TransactionMode mode) {
    return Migrator.builder(registry).url(app.url()).transaction(mode).build();
  }

  /** A run as a thread does it. */
  @FunctionalInterface
  private interface Run {
    MigrationReport run();
  }

  private static List<String> atOnce(Run run) throws InterruptedException {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier start = new CyclicBarrier(STARTERS);
    List<Thread> threads = new ArrayList<>();
    for (int at = 0; at < STARTERS; at++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  done.addAll(ids(run.run()));
                } catch (Exception thrown) { // whatever it is, the test shows it
                  done.add(thrown.toString());
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done;
  }

  /** Several may have run the statement outside, each before the first has written that down. */
  private static void assertOnce(int round, int outside, List<String> done) {
    List<String> inside = new ArrayList<>(done);
    inside.removeIf(id -> id.equals("r" + outside));
    List<String> wanted =
        IntStream.rangeClosed(1, REVISIONS)
            .filter(at -> at != outside)
            .mapToObj(at -> "r" + at)
            .toList();
    assertWithMessage("round %s: %s", round, done).that(inside).containsExactlyElementsIn(wanted);
  }
}
