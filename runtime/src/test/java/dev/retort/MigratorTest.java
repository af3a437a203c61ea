package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.App.ACTIVE;
import static dev.retort.App.NICK;
import static dev.retort.App.REGISTRY;
import static dev.retort.App.USERS;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.GraphException;
import dev.retort.error.OutOfOrderException;
import dev.retort.error.OutOfOrderException.Skipped;
import dev.retort.error.RefusedException;
import dev.retort.error.TargetException;
import dev.retort.error.UnknownRevisionException;
import dev.retort.error.UnknownRevisionException.Unknown;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.RunningStatement;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades, targets, reports, the history, and what is told of a run. */
class MigratorTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  @Test
  void upgradesAndKeepsRowsThroughARebuildAndGoesDownAgain() throws SQLException {
    Migrator migrator = app.migrator();
    assertThat(migrator.upgrade("r1").after()).containsExactly("r1");
    app.execute("INSERT INTO users (name, age) VALUES ('Ada', 36), ('Bob', NULL)");

    assertThat(migrator.pending()).containsExactly("r2", "r3").inOrder();
    assertThat(migrator.upgrade().after()).containsExactly("r3");
    assertThat(app.query("SELECT id || name || coalesce(age, '-') || active || nick FROM users"))
        .containsExactly("1Ada361ada", "2Bob-1bob")
        .inOrder();
    assertThat(app.query("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"))
        .containsExactly("ix_users_age");
    assertThat(app.query("SELECT seq FROM sqlite_sequence")).containsExactly("2");

    assertThat(migrator.downgrade("-1").after()).containsExactly("r2");
    assertThat(migrator.downgrade("base").after()).isEmpty();
    assertThat(app.query("SELECT name FROM sqlite_schema WHERE name = 'users'")).isEmpty();
    assertThat(migrator.upgrade().revisions()).hasSize(3);
    assertThat(migrator.upgrade().isEmpty()).isTrue();
  }

  @Test
  void targetsAreHeadBaseIdsPrefixesAndSteps() {
    Migrator migrator = app.migrator();

    assertThat(migrator.upgrade("+2").after()).containsExactly("r2");
    assertThat(migrator.upgrade("r3").after()).containsExactly("r3");
    assertThat(migrator.downgrade("r1").after()).containsExactly("r1");
    assertThat(migrator.downgrade("base").after()).isEmpty();
    assertThat(migrator.upgrade("head").after()).containsExactly("r3");
    assertThat(migrator.downgrade("-3").after()).isEmpty();
    assertThrows(TargetException.class, () -> migrator.upgrade("r9"));
    assertThrows(TargetException.class, () -> migrator.upgrade("r"));
  }

  @Test
  void theReportSaysWhatWasDoneAndHow() {
    Migrator migrator = app.migrator();
    migrator.upgrade("r1");

    MigrationReport report = migrator.upgrade("r2");

    assertThat(report.direction()).isEqualTo(MigrationReport.Direction.UPGRADE);
    assertThat(report.before()).containsExactly("r1");
    assertThat(report.revisions().get(0).choices())
        .containsExactly(
            "add column \"active\" boolean: in the same rebuild",
            "alter column \"age\": type text: rebuild of \"users\" (0 rows, 1 index): the type of"
                + " \"age\" changes its affinity")
        .inOrder();
  }

  @Test
  void theHistoryHoldsEveryRevision() throws SQLException {
    app.migrator().upgrade();

    List<HistoryEntry> history = app.migrator().history();

    assertThat(history.stream().map(HistoryEntry::id)).containsExactly("r1", "r2", "r3").inOrder();
    assertThat(history.get(0).message()).isEqualTo("users");
    assertThat(history.get(0).kind()).isEqualTo(HistoryEntry.Kind.UPGRADE);
    assertThat(history.get(0).fingerprint().orElseThrow()).matches("1:[0-9a-f]{64}");
    assertThat(history.get(0).appliedBy()).isEqualTo(System.getProperty("user.name"));
    assertThat(app.query("SELECT undo FROM retort_history WHERE id = 'r2'").get(0))
        .contains("\nCREATE TABLE \"users\" (\n  \"id\" INTEGER PRIMARY KEY AUTOINCREMENT,");
    assertThat(app.query("SELECT group_concat(name) FROM pragma_table_info('retort_history')"))
        .containsExactly(
            "seq,id,kind,fingerprint,message,applied_at,duration_ms,applied_by,retort_version,"
                + "format,undo");
  }

  @Test
  void stampWritesAllAncestorsAndRunsNothing() throws SQLException {
    Migrator migrator = app.migrator();

    MigrationReport report = migrator.stamp("r2");

    assertThat(report.revisions().stream().map(MigrationReport.RevisionReport::id))
        .containsExactly("r1", "r2")
        .inOrder();
    assertThat(migrator.current()).containsExactly("r2");
    assertThat(migrator.history().get(0).kind()).isEqualTo(HistoryEntry.Kind.STAMP);
    assertThat(app.query("SELECT name FROM sqlite_schema WHERE name = 'users'")).isEmpty();
    assertThat(migrator.stamp("r1").after()).containsExactly("r1");
    assertThat(migrator.stamp("base").after()).isEmpty();
  }

  @Test
  void aNewerDatabaseIsRefusedInWordsForItsUser() {
    app.migrator().upgrade();

    UnknownRevisionException thrown =
        assertThrows(
            UnknownRevisionException.class,
            () -> App.of(app.url(), RegisteredRevision.of("r1", List.of(), () -> USERS)).upgrade());

    HistoryEntry second = app.migrator().history().get(1);
    HistoryEntry third = app.migrator().history().get(2);
    String version = second.retortVersion();
    assertThat(thrown.revisions()).containsExactly("r2", "r3");
    assertThat(thrown.unknown())
        .containsExactly(
            new Unknown("r2", "", second.appliedAt(), second.appliedBy(), version),
            new Unknown("r3", "", third.appliedAt(), third.appliedBy(), version))
        .inOrder();
    String who = " by " + System.getProperty("user.name");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            """
            This data was last changed by a newer version of this application, on %s%s.
            Install the newer version, or go back to a backup that was made before. Nothing was changed.
            For the developer: the registry lacks revisions "r2", "r3" of the history. If another set of revisions shares this database, include its registry in this one (@MigrationSet(include = ..)), or give each a history of its own: .historyTable(..). If the revisions were deleted from the code, purgeAndStamp(..) takes them out of the history.
              "r2", applied on %s%s with Retort %s
              "r3", applied on %s%s with Retort %s"""
                .formatted(
                    minute(third), who, minute(second), who, version, minute(third), who, version));
  }

  private static String minute(HistoryEntry entry) {
    return entry.appliedAt().toString().substring(0, 16).replace('T', ' ') + " UTC";
  }

  @Test
  void aRevisionPutBelowAnAppliedOneIsRefused() {
    App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of("r3", List.of("r1"), () -> NICK))
        .upgrade();

    OutOfOrderException thrown =
        assertThrows(OutOfOrderException.class, () -> app.migrator().upgrade());

    assertThat(thrown.revisions()).containsExactly("r2");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" was put below revisions that are applied to this database already. Move it"
                + " to the head, by its down; or apply it out of order: .allowOutOfOrder(true); or,"
                + " where the database has what it does already, stamp the head.\n"
                + "  \"r2\" is below \"r3\", which is applied");
    assertThat(thrown.skipped()).containsExactly(new Skipped("r2", List.of("r3")));
  }

  @Test
  void severalHeadsAreRefusedWithTheirNames() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of("r2", List.of("r1"), () -> ACTIVE).labels("left"),
            RegisteredRevision.of("r3", List.of("r1"), () -> NICK).labels("right"));

    TargetException thrown = assertThrows(TargetException.class, migrator::upgrade);

    assertThat(thrown).hasMessageThat().contains("\"r2\", \"r3\"");
    assertThat(migrator.upgrade("left").after()).containsExactly("r2");
  }

  @Test
  void aBadGraphIsRefusedInTheCompilersWords() {
    GraphException thrown =
        assertThrows(
            GraphException.class,
            () ->
                App.of(
                    app.url(),
                    RegisteredRevision.of("r1", List.of(), () -> USERS),
                    RegisteredRevision.of("r2", List.of("r0"), () -> NICK)));

    assertThat(thrown.problems())
        .containsExactly(
            "[UnknownDown] revision \"r2\" goes down to \"r0\", but no revision has that id. Did"
                + " you mean \"r1\"?");
  }

  @Test
  void aBodyThatCannotBeRecordedIsNamed() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> op -> op.dropTable("sqlite_stat1")));

    RefusedException thrown = assertThrows(RefusedException.class, migrator::upgrade);

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be recorded: the name \"sqlite_stat1\" begins with a reserved"
                + " prefix: sqlite_ or retort_");
  }

  @Test
  void theListenerIsToldOfEverything() {
    List<String> told = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void runStarted(MigrationReport.Direction direction, int revisions) {
            told.add(direction + " " + revisions);
          }

          @Override
          public void revisionStarted(String id, String message) {
            told.add(id + " " + message);
          }

          @Override
          public void statementStarted(RunningStatement statement) {
            told.add(
                "%d/%d %s, about %s"
                    .formatted(
                        statement.number(),
                        statement.count(),
                        statement.why(),
                        statement.table().orElse("no table")));
          }

          @Override
          public void statementFinished(RunningStatement statement, Duration took) {
            told.add("end of " + statement.number());
          }

          @Override
          public void revisionFinished(MigrationReport.RevisionReport report) {
            told.add("done " + report.id());
          }

          @Override
          public void runFinished(MigrationReport report) {
            told.add("now at " + report.after());
          }
        };
    Migrator migrator = Migrator.builder(REGISTRY).url(app.url()).listener(listener).build();

    migrator.upgrade("r1");
    migrator.upgrade("r1");

    assertThat(told)
        .containsExactly(
            "UPGRADE 1",
            "r1 users",
            "1/2 create table \"users\", about users",
            "end of 1",
            "2/2 create index \"ix_users_age\" on \"users\", about users",
            "end of 2",
            "done r1",
            "now at [r1]")
        .inOrder();
  }

  @Test
  void aListenerThatThrowsTakesTheRunBack() {
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void revisionFinished(MigrationReport.RevisionReport report) {
            throw new IllegalStateException("stop");
          }
        };
    Migrator migrator = Migrator.builder(REGISTRY).url(app.url()).listener(listener).build();

    assertThrows(IllegalStateException.class, migrator::upgrade);
    assertThat(migrator.current()).isEmpty();
  }

  @Test
  void argumentsReachTheRevisionAndNotItsFingerprint() throws SQLException {
    RegisteredRevision tenant =
        RegisteredRevision.of(
            "r1",
            List.of(),
            () ->
                op -> {
                  op.createTable("t", text("a"));
                  op.insert("t", row(text("a").is(op.arg("tenant").orElse("none"))));
                });
    Migrator.builder(RevisionRegistry.of(tenant))
        .url(app.url())
        .arg("tenant", "acme")
        .build()
        .upgrade();

    assertThat(app.query("SELECT a FROM t")).containsExactly("acme");
    String withArgument = app.query("SELECT fingerprint FROM retort_history").get(0);
    app.execute("DROP TABLE t; DROP TABLE retort_history");
    App.of(app.url(), tenant).upgrade();
    assertThat(app.query("SELECT fingerprint FROM retort_history")).containsExactly(withArgument);
  }

  @Test
  void stampWantsATarget() {
    app.migrator().upgrade();

    assertThat(assertThrows(TargetException.class, () -> app.migrator().stamp()))
        .hasMessageThat()
        .isEqualTo("stamp wants at least one target; to empty the history, say stamp(\"base\")");
    assertThat(app.migrator().current()).containsExactly("r3");
  }

  @Test
  void aWantedArgumentIsNoObstacleToAFingerprint() throws SQLException {
    Migrator.builder(
            RevisionRegistry.of(
                RegisteredRevision.of(
                    "r1",
                    List.of(),
                    () -> op -> op.createTable(op.arg("name").orElseThrow(), text("a")))))
        .url(app.url())
        .arg("name", "acme")
        .build()
        .upgrade();

    assertThat(app.query("SELECT count(*) FROM retort_history WHERE fingerprint IS NULL"))
        .containsExactly("1");
  }

  @Test
  void aRevisionThatCannotBeMadeIsNamed() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () -> {
                  throw new UnsupportedOperationException("not today");
                }));

    assertThat(assertThrows(RefusedException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be recorded: java.lang.UnsupportedOperationException: not today");
  }

  @Test
  void currentShowsWhatThisApplicationDoesNotKnow() {
    app.migrator().upgrade();

    assertThat(App.of(app.url(), RegisteredRevision.of("r1", List.of(), () -> USERS)).current())
        .containsExactly("r1", "r2", "r3");
  }

  @Test
  void aWrongNameInAConversionIsFoundBeforeAnythingRuns() {
    Migrator migrator = app.migrator();
    migrator.upgrade("r1");
    Migrator wrong =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () ->
                    op ->
                        op.alterTable(
                            "users",
                            alterColumn("age").type(ColumnType.text()).using("agee + 1"))));

    assertThat(assertThrows(RefusedException.class, wrong::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" alters column \"age\" of \"users\" with \"agee\", but \"users\" has no such column here. Did you mean \"age\"?");
  }

  @Test
  void aNewViewThatNamesNothingIsRefused() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.createView("v", "SELECT nix FROM sqlite_schema")));

    assertThat(assertThrows(RefusedException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo("revision \"r1\" makes the view \"v\", which is broken: no such column: nix.");
  }
}
