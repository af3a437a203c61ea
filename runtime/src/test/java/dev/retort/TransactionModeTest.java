package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.HistoryException;
import dev.retort.error.IrreversibleException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.run.TransactionMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of a run is one transaction. */
class TransactionModeTest {
  private static final Migration TABLE =
      op -> op.createTable("t", bigint("id").primaryKey(), text("v"));
  private static final Migration ROWS = op -> op.execute("INSERT INTO t (v) VALUES ('a'), ('b')");
  private static final Migration WRONG =
      op -> {
        op.alterTable("t", add(text("w")));
        op.execute("INSERT INTO t (id) VALUES (1)");
      };
  private static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of("r1", List.of(), () -> TABLE),
          RegisteredRevision.of("r2", List.of("r1"), () -> ROWS),
          RegisteredRevision.of("r3", List.of("r2"), () -> WRONG));

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private Migrator.Builder builder(TransactionMode mode) {
    return Migrator.builder(REGISTRY).url(app.url()).transaction(mode);
  }

  private RevisionFailedException failure(TransactionMode mode) {
    return assertThrows(RevisionFailedException.class, builder(mode).build()::upgrade);
  }

  @Test
  void oneTransactionTakesTheWholeRunBack() throws SQLException {
    assertThat(failure(TransactionMode.PER_RUN))
        .hasMessageThat()
        .startsWith(
            "revision \"r3\" failed at statement 2 of 2 and was rolled back; the database is at"
                + " base\n");
    assertThat(app.query("SELECT name FROM sqlite_schema")).isEmpty();
  }

  @Test
  void withOneForEachRevisionThoseBeforeTheFailedOneStay() throws SQLException {
    assertThat(failure(TransactionMode.PER_REVISION))
        .hasMessageThat()
        .startsWith(
            "revision \"r3\" failed at statement 2 of 2 and was rolled back; the database is at"
                + " \"r2\"\n");
    assertThat(app.query("SELECT id || v FROM t")).containsExactly("1a", "2b");
    assertThat(app.query("SELECT name FROM pragma_table_info('t')")).containsExactly("id", "v");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }

  @Test
  void aDowngradeFindsAllInversesBeforeItsFirstTransaction() throws SQLException {
    builder(TransactionMode.PER_REVISION).build().upgrade("r2");

    assertThat(
            assertThrows(
                IrreversibleException.class,
                () -> builder(TransactionMode.PER_REVISION).build().downgrade("base")))
        .hasMessageThat()
        .startsWith("revision \"r2\" cannot be undone: it executes raw SQL.");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }

  @Test
  void relativeTargetsAreCountedOnce() {
    RevisionRegistry tables =
        RevisionRegistry.of(
            RegisteredRevision.of("a", List.of(), () -> op -> op.createTable("a", text("v"))),
            RegisteredRevision.of("b", List.of("a"), () -> op -> op.createTable("b", text("v"))),
            RegisteredRevision.of("c", List.of("b"), () -> op -> op.createTable("c", text("v"))),
            RegisteredRevision.of("d", List.of("c"), () -> op -> op.createTable("d", text("v"))));
    Migrator migrator =
        Migrator.builder(tables).url(app.url()).transaction(TransactionMode.PER_REVISION).build();

    MigrationReport up = migrator.upgrade("+3");
    assertThat(up.after()).containsExactly("c");
    assertThat(up.revisions()).hasSize(3);
    MigrationReport down = migrator.downgrade("-2");
    assertThat(down.before()).containsExactly("c");
    assertThat(down.after()).containsExactly("a");
  }

  /** A run that commits r1, and then lets something happen before r2 begins. */
  private Migrator interrupted(Runnable between) {
    RevisionRegistry registry =
        RevisionRegistry.of(
            RegisteredRevision.of("r1", List.of(), () -> TABLE),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () -> {
                  between.run();
                  return ROWS;
                }));
    return Migrator.builder(registry)
        .url(app.url())
        .transaction(TransactionMode.PER_REVISION)
        .build();
  }

  @Test
  void whatAnotherRunHasDoneInBetweenIsNotDoneAgain() throws SQLException {
    Migrator other = builder(TransactionMode.PER_RUN).build();
    MigrationReport report = interrupted(() -> other.upgrade("r2")).upgrade();

    assertThat(report.revisions().stream().map(MigrationReport.RevisionReport::id))
        .containsExactly("r1");
    assertThat(report.after()).containsExactly("r2");
    assertThat(app.query("SELECT id || v FROM t")).containsExactly("1a", "2b");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }

  @Test
  void aRunEndsWhenAnotherHasGoneElsewhereInBetween() throws SQLException {
    Migrator other = builder(TransactionMode.PER_RUN).build();
    Migrator run = interrupted(() -> other.downgrade("base"));

    assertThat(assertThrows(HistoryException.class, run::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "another run has changed the history between two transactions of this one, so that"
                + " revision \"r2\" can no longer be applied. What was committed before it stays; run"
                + " again.");
    assertThat(app.query("SELECT name FROM sqlite_schema WHERE name = 't'")).isEmpty();
  }

  @Test
  void aRunEndsWhenANewerApplicationHasRunInBetween() throws SQLException {
    Migrator newer =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> TABLE),
            RegisteredRevision.of("new", List.of("r1"), () -> op -> op.renameTable("t", "s")));
    Migrator run = interrupted(newer::upgrade);

    assertThat(assertThrows(HistoryException.class, run::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "another run has applied revision \"new\" between two transactions of this one, and"
                + " this application does not know it: it is older. What was committed before it"
                + " stays; use the newer application.");
    assertThat(newer.current()).containsExactly("new");
  }

  @Test
  void severalRunsAtOnceApplyEachRevisionOnce() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> runs = new ArrayList<>();
    for (int at = 0; at < 4; at++) {
      Thread run = new Thread(() -> builder(TransactionMode.PER_REVISION).build().upgrade("r2"));
      run.setUncaughtExceptionHandler(
          (failed, cause) -> {
            synchronized (thrown) {
              thrown.add(cause);
            }
          });
      runs.add(run);
    }
    runs.forEach(Thread::start);
    for (Thread run : runs) {
      run.join();
    }
    assertThat(thrown).isEmpty();
    assertThat(app.query("SELECT id || v FROM t")).containsExactly("1a", "2b");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }
}
