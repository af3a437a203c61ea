package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.HistoryException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.TransactionMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a run that fails, and what is left of it. */
class FailedRunTest {
  private static final Migration TABLE =
      op -> op.createTable("t", bigint("id").primaryKey(), text("v"));
  private static final Migration ROWS = op -> op.execute("INSERT INTO t (v) VALUES ('a'), ('b')");

  private static final String NO_JOURNAL =
      "the connection has journal_mode = OFF, with which SQLite takes nothing back that fails."
          + " Leave that out of its address, or set another before: PRAGMA journal_mode = DELETE.";

  @TempDir Path folder;
  private App app;
  private final List<Throwable> told = new ArrayList<>();

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private Migrator.Builder builder(String url, Migration second) {
    return Migrator.builder(
            RevisionRegistry.of(
                RegisteredRevision.of("r1", List.of(), () -> TABLE),
                RegisteredRevision.of("r2", List.of("r1"), () -> second)))
        .url(url)
        .listener(
            new MigrationListener() {
              @Override
              public void runFailed(MigrationReport.Direction direction, Throwable why) {
                told.add(why);
              }
            });
  }

  @Test
  void aListenerIsToldWhatComesOutOfTheMigrator() throws SQLException {
    builder(app.url(), ROWS).build().upgrade("r1");
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN");
      try (ResultSet reading = statement.executeQuery("SELECT count(*) FROM t")) {
        assertThat(reading.next()).isTrue();
        Migrator migrator = builder(app.url(), ROWS).lockTimeout(Duration.ofMillis(100)).build();
        LockTimeoutException thrown = assertThrows(LockTimeoutException.class, migrator::upgrade);
        assertThat(told).containsExactly(thrown);
      }
    }
  }

  @Test
  void aListenerThatThrowsHidesNoFailure() {
    IllegalStateException ofListener = new IllegalStateException("cannot show that");
    Migrator migrator =
        builder(app.url(), op -> op.execute("INSERT INTO nowhere VALUES (1)"))
            .listener(
                new MigrationListener() {
                  @Override
                  public void runFailed(MigrationReport.Direction direction, Throwable why) {
                    throw ofListener;
                  }
                })
            .build();

    assertThat(assertThrows(RevisionFailedException.class, migrator::upgrade).getSuppressed())
        .asList()
        .containsExactly(ofListener);
  }

  private DatabaseException refused(TransactionMode mode) throws SQLException {
    builder(app.url(), ROWS).build().downgrade("base");
    app.execute(
        "CREATE TRIGGER no_r2 BEFORE INSERT ON retort_history WHEN new.id = 'r2'"
            + " BEGIN SELECT raise(ABORT, 'not now'); END");
    return assertThrows(
        DatabaseException.class, builder(app.url(), ROWS).transaction(mode).build()::upgrade);
  }

  private void makeHistory() throws SQLException {
    builder(app.url(), ROWS).build().upgrade("r1");
  }

  @Test
  void aRunOfOneTransactionSaysThatNothingWasChanged() throws SQLException {
    makeHistory();
    assertThat(refused(TransactionMode.PER_RUN))
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s\" refused, and nothing was changed: not now".formatted(app.file()));
    assertThat(app.query("SELECT id FROM retort_history")).isEmpty();
  }

  @Test
  void aRunOfSeveralTransactionsSaysThatSomethingStays() throws SQLException {
    makeHistory();
    assertThat(refused(TransactionMode.PER_REVISION))
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s\" refused, and what was not committed before was rolled back: not now"
                .formatted(app.file()));
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1");
    assertThat(app.query("SELECT v FROM t")).isEmpty();
  }

  @Test
  void aConnectionThatTakesNothingBackIsRefused() throws SQLException {
    app.execute("CREATE TABLE large (v)");
    app.execute(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000)"
            + " INSERT INTO large SELECT printf('%040d', i) FROM c");
    Migrator migrator =
        builder(
                app.url() + "?journal_mode=OFF&cache_size=10",
                op -> {
                  op.execute("UPDATE large SET v = ''");
                  op.execute("INSERT INTO nowhere VALUES (1)");
                })
            .build();

    assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(NO_JOURNAL);
    assertThat(app.query("SELECT count(*) FROM large WHERE v = ''")).containsExactly("0");
    assertThat(app.query("SELECT name FROM sqlite_schema")).containsExactly("large");
  }

  @Test
  void aConnectionThatTakesNothingBackIsNotRestoredTo() throws SQLException {
    makeHistory();
    Path backup =
        builder(app.url(), ROWS)
            .backup(folder.resolve("backups"))
            .build()
            .upgrade()
            .backup()
            .orElseThrow()
            .file();
    Migrator migrator = builder(app.url() + "?journal_mode=OFF", ROWS).build();

    assertThat(assertThrows(ConnectionException.class, () -> migrator.restore(backup)))
        .hasMessageThat()
        .isEqualTo(NO_JOURNAL);
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }

  @Test
  void aHistoryWithATimeThatIsNoneIsSaidToBeSo() throws SQLException {
    makeHistory();
    app.execute("UPDATE retort_history SET applied_at = 'yesterday'");
    String message =
        "the history says that revision \"r1\" was applied at \"yesterday\", which is no time such as 2026-11-20T10:15:30.123Z. Set applied_at of that row to one.";
    Migrator other = App.of(app.url(), RegisteredRevision.of("other", List.of(), () -> TABLE));

    assertThat(assertThrows(HistoryException.class, builder(app.url(), ROWS).build()::history))
        .hasMessageThat()
        .isEqualTo(message);
    assertThat(assertThrows(HistoryException.class, other::upgrade))
        .hasMessageThat()
        .isEqualTo(message);
    assertThat(builder(app.url(), ROWS).build().upgrade().after()).containsExactly("r2");
  }
}
