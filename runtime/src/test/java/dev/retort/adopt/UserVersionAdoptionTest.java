package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.error.IrreversibleException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of applications that count in {@code PRAGMA user_version}. */
class UserVersionAdoptionTest {
  private static final String[] VERSION_3 = {
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)",
    "INSERT INTO notes VALUES (4, 'milk'), (9, NULL)",
    "PRAGMA user_version = 3"
  };

  private static final RegisteredRevision NOTES =
      RegisteredRevision.of(
          "notes",
          List.of(),
          () -> op -> op.createTable("notes", bigint("id").primaryKey(), text("body")));

  private static final RegisteredRevision RAW =
      RegisteredRevision.of(
          "raw", List.of("notes"), () -> op -> op.execute("UPDATE notes SET body = body"));

  private static final RegisteredRevision TITLED =
      RegisteredRevision.of(
          "titled",
          List.of("raw"),
          () ->
              op ->
                  op.alterTable(
                      "notes",
                      alterColumn("body").notNull().backfill("''"),
                      add(text("title").notNull()).backfill("substr(coalesce(body, ''), 1, 2)")));

  @TempDir Path folder;

  @Test
  void aFileIsAdoptedAndUpgradedAndItsNumberStays() throws SQLException {
    AdoptedFile file = AdoptedFile.in(folder, VERSION_3);
    Migrator migrator = file.migrator(NOTES, RAW, TITLED);

    assertThat(migrator.adopt(Adoption.fromUserVersion(Map.of(1, "notes", 3, "raw"))).after())
        .containsExactly("raw");
    assertThat(migrator.upgrade().after()).containsExactly("titled");
    assertThat(file.query("SELECT * FROM notes ORDER BY id"))
        .containsExactly("4|milk|mi", "9||")
        .inOrder();
    assertThat(file.query("PRAGMA user_version")).containsExactly("3");
  }

  @Test
  void aStampedRevisionThatHasNoInverseIsNotUndone() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, VERSION_3);
    Migrator migrator = file.migrator(NOTES, RAW, TITLED);
    migrator.adopt(Adoption.fromUserVersion(Map.of(3, "raw")));
    migrator.upgrade();

    assertThat(migrator.downgrade("raw").after()).containsExactly("raw");
    assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")))
        .hasMessageThat()
        .isEqualTo(
            "revision \"raw\" cannot be undone: it executes raw SQL. Override downgrade(Op) to say"
                + " how, or say irreversible = \"why\".");
    assertThat(file.query("SELECT body FROM notes ORDER BY id")).containsExactly("milk", "");
  }

  @Test
  void aNewFileIsLeftAlone() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "CREATE TABLE notes (id INTEGER PRIMARY KEY)");

    file.assertLeftAlone(file.chain("r1"), Adoption.fromUserVersion(Map.of(3, "r1")));
  }

  @Test
  void aNumberBelowAMappedOneIsBroughtUpToIt() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 4");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2"),
                    Adoption.fromUserVersion(Map.of(3, "r1", 10, "r2", 20, "r2")),
                    Obstacle.UNMAPPED,
                    "the database has user_version \"4\", which is not mapped. Mapped are \"3\","
                        + " \"10\" and \"20\". Bring the database to user_version \"10\" first, or"
                        + " map \"4\" too.")
                .versions())
        .containsExactly("4");
  }

  @Test
  void aNumberAboveAllMappedOnesIsOfANewerApplication() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2147483647");

    assertThat(
            file.assertRefused(
                    file.chain("r1"),
                    Adoption.fromUserVersion(Map.of(3, "r1")),
                    Obstacle.UNMAPPED,
                    "the database has user_version \"2147483647\", which is not mapped. Mapped is"
                        + " \"3\". The database is newer than that: use the newer version of the"
                        + " application, or map \"2147483647\" too.")
                .tool())
        .isEqualTo("user_version");
  }

  @Test
  void aNegativeNumberIsANumber() throws SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = -2");

    assertThat(
            file.chain("r1", "r2")
                .adopt(Adoption.fromUserVersion(Map.of(-2, "r1", 1, "r2")))
                .after())
        .containsExactly("r1");
  }

  @Test
  void zeroCannotBeMapped() {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> Adoption.fromUserVersion(Map.of(0, "r1", 1, "r2"))))
        .hasMessageThat()
        .isEqualTo(
            "user_version 0 cannot be mapped to \"r1\": it is 0 in every new file. Stamp such"
                + " databases: Migrator.stamp(..)");
  }

  @Test
  void anEmptyMappingCannotBeMade() {
    assertThat(
            assertThrows(IllegalArgumentException.class, () -> Adoption.fromUserVersion(Map.of())))
        .hasMessageThat()
        .isEqualTo("the mapping is empty; it needs at least one version and its revision");
  }
}
