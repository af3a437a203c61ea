package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.IrreversibleException;
import dev.retort.error.RefusedException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.run.TransactionMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite does only where no transaction is under way: VACUUM, and a few PRAGMAs. */
class OutsideTransactionTest {
  private static final Migration TABLE =
      op -> op.createTable("t", bigint("id").primaryKey(), text("v"));
  private static final Migration WAL =
      op -> op.executeOutsideTransaction("PRAGMA journal_mode = WAL");
  private static final Migration VACUUM =
      op -> op.executeOutsideTransaction("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
  private static final Migration WRONG = op -> op.execute("INSERT INTO nowhere VALUES (1)");

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  private Migrator migrator(Migration... revisions) {
    RegisteredRevision[] registered = new RegisteredRevision[revisions.length];
    for (int at = 0; at < revisions.length; at++) {
      Migration revision = revisions[at];
      registered[at] =
          RegisteredRevision.of(
              "r" + (at + 1), at == 0 ? List.of() : List.of("r" + at), () -> revision);
    }
    return App.of(app.url(), registered);
  }

  @Test
  void theyRunBetweenTwoTransactions() throws SQLException {
    MigrationReport report =
        migrator(TABLE, WAL, op -> op.execute("INSERT INTO t (v) VALUES ('a')"), VACUUM).upgrade();

    assertThat(report.after()).containsExactly("r4");
    assertThat(app.query("PRAGMA journal_mode")).containsExactly("wal");
    assertThat(app.query("PRAGMA auto_vacuum")).containsExactly("2");
    assertThat(app.query("SELECT id || ' ' || kind FROM retort_history ORDER BY seq"))
        .containsExactly("r1 upgrade", "r2 upgrade", "r3 upgrade", "r4 upgrade")
        .inOrder();
    assertThat(migrator(TABLE, WAL, op -> {}, VACUUM).pending()).isEmpty();
  }

  @Test
  void whatCameBeforeThemIsCommittedAndStays() throws SQLException {
    assertThat(assertThrows(RevisionFailedException.class, migrator(TABLE, WAL, WRONG)::upgrade))
        .hasMessageThat()
        .startsWith(
            "revision \"r3\" failed at statement 1 of 1 and was rolled back; the database is at"
                + " \"r2\"\n");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
    assertThat(app.query("PRAGMA journal_mode")).containsExactly("wal");
  }

  @Test
  void onesThatFailRunAgain() throws SQLException {
    Migration damaged =
        op ->
            op.executeOutsideTransaction("PRAGMA page_size = 8192; PRAGMA wal_checkpoint(FULL, 1)");
    assertThat(assertThrows(RevisionFailedException.class, migrator(TABLE, damaged)::upgrade))
        .hasMessageThat()
        .isEqualTo(
            """
            revision "r2" failed at statement 2 of 2 and was not rolled back, since it runs outside of a transaction; the database is at "r1"
              to:  execute outside of the transaction
              sql: PRAGMA wal_checkpoint(FULL, 1)
              db:  near ",": syntax error""");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1");
    assertThat(migrator(TABLE, VACUUM).upgrade().after()).containsExactly("r2");
  }

  @Test
  void aJournalModeThatSqliteSilentlyDeniesIsAFailure() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Migrator migrator =
          Migrator.builder(RevisionRegistry.of(RegisteredRevision.of("r1", List.of(), () -> WAL)))
              .connection(memory)
              .build();
      assertThat(assertThrows(RevisionFailedException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              """
              revision "r1" failed at statement 1 of 1 and was not rolled back, since it runs outside of a transaction; the database is at base
                to:  execute outside of the transaction
                sql: PRAGMA journal_mode = WAL
                db:  the journal mode is still "memory": this database cannot have "wal\"""");
    }
  }

  @Test
  void anIncrementalVacuumGoesToItsEnd() throws Exception {
    migrator(VACUUM).upgrade();
    app.execute("CREATE TABLE big (v)");
    app.execute(
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 500)"
            + " INSERT INTO big SELECT zeroblob(4000) FROM c");
    app.execute("DELETE FROM big");
    long before = Files.size(app.file());

    migrator(VACUUM, op -> op.executeOutsideTransaction("PRAGMA incremental_vacuum")).upgrade();

    assertThat(Files.size(app.file())).isLessThan(before / 10);
    assertThat(app.query("PRAGMA freelist_count")).containsExactly("0");
  }

  @Test
  void anotherConnectionIsWaitedFor() throws Exception {
    migrator(TABLE).upgrade();
    try (Connection reader = DriverManager.getConnection(app.url());
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.execute("SELECT count(*) FROM t");
      Thread end =
          new Thread(
              () -> {
                try {
                  Thread.sleep(600);
                  statement.execute("COMMIT");
                } catch (SQLException | InterruptedException refused) {
                  throw new IllegalStateException(refused);
                }
              });
      end.start();
      assertThat(migrator(TABLE, VACUUM).upgrade().after()).containsExactly("r2");
      end.join();
    }
  }

  @Test
  void theyStandAlone() {
    Migration mixed =
        op -> {
          op.createTable("t", text("v"));
          op.executeOutsideTransaction("VACUUM");
        };
    assertThat(assertThrows(RefusedException.class, migrator(mixed)::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be recorded: executeOutsideTransaction(..) stands in a revision"
                + " of its own, so that it can run again after a crash. Move the rest to a revision"
                + " before or after it.");
  }

  @Test
  void onlyWhatCanRunTwiceIsTaken() {
    assertThat(refusal("INSERT INTO t VALUES (1)"))
        .isEqualTo(
            "revision \"r1\" cannot be recorded: \"INSERT INTO t VALUES (1)\" cannot be executed"
                + " outside of the transaction: a crash would let it run twice. VACUUM and PRAGMA"
                + " can; use execute(..) for all else.");
    assertThat(refusal("VACUUM INTO 'copy.db'"))
        .isEqualTo(
            "revision \"r1\" cannot be recorded: \"VACUUM INTO 'copy.db'\" cannot be executed"
                + " outside of the transaction: a second time it would find its file there. A copy"
                + " is made by the migrator: .backup(..)");
    assertThat(refusal("PRAGMA foreign_keys = ON"))
        .isEqualTo(
            "revision \"r1\" cannot be recorded: \"PRAGMA foreign_keys = ON\" cannot be executed:"
                + " foreign_keys is off during every run, and what it was after it. Leave it out.");
  }

  private String refusal(String sql) {
    return assertThrows(
            RefusedException.class, migrator(op -> op.executeOutsideTransaction(sql))::upgrade)
        .getMessage();
  }

  @Test
  void aVacuumHasNothingToUndoAndAPragmaDoes() throws SQLException {
    migrator(TABLE, op -> op.executeOutsideTransaction("VACUUM")).upgrade();
    assertThat(
            migrator(TABLE, op -> op.executeOutsideTransaction("VACUUM")).downgrade("-1").after())
        .containsExactly("r1");
    migrator(TABLE, WAL).upgrade();
    assertThat(
            assertThrows(IrreversibleException.class, () -> migrator(TABLE, WAL).downgrade("-1")))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" cannot be undone: it executes \"PRAGMA journal_mode = WAL\". Override"
                + " downgrade(Op) to say how, or say irreversible = \"why\".");
  }

  @Test
  void thePlanShowsThem() {
    assertThat(migrator(TABLE, WAL).plan().text())
        .endsWith(
            """
            -- revision r2

            -- execute outside of the transaction
            PRAGMA journal_mode = WAL;

            """);
  }

  @Test
  void eachRevisionByItselfMakesNoDifferenceToThem() throws SQLException {
    RevisionRegistry registry =
        RevisionRegistry.of(
            RegisteredRevision.of("r1", List.of(), () -> TABLE),
            RegisteredRevision.of("r2", List.of("r1"), () -> WAL));
    Migrator.builder(registry)
        .url(app.url())
        .transaction(TransactionMode.PER_REVISION)
        .build()
        .upgrade();
    assertThat(app.query("PRAGMA journal_mode")).containsExactly("wal");
    assertThat(app.query("SELECT id FROM retort_history")).containsExactly("r1", "r2").inOrder();
  }
}
