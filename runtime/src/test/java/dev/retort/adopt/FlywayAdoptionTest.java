package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.adopt.AdoptedFile.named;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.RegisteredRevision;
import dev.retort.error.AdoptionException.Obstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rows of Flyway's table mean, those of its paid editions too. */
class FlywayAdoptionTest {
  private static final Map<String, String> MAPPING = Map.of("1", "r1", "2", "r2", "3", "r3");

  @TempDir Path folder;

  /** Makes the table as Flyway does; a row is a version, its type and whether it succeeded. */
  private AdoptedFile file(String... rows) throws SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder,
            """
            CREATE TABLE "flyway_schema_history" (
                "installed_rank" INT NOT NULL PRIMARY KEY,
                "version" VARCHAR(50),
                "description" VARCHAR(200) NOT NULL,
                "type" VARCHAR(20) NOT NULL,
                "script" VARCHAR(1000) NOT NULL,
                "checksum" INT,
                "installed_by" VARCHAR(100) NOT NULL,
                "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
                "execution_time" INT NOT NULL,
                "success" BOOLEAN NOT NULL
            )""");
    for (int at = 0; at < rows.length; at++) {
      String[] row = rows[at].split(" ", -1);
      file.execute(
          "INSERT INTO flyway_schema_history VALUES (%d, %s, 'step %d', '%s', '', 1, '', '', 1, %s)"
              .formatted(
                  at + 1,
                  row[0].equals("-") ? "NULL" : "'" + row[0] + "'",
                  at + 1,
                  row[1],
                  row[2]));
    }
    return file;
  }

  @ParameterizedTest(name = "[{index}] {0} is {1}")
  @CsvSource(
      nullValues = "none",
      value = {
        "1 SQL 1, r1",
        "1 SQL 1;2 JDBC 1, r2",
        "1.0 SQL 1, r1",
        "01 SQL 1, r1",
        "1 SQL 1;2 SQL 1;- SQL 1, r2",
        "1 SQL 1;3 SQL 1;2 SQL 1, r3",
        "2 BASELINE 1, r2",
        "2 BASELINE 1;3 SQL 1, r3",
        "1 SQL 1;2 SQL_BASELINE 1, r2",
        "3 JDBC_BASELINE 1, r3",
        "0 SCHEMA 1;1 SQL 1, r1",
        "- SCHEMA 1;1 SQL 1, r1",
        "1 SQL 1;2 SQL 1;2 UNDO_SQL 1, r1",
        "1 SQL 1;2 SQL 1;2 UNDO_JDBC 1;2 SQL 1, r2",
        "1 SQL 1;2 SQL 1;9 SQL 1;9 DELETE 1, r2",
        "1 SQL 1;1 UNDO_SQL 1, none",
        "- SQL 1, none",
        "- SCHEMA 1, none",
      })
  void theLastRowOfAVersionCounts(String rows, String revision) throws IOException, SQLException {
    AdoptedFile file = file(rows.split(";", -1));

    if (revision == null) {
      file.assertLeftAlone(file.chain("r1", "r2", "r3"), Adoption.fromFlyway(MAPPING));
    } else {
      assertThat(file.chain("r1", "r2", "r3").adopt(Adoption.fromFlyway(MAPPING)).after())
          .containsExactly(revision);
      assertThat(file.query("SELECT count(*) FROM flyway_schema_history"))
          .containsExactly(Integer.toString(rows.split(";", -1).length));
    }
  }

  @Test
  void versionsAreNumbersAndNoText() throws SQLException {
    AdoptedFile file = file("1.2 SQL 1", "1.9 SQL 1", "1.10 SQL 1");

    assertThat(
            file.chain("r1", "r2", "r3")
                .adopt(
                    Adoption.fromFlyway(
                        Map.of("1.2", "r1", "V1_9__nine.sql", "r2", "1_10", "r3", "1.11", "r3")))
                .after())
        .containsExactly("r3");
  }

  @Test
  void versionsBelowTheHighestNeedNotBeMapped() throws SQLException {
    AdoptedFile file = file("1 SQL 1", "1.1 SQL 1", "20260102030405 SQL 1");

    assertThat(
            file.chain("squashed", "next")
                .adopt(Adoption.fromFlyway(Map.of("20260102030405", "squashed")))
                .after())
        .containsExactly("squashed");
  }

  @Test
  void versionsOfBranchesAddUp() throws SQLException {
    AdoptedFile file = file("1 SQL 1", "2 SQL 1");

    assertThat(
            file.migrator(
                    named("trunk"),
                    named("left", "trunk").labels("left-branch"),
                    named("right", "trunk").labels("right-branch"))
                .adopt(Adoption.fromFlyway(Map.of("1", "left", "2", "right")))
                .after())
        .containsExactly("left", "right");
  }

  @Test
  void aVersionBetweenMappedOnesIsBroughtUpToTheNext() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1", "1.5 SQL 1");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromFlyway(MAPPING),
                    Obstacle.UNMAPPED,
                    "Flyway has brought the database to version \"1.5\" (table"
                        + " \"flyway_schema_history\"), which is not mapped. Mapped are \"1\","
                        + " \"2\" and \"3\". Bring the database to version \"2\" with Flyway first,"
                        + " or map \"1.5\" too.")
                .versions())
        .containsExactly("1.5");
  }

  @Test
  void aVersionAboveAllMappedOnesIsOfANewerApplication() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1", "4 SQL 1");

    file.assertRefused(
        file.chain("r1", "r2", "r3"),
        Adoption.fromFlyway(MAPPING),
        Obstacle.UNMAPPED,
        "Flyway has brought the database to version \"4\" (table \"flyway_schema_history\"), which"
            + " is not mapped. Mapped are \"1\", \"2\" and \"3\". The database is newer than that:"
            + " use the newer version of the application, or map \"4\" too.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 SQL 1;3 SQL 1", "1 SQL 1;2 SQL 1;2 DELETE 1;3 SQL 1"})
  void aMappedVersionThatWasPassedOverIsRefused(String rows) throws IOException, SQLException {
    AdoptedFile file = file(rows.split(";", -1));

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromFlyway(MAPPING),
                    Obstacle.INCOMPLETE,
                    "version \"2\" of Flyway is mapped to \"r2\" and was not applied to the"
                        + " database, though others were that stand for \"r2\" or for what comes"
                        + " after it. Apply it with Flyway first; where the database has its"
                        + " changes all the same, leave it out of the mapping.")
                .versions())
        .containsExactly("2");
  }

  @Test
  void ofSeveralVersionsForOneRevisionTheLastOneCounts() throws SQLException {
    AdoptedFile file = file("1 SQL 1", "3 SQL 1");

    assertThat(
            file.chain("r1", "r2")
                .adopt(Adoption.fromFlyway(Map.of("1", "r1", "2", "r2", "3", "r2")))
                .after())
        .containsExactly("r2");
  }

  @Test
  void aFailedMigrationIsRefused() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1", "- SQL 0", "2 SQL 0");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromFlyway(MAPPING),
                    Obstacle.FAILED,
                    "Flyway says that repeatable migration \"step 2\" and version \"2\" (step 3)"
                        + " failed on the database (table \"flyway_schema_history\"). Mend that with Flyway"
                        + " first: flyway repair, then flyway migrate.")
                .versions())
        .containsExactly("2");
  }

  @Test
  void aLaterVersionCannotStandForLess() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromFlyway(Map.of("1", "r3", "2", "r2")),
                    Obstacle.MAPPING,
                    "version \"2\" of Flyway is mapped to \"r2\", which comes before \"r3\", to"
                        + " which version \"1\" of Flyway is mapped. A later version has all that"
                        + " an earlier one has: map it to a later revision.")
                .versions())
        .containsExactly("1", "2")
        .inOrder();
  }

  @Test
  void ofBranchesEachVersionIsComparedWithAllBeforeIt() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1");
    RegisteredRevision[] revisions = {
      named("trunk"),
      named("a1", "trunk").labels("a"),
      named("a2", "a1"),
      named("b1", "trunk").labels("b"),
      named("b2", "b1")
    };

    file.assertRefused(
        file.migrator(revisions),
        Adoption.fromFlyway(Map.of("1", "b1", "2", "a2", "3", "b2", "4", "a1")),
        Obstacle.MAPPING,
        "version \"4\" of Flyway is mapped to \"a1\", which comes before \"a2\", to which version"
            + " \"2\" of Flyway is mapped. A later version has all that an earlier one has: map it"
            + " to a later revision.");
    assertThat(
            file.migrator(revisions)
                .adopt(
                    Adoption.fromFlyway(
                        Map.of("1", "b1", "2", "a1", "3", "b2", "4", "a2", "5", "b2")))
                .after())
        .containsExactly("b1");
  }

  @Test
  void aTableOfAnotherToolIsRefused() throws IOException, SQLException {
    AdoptedFile file =
        AdoptedFile.in(folder, "CREATE TABLE schema_version (version_rank INT, \"version\" TEXT)");

    file.assertRefused(
        file.chain("r1"),
        Adoption.fromFlyway(Map.of("1", "r1"), "schema_version"),
        Obstacle.FOREIGN,
        "the table \"schema_version\" is not Flyway's: it has no columns \"type\", \"success\","
            + " \"description\" and \"installed_rank\". Name the one that is, beside the mapping:"
            + " Adoption.fromFlyway(..)");
  }

  @Test
  void aVersionThatFlywayCannotHaveWrittenIsRefused() throws IOException, SQLException {
    AdoptedFile file = file("1 SQL 1", "latest SQL 1");

    file.assertRefused(
        file.chain("r1", "r2", "r3"),
        Adoption.fromFlyway(MAPPING),
        Obstacle.FOREIGN,
        "the table \"flyway_schema_history\" is not Flyway's: it has the version \"latest\". Name"
            + " the one that is, beside the mapping: Adoption.fromFlyway(..)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "1.", "1..2", "v", "-1", "1-2", "V1_2_add"})
  void aMappingOfSomethingElseThanAVersionCannotBeMade(String version) {
    assertThat(
            assertThrows(
                IllegalArgumentException.class, () -> Adoption.fromFlyway(Map.of(version, "r1"))))
        .hasMessageThat()
        .isEqualTo(
            "\"%s\" is no version of Flyway; it is numbers with dots between them, such as \"1.2\""
                .formatted(version));
  }

  @Test
  void aVersionIsMappedOnce() {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> Adoption.fromFlyway(Map.of("1.0", "r1", "V1__first", "r2"))))
        .hasMessageThat()
        .isEqualTo("\"1.0\" and \"V1__first\" are one version of Flyway; map it once");
  }
}
