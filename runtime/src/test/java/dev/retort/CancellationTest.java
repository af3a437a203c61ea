package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.CancelledException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.RunningStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in the background, and runs that are ended from outside. */
class CancellationTest {
  private static final String CANCELLED =
      "the run was cancelled: its thread was interrupted. What it had not committed was rolled back;"
          + " the next run goes on from there.";

  private static final Migration TABLE =
      op -> op.createTable("t", bigint("id").primaryKey(), text("v"));

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private Migrator.Builder builder(Migration second) {
    return Migrator.builder(
            RevisionRegistry.of(
                RegisteredRevision.of("r1", List.of(), () -> TABLE),
                RegisteredRevision.of("r2", List.of("r1"), () -> second)))
        .url(app.url());
  }

  /** Interrupts the thread of the run at its second statement. */
  private static final MigrationListener INTERRUPTING =
      new MigrationListener() {
        @Override
        public void statementFinished(RunningStatement statement, Duration took) {
          if (statement.revision().equals("r2")) {
            Thread.currentThread().interrupt();
          }
        }
      };

  private static final Migration TWO_STATEMENTS =
      op -> op.execute("INSERT INTO t (v) VALUES ('a'); INSERT INTO t (v) VALUES ('b')");

  @Test
  void anInterruptEndsARunBeforeItsNextStatement() throws SQLException {
    Migrator migrator = builder(TWO_STATEMENTS).listener(INTERRUPTING).build();

    CancelledException thrown = assertThrows(CancelledException.class, migrator::upgrade);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).hasMessageThat().isEqualTo(CANCELLED);
    assertThat(app.query("SELECT name FROM sqlite_schema")).isEmpty();
    assertThat(builder(TWO_STATEMENTS).build().upgrade().after()).containsExactly("r2");
    assertThat(app.query("SELECT v FROM t")).containsExactly("a", "b");
  }

  @Test
  void aStepThatIsInterruptedIsCancelledAndDidNotFail() throws SQLException {
    Migration sleeping =
        op ->
            op.run(
                "sleep",
                connection -> {
                  Thread.currentThread().interrupt();
                  try {
                    Thread.sleep(10_000);
                  } catch (InterruptedException ended) {
                    throw new IllegalStateException("no sleep", ended);
                  }
                });
    assertThrows(CancelledException.class, builder(sleeping).build()::upgrade);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(app.query("SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void nothingToDoIsDoneByAnInterruptedThreadToo() {
    builder(TWO_STATEMENTS).build().upgrade();
    Thread.currentThread().interrupt();
    assertThat(builder(TWO_STATEMENTS).build().upgrade().isEmpty()).isTrue();
    assertThat(builder(TWO_STATEMENTS).build().current()).containsExactly("r2");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptDuringABackupIsNoFaultOfItsFolder() throws Exception {
    builder(TWO_STATEMENTS).build().upgrade("r1");
    Path backups = folder.resolve("backups");
    Migrator migrator =
        builder(TWO_STATEMENTS)
            .backup(backups)
            .listener(
                new MigrationListener() {
                  @Override
                  public void backupStarted(Path file) {
                    Thread.currentThread().interrupt();
                  }
                })
            .build();

    assertThat(assertThrows(CancelledException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(CANCELLED);
    assertThat(Thread.interrupted()).isTrue();
    try (Stream<Path> left = Files.list(backups)) {
      assertThat(left.toList()).isEmpty();
    }
    assertThat(migrator.current()).containsExactly("r1");
  }

  @Test
  void anInterruptedThreadChangesNothing() throws SQLException {
    builder(TWO_STATEMENTS).build().upgrade("r1");
    Migrator migrator = builder(TWO_STATEMENTS).backup(folder.resolve("backups")).build();
    Thread.currentThread().interrupt();
    assertThrows(CancelledException.class, () -> migrator.stamp("r2"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Files.exists(folder.resolve("backups"))).isFalse();
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1");
  }

  @Test
  void anInterruptEndsAWaitForTheLock() throws Exception {
    builder(TWO_STATEMENTS).build().upgrade("r1");
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
      Thread run =
          new Thread(
              () -> {
                try {
                  builder(TWO_STATEMENTS).build().upgrade();
                } catch (CancelledException cancelled) {
                  thrown.add(cancelled);
                }
              });
      run.start();
      run.join(300);
      assertThat(run.isAlive()).isTrue();
      run.interrupt();
      run.join(5_000);
      assertThat(run.isAlive()).isFalse();
      assertThat(thrown).hasSize(1);
      statement.execute("ROLLBACK");
    }
    assertThat(builder(TWO_STATEMENTS).build().upgrade().after()).containsExactly("r2");
  }

  @Test
  void aRunInTheBackgroundReports() throws Exception {
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    Migrator migrator =
        builder(TWO_STATEMENTS)
            .listener(
                new MigrationListener() {
                  @Override
                  public void runFinished(MigrationReport report) {
                    Thread thread = Thread.currentThread();
                    threads.add(thread.getName() + (thread.isDaemon() ? " (daemon)" : ""));
                  }
                })
            .build();
    assertThat(migrator.upgradeAsync("r1").get().after()).containsExactly("r1");
    assertThat(migrator.upgradeAsync().get().after()).containsExactly("r2");
    assertThat(migrator.stampAsync("r1").get().after()).containsExactly("r1");
    assertThat(migrator.downgradeAsync("base").get().after()).isEmpty();
    assertThat(threads)
        .containsExactly(
            "retort-upgrade (daemon)",
            "retort-upgrade (daemon)",
            "retort-stamp (daemon)",
            "retort-downgrade (daemon)")
        .inOrder();
  }

  @Test
  void aRunInTheBackgroundFailsWithWhatTheRunThrows() {
    Migration wrong = op -> op.execute("INSERT INTO nowhere VALUES (1)");
    ExecutionException thrown =
        assertThrows(ExecutionException.class, builder(wrong).build().upgradeAsync()::get);
    assertThat(thrown).hasCauseThat().isInstanceOf(RevisionFailedException.class);
    CompletionException joined =
        assertThrows(CompletionException.class, builder(wrong).build().upgradeAsync()::join);
    assertThat(joined).hasCauseThat().isInstanceOf(RevisionFailedException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }

  /** A second revision that goes on until somebody lets it, and says when it has begun. */
  private static Migration blocked(CountDownLatch begun, CountDownLatch go) {
    return op -> {
      op.run(
          "wait",
          connection -> {
            begun.countDown();
            await(go);
          });
      op.execute("INSERT INTO t (v) VALUES ('too late')");
    };
  }

  @Test
  void aCancelledFutureRollsItsRunBack() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    List<Throwable> why = Collections.synchronizedList(new ArrayList<>());
    Migrator migrator =
        builder(blocked(begun, new CountDownLatch(1)))
            .listener(
                new MigrationListener() {
                  @Override
                  public void runFailed(MigrationReport.Direction direction, Throwable thrown) {
                    why.add(thrown);
                    failed.countDown();
                  }
                })
            .build();
    CompletableFuture<MigrationReport> future = migrator.upgradeAsync();
    begun.await();
    assertThat(future.cancel(true)).isTrue();

    assertThat(failed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(why.get(0)).isInstanceOf(CancelledException.class);
    assertThrows(CancellationException.class, future::join);
    assertThat(app.query("SELECT name FROM sqlite_schema")).isEmpty();
    assertThat(builder(TWO_STATEMENTS).build().upgrade().after()).containsExactly("r2");
  }

  @Test
  void aFutureWhoseTimeIsUpRollsItsRunBack() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Migrator migrator = builder(blocked(begun, new CountDownLatch(1))).build();
    ExecutionException thrown =
        assertThrows(
            ExecutionException.class,
            migrator.upgradeAsync().orTimeout(300, TimeUnit.MILLISECONDS)::get);
    assertThat(thrown).hasCauseThat().isInstanceOf(TimeoutException.class);
    // The next run waits for the rollback, which goes on in the background.
    assertThat(builder(TWO_STATEMENTS).build().upgrade().after()).containsExactly("r2");
    assertThat(app.query("SELECT v FROM t")).containsExactly("a", "b");
  }

  /** An event loop of one thread ticks every few milliseconds while a run waits and works. */
  @Test
  void anEventLoopOfOneThreadKeepsTurningDuringALongUpgrade() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger turns = new AtomicInteger();
    ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    try {
      CompletableFuture<String> shown =
          CompletableFuture.supplyAsync(() -> builder(blocked(begun, go)).build(), loop)
              .thenCompose(Migrator::upgradeAsync)
              .thenApplyAsync(
                  report -> Thread.currentThread().getName() + " shows " + report.after(), loop);
      var unused = loop.scheduleAtFixedRate(turns::incrementAndGet, 0, 2, TimeUnit.MILLISECONDS);
      begun.await();
      int before = turns.get();
      while (turns.get() < before + 100) {
        Thread.sleep(5);
      }
      assertThat(shown.isDone()).isFalse();
      go.countDown();
      assertThat(shown.get(30, TimeUnit.SECONDS)).endsWith(" shows [r2]");
    } finally {
      loop.shutdownNow();
    }
  }

  @Test
  void aRunInTheBackgroundNeedsNoneOfTheCommonPool() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService pool = ForkJoinPool.commonPool();
    for (int at = 0; at < 200; at++) {
      pool.execute(() -> await(go));
    }
    try {
      assertThat(builder(TWO_STATEMENTS).build().upgradeAsync().get(30, TimeUnit.SECONDS).after())
          .containsExactly("r2");
    } finally {
      go.countDown();
    }
  }
}
