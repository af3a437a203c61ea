package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.EditedRevisionException;
import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.error.IrreversibleException;
import dev.retort.error.MigrationException;
import dev.retort.error.OutOfOrderException;
import dev.retort.error.OutOfOrderException.Skipped;
import dev.retort.error.PendingRevisionsException;
import dev.retort.error.UnknownRevisionException;
import dev.retort.op.DialectName;
import dev.retort.op.Fingerprint;
import dev.retort.op.Migration;
import dev.retort.run.CheckReport;
import dev.retort.run.CheckReport.Uncomparable;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the history of a database and the code do not agree, and the ways out. */
class CheckTest {
  private static final Migration NOTES = op -> op.createTable("notes", bigint("id").primaryKey());
  private static final Migration EDITED =
      op -> op.createTable("notes", bigint("id").primaryKey(), text("body"));
  private static final Migration TAGS = op -> op.createTable("tags", bigint("id").primaryKey());
  private static final Migration LINKS = op -> op.createTable("links", integer("a"));

  @TempDir Path folder;
  private App app;

  @BeforeEach
  void makeApp() {
    app = new App(folder);
  }

  private Migrator migrator(RegisteredRevision... revisions) {
    return App.of(app.url(), revisions);
  }

  private static RegisteredRevision first(Migration migration) {
    return RegisteredRevision.of("r1", List.of(), () -> migration);
  }

  private static Migration never() {
    throw new AssertionError("no migration is to be made");
  }

  private static RegisteredRevision second(Migration migration) {
    return RegisteredRevision.of("r2", List.of("r1"), () -> migration);
  }

  private static RegisteredRevision third(String down, Migration migration) {
    return RegisteredRevision.of("r3", List.of(down), () -> migration);
  }

  private static String print(Migration migration) {
    return Fingerprint.of(migration, DialectName.SQLITE);
  }

  @Test
  void aFileThatIsNotThereHasEverythingPendingAndIsNotMade() {
    Migrator migrator = migrator(first(NOTES), second(TAGS));

    CheckReport report = migrator.check();
    PendingRevisionsException thrown =
        assertThrows(PendingRevisionsException.class, migrator::verify);

    assertThat(report.isClean()).isFalse();
    assertThat(report.text()).isEqualTo("Pending. Apply them: upgrade():\n  \"r1\"\n  \"r2\"\n");
    assertThat(thrown.revisions()).containsExactly("r1", "r2").inOrder();
    assertThat(thrown.current()).isEmpty();
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database is not up to date: it is at base, and revisions \"r1\", \"r2\" are not"
                + " applied to it. Run upgrade() where the database is migrated, and start this"
                + " application again.");
    assertThat(migrator.repair().isEmpty()).isTrue();
    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void anEmptyFileStaysEmpty() throws Exception {
    Files.createFile(app.file());
    Migrator migrator = migrator(first(NOTES));

    assertThat(migrator.check().pending()).containsExactly("r1");
    assertThrows(PendingRevisionsException.class, migrator::verify);

    assertThat(Files.size(app.file())).isEqualTo(0);
  }

  @Test
  void aCurrentDatabaseIsVerifiedAndNotWritten() throws Exception {
    Migrator migrator = migrator(first(NOTES), second(TAGS));
    migrator.upgrade();
    byte[] before = Files.readAllBytes(app.file());

    migrator.verify();
    assertThat(migrator.check().isClean()).isTrue();

    assertThat(Files.readAllBytes(app.file())).isEqualTo(before);
  }

  @Test
  void onePendingRevisionIsNamedWithWhereTheDatabaseIs() {
    migrator(first(NOTES)).upgrade();

    PendingRevisionsException thrown =
        assertThrows(PendingRevisionsException.class, migrator(first(NOTES), second(TAGS))::verify);

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database is not up to date: it is at \"r1\", and revision \"r2\" is not applied to"
                + " it. Run upgrade() where the database is migrated, and start this application"
                + " again.");
  }

  @Test
  void anEditedRevisionIsRefusedBeforeAnotherIsApplied() {
    migrator(first(NOTES)).upgrade();
    Migrator edited = migrator(first(EDITED), second(TAGS));

    EditedRevisionException thrown = assertThrows(EditedRevisionException.class, edited::upgrade);

    assertThat(thrown.edits()).containsExactly(new Edit("r1", print(NOTES), print(EDITED)));
    assertThat(thrown.revisions()).containsExactly("r1");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            ("revision \"r1\" was edited after it was applied to this database, so that its schema is"
                    + " not what the code says. Take the edit back, and put the change into a new"
                    + " revision; or, where the edit changes nothing or the database has it already,"
                    + " call repair().\n"
                    + "  \"r1\": %s.. when it was applied, %s.. now")
                .formatted(print(NOTES).substring(0, 14), print(EDITED).substring(0, 14)));
    assertThat(edited.current()).containsExactly("r1");
    assertThrows(EditedRevisionException.class, edited::verify);
    assertThat(edited.check().edited())
        .containsExactly(new Edit("r1", print(NOTES), print(EDITED)));
  }

  @Test
  void aStartWithNothingPendingMakesNoMigration() {
    migrator(first(NOTES), second(TAGS)).upgrade();

    RegisteredRevision plain = RegisteredRevision.of("r1", List.of(), CheckTest::never);
    RegisteredRevision cleared =
        RegisteredRevision.of("r2", List.of("r1"), CheckTest::never).fingerprint(print(TAGS));

    assertThat(migrator(plain, cleared).upgrade().isEmpty()).isTrue();
  }

  @Test
  void anEmbeddedFingerprintClearsARevisionAndNeverConvictsIt() {
    migrator(first(NOTES), second(TAGS)).upgrade();
    RegisteredRevision wrong = second(TAGS).fingerprint("1:0000");
    RegisteredRevision cleared =
        RegisteredRevision.of("r1", List.of(), CheckTest::never).fingerprint(print(NOTES));

    assertThat(migrator(cleared, wrong).upgrade().isEmpty()).isTrue();
    migrator(cleared, wrong).verify();
    assertThat(migrator(cleared, wrong, third("r2", LINKS)).upgrade().after())
        .containsExactly("r3");

    RegisteredRevision edited = second(EDITED).fingerprint(print(EDITED));
    EditedRevisionException thrown =
        assertThrows(
            EditedRevisionException.class, migrator(cleared, edited, third("r2", LINKS))::upgrade);
    assertThat(thrown.revisions()).containsExactly("r2");
  }

  @Test
  void withoutAnEmbeddedFingerprintAnEditIsFoundByVerifyAndNotByAnUpgradeWithNothingToDo() {
    migrator(first(NOTES)).upgrade();

    assertThat(migrator(first(EDITED)).upgrade().isEmpty()).isTrue();
    assertThrows(EditedRevisionException.class, migrator(first(EDITED))::verify);
  }

  @Test
  void whatCannotBeComparedIsSaidAndStopsNobody() throws SQLException {
    Migration wants = op -> op.createTable(op.arg("name").orElseThrow(), bigint("id").primaryKey());
    migrator(first(NOTES)).stamp("r1");
    Migrator.builder(RevisionRegistry.of(first(NOTES), second(wants), third("r2", TAGS)))
        .url(app.url())
        .arg("name", "x")
        .build()
        .upgrade();
    app.execute("UPDATE retort_history SET fingerprint = '2:abc' WHERE id = 'r3'");
    RegisteredRevision fourth =
        RegisteredRevision.of(
            "r4",
            List.of("r3"),
            () -> {
              throw new IllegalStateException("out of order");
            });
    migrator(first(NOTES), second(wants), third("r2", TAGS), fourth).stamp("r4");
    app.execute("UPDATE retort_history SET fingerprint = '1:abc' WHERE id = 'r4'");
    RegisteredRevision fifth = RegisteredRevision.of("r5", List.of("r4"), () -> LINKS);
    Migrator migrator = migrator(first(NOTES), second(wants), third("r2", TAGS), fourth, fifth);

    assertThat(migrator.check().uncomparable())
        .containsExactly(
            new Uncomparable("r1", "it was stamped, and has never run"),
            new Uncomparable("r2", "the history has no fingerprint of it"),
            new Uncomparable(
                "r3",
                "the history has a fingerprint of it that this version of Retort cannot take: 2:abc"),
            new Uncomparable("r4", "without arguments it cannot be recorded: out of order"))
        .inOrder();
    assertThat(migrator.check().edited()).isEmpty();
    assertThat(migrator.upgrade().after()).containsExactly("r5");
    migrator.verify();
    assertThat(migrator.repair().isEmpty()).isTrue();
  }

  @Test
  void repairTakesEditedRevisionsAsTheyAreAndChangesNothingElse() throws SQLException {
    migrator(first(NOTES), second(TAGS), third("r2", LINKS)).upgrade();
    app.execute("UPDATE retort_history SET fingerprint = '1:other' WHERE id = 'r3'");
    String rest =
        "SELECT group_concat(seq || id || kind || message || applied_at || duration_ms ||"
            + " applied_by || retort_version || format || undo) FROM retort_history";
    List<String> before = app.query(rest);
    Migrator edited = migrator(first(EDITED).message("notes"), second(TAGS));

    MigrationReport report = edited.repair();

    assertThat(report.direction()).isEqualTo(MigrationReport.Direction.REPAIR);
    assertThat(report.revisions())
        .containsExactly(
            new MigrationReport.RevisionReport(
                "r1", "notes", 0, List.of(), List.of(), Duration.ZERO));
    assertThat(app.query("SELECT fingerprint FROM retort_history"))
        .containsExactly(print(EDITED), print(TAGS), "1:other")
        .inOrder();
    assertThat(app.query(rest)).isEqualTo(before);
    assertThat(edited.repair().isEmpty()).isTrue();
  }

  @Test
  void aRepairedRevisionIsStillNotUndoneByWhatItIsNow() {
    migrator(first(NOTES)).upgrade();
    Migrator edited = migrator(first(EDITED));
    edited.repair();

    edited.verify();
    assertThat(edited.check().drift().differences()).hasSize(1);
    IrreversibleException thrown =
        assertThrows(IrreversibleException.class, () -> edited.downgrade("base"));
    assertThat(thrown.reason())
        .isEqualTo("its upgrade asks for something else now than when it ran");
  }

  @Test
  void unknownRevisionsComeBeforeAllElse() {
    migrator(first(NOTES), second(TAGS)).upgrade();
    Migrator older = migrator(first(EDITED), third("r1", LINKS));

    assertThrows(UnknownRevisionException.class, older::verify);
    assertThrows(UnknownRevisionException.class, older::upgrade);
    assertThrows(UnknownRevisionException.class, () -> older.stamp("r1"));
    CheckReport report = older.check();
    assertThat(report.unknown()).hasSize(1);
    assertThat(report.unknown().get(0).id()).isEqualTo("r2");
    assertThat(report.pending()).containsExactly("r3");
    assertThat(report.drift().differences()).isEmpty();
  }

  @Test
  void purgeAndStampDeletesUnknownRows() {
    migrator(first(NOTES), second(TAGS)).upgrade();
    Migrator other = migrator(first(NOTES), third("r1", LINKS));

    MigrationReport report = other.purgeAndStamp("head");

    assertThat(report.direction()).isEqualTo(MigrationReport.Direction.STAMP);
    assertThat(report.revisions())
        .containsExactly(
            new MigrationReport.RevisionReport("r3", "", 0, List.of(), List.of(), Duration.ZERO),
            new MigrationReport.RevisionReport(
                "r2",
                "",
                0,
                List.of(),
                List.of("this application does not know it; its row was deleted"),
                Duration.ZERO))
        .inOrder();
    assertThat(other.history().stream().map(each -> each.id() + " " + each.kind()))
        .containsExactly("r1 UPGRADE", "r3 STAMP")
        .inOrder();
  }

  @Test
  void whatWasPutBelowIsAppliedWhereThatIsAllowed() throws SQLException {
    migrator(first(NOTES), third("r1", LINKS)).upgrade();
    RevisionRegistry all = RevisionRegistry.of(first(NOTES), second(TAGS), third("r2", LINKS));
    Migrator strict = Migrator.of(all, app.url());
    Migrator lenient = Migrator.builder(all).url(app.url()).allowOutOfOrder(true).build();

    OutOfOrderException refused = assertThrows(OutOfOrderException.class, strict::verify);
    assertThat(refused.skipped()).containsExactly(new Skipped("r2", List.of("r3")));
    assertThat(strict.check().outOfOrder()).containsExactly(new Skipped("r2", List.of("r3")));
    assertThat(strict.check().isClean()).isFalse();
    assertThrows(PendingRevisionsException.class, lenient::verify);

    MigrationReport report = lenient.upgrade();

    assertThat(report.revisions()).hasSize(1);
    assertThat(report.revisions().get(0).id()).isEqualTo("r2");
    assertThat(report.revisions().get(0).notes())
        .containsExactly("applied below revisions that were applied before");
    assertThat(app.query("SELECT seq || id FROM retort_history ORDER BY seq"))
        .containsExactly("1r1", "2r3", "3r2")
        .inOrder();
    assertThat(strict.check().isClean()).isTrue();
    strict.verify();
    assertThat(strict.downgrade("base").revisions().stream().map(each -> each.id()))
        .containsExactly("r3", "r2", "r1")
        .inOrder();
  }

  @Test
  void stampingTheHeadIsTheOtherWayOut() throws SQLException {
    migrator(first(NOTES), third("r1", LINKS)).upgrade();
    Migrator all = migrator(first(NOTES), second(TAGS), third("r2", LINKS));

    all.stamp("head");

    all.verify();
    assertThat(app.query("SELECT id || ' ' || kind FROM retort_history ORDER BY seq"))
        .containsExactly("r1 upgrade", "r3 upgrade", "r2 stamp")
        .inOrder();
  }

  @Test
  void aLongWayAboveIsShortened() {
    migrator(
            first(NOTES),
            third("r1", LINKS),
            RegisteredRevision.of("r4", List.of("r3"), () -> TAGS),
            RegisteredRevision.of(
                "r5", List.of("r4"), () -> op -> op.alterTable("tags", add(text("a")))),
            RegisteredRevision.of(
                "r6", List.of("r5"), () -> op -> op.alterTable("tags", add(text("b")))))
        .upgrade();
    Migrator inserted =
        migrator(
            first(NOTES),
            second(EDITED),
            third("r2", LINKS),
            RegisteredRevision.of("r4", List.of("r3"), () -> TAGS),
            RegisteredRevision.of("r5", List.of("r4"), () -> NOTES),
            RegisteredRevision.of("r6", List.of("r5"), () -> NOTES));

    OutOfOrderException thrown = assertThrows(OutOfOrderException.class, inserted::upgrade);

    assertThat(thrown.skipped())
        .containsExactly(new Skipped("r2", List.of("r3", "r4", "r5", "r6")));
    assertThat(thrown.skipped().get(0).words())
        .isEqualTo("\"r2\" is below \"r3\", \"r4\", \"r5\" and 1 more, which are applied");
  }

  @Test
  void theReportSaysEachWithWhatToDo() {
    RegisteredRevision named =
        RegisteredRevision.of("r9", List.of("r1"), () -> TAGS).message("tags of notes");
    migrator(first(NOTES), third("r1", LINKS), named).upgrade("r3");
    Migrator newer = migrator(first(NOTES), third("r1", LINKS), named);
    newer.upgrade("r9");
    Migrator migrator =
        migrator(
            first(EDITED),
            second(TAGS),
            third("r2", LINKS),
            RegisteredRevision.of("r4", List.of("r3"), () -> TAGS));
    HistoryEntry unknown = newer.history().get(2);

    assertThat(migrator.check().text())
        .isEqualTo(
            """
            Pending. Apply them: upgrade():
              "r2"
              "r4"
            Unknown to this application, which is older than the database. Use the newer one; or, where they were deleted from the code, purgeAndStamp(..):
              "r9" (tags of notes), applied on %s UTC by %s with Retort %s
            Edited after they were applied. Take the edit back and put the change into a new revision; or, where the database has it already, repair():
              "r1": %s when it was applied, %s now
            Passed over. Move them to the head by their down; or apply them, allowOutOfOrder(true); or, where the database has what they do already, stamp the head:
              "r2" is below "r3", which is applied
            Not compared, since the revisions do not tell what it should be:
              table "notes": revision "r9" may touch it, and this application does not know it
              table "links": revision "r9" may touch it, and this application does not know it
              table "tags": revision "r9" may touch it, and this application does not know it
            """
                .formatted(
                    unknown.appliedAt().toString().substring(0, 16).replace('T', ' '),
                    unknown.appliedBy(),
                    unknown.retortVersion(),
                    print(NOTES),
                    print(EDITED)));
  }

  @Test
  void allIsFoundWhileAnotherConnectionHoldsTheLock() throws SQLException {
    migrator(first(NOTES), third("r1", LINKS)).upgrade();
    try (Connection other = DriverManager.getConnection(app.url());
        Statement lock = other.createStatement()) {
      lock.execute("BEGIN IMMEDIATE");
      long started = System.nanoTime();

      assertThrows(
          OutOfOrderException.class,
          migrator(first(NOTES), second(TAGS), third("r2", LINKS))::upgrade);
      assertThrows(UnknownRevisionException.class, migrator(first(NOTES))::upgrade);
      assertThrows(
          EditedRevisionException.class,
          migrator(
                  first(EDITED),
                  third("r1", LINKS),
                  RegisteredRevision.of("r4", List.of("r3"), () -> TAGS))
              ::upgrade);
      assertThrows(MigrationException.class, migrator(first(EDITED), third("r1", LINKS))::verify);
      assertThat(migrator(first(NOTES), third("r1", LINKS)).check().isClean()).isTrue();

      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
      lock.execute("ROLLBACK");
    }
  }
}
