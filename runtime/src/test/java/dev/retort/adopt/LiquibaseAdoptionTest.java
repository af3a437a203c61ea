package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.AdoptionException.Obstacle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows of Liquibase's tables mean. */
class LiquibaseAdoptionTest {
  private static final String LOCKS =
      "CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL,"
          + " LOCKGRANTED TEXT, LOCKEDBY VARCHAR(255),"
          + " CONSTRAINT PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID))";

  private static final Map<String, String> MAPPING =
      Map.of("c1::ada", "r1", "c2::ada", "r2", "c3::ada", "r3");

  @TempDir Path folder;

  /** Makes the tables as Liquibase does; a row is an id, how it was executed, and its number. */
  private AdoptedFile file(String... rows) throws SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder,
            LOCKS,
            "INSERT INTO DATABASECHANGELOGLOCK VALUES (1, 0, NULL, NULL)",
            "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT"
                + " NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED"
                + " INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35),"
                + " DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE"
                + " VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID"
                + " VARCHAR(10))");
    for (String each : rows) {
      String[] row = each.split(" ", -1);
      insert(file, row[0], "ada", "db/log.sql", row[1], Integer.parseInt(row[2]));
    }
    return file;
  }

  private static void insert(
      AdoptedFile file, String id, String author, String path, String execution, int order)
      throws SQLException {
    file.execute(
        "INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)"
            + " VALUES ('%s', '%s', '%s', '2026-11-20 17:22:42', %d, '%s')"
                .formatted(id.replace("'", "''"), author, path, order, execution));
  }

  @ParameterizedTest(name = "[{index}] {0} is {1}")
  @CsvSource(
      nullValues = "none",
      value = {
        "c1 EXECUTED 1, r1",
        "c1 MARK_RAN 1;c2 EXECUTED 2, r2",
        "c1 EXECUTED 1;c0 EXECUTED 2;c2 EXECUTED 3, r2",
        "c2 EXECUTED 2;c1 EXECUTED 1, r2",
        "c1 EXECUTED 1;c2 EXECUTED 2;c3 FAILED 3, r2",
        "c1 EXECUTED 1;c2 EXECUTED 2;c9 SKIPPED 3, r2",
        "c1 EXECUTED 1;c2 EXECUTED 2;views RERAN 3, r2",
        "c1 RERAN 3;c2 EXECUTED 2, r2",
        "c1 RERAN 1, r1",
        "c1 FAILED 1, none",
      })
  void whatWasExecutedCounts(String rows, String revision) throws IOException, SQLException {
    AdoptedFile file = file(rows.split(";", -1));

    if (revision == null) {
      file.assertLeftAlone(file.chain("r1", "r2", "r3"), Adoption.fromLiquibase(MAPPING));
    } else {
      assertThat(file.chain("r1", "r2", "r3").adopt(Adoption.fromLiquibase(MAPPING)).after())
          .containsExactly(revision);
    }
  }

  @ParameterizedTest
  @CsvSource({"it's::a::ada", "it's::a::ada::db/log.sql", "db/log.sql::it's::a::ada"})
  void changesetsAreNamedWithOrWithoutTheirFile(String name) throws SQLException {
    AdoptedFile file = file();
    insert(file, "it's::a", "ada", "db/log.sql", "EXECUTED", 1);

    assertThat(file.chain("r1", "r2").adopt(Adoption.fromLiquibase(Map.of(name, "r1"))).after())
        .containsExactly("r1");
  }

  @Test
  void aNameOfSeveralChangesetsIsRefused() throws IOException, SQLException {
    AdoptedFile file = file();
    insert(file, "1", "ada", "users.sql", "EXECUTED", 1);
    insert(file, "1", "ada", "orders.sql", "EXECUTED", 2);

    file.assertRefused(
        file.chain("r1"),
        Adoption.fromLiquibase(Map.of("1::ada", "r1")),
        Obstacle.MAPPING,
        "several changesets of Liquibase are \"1::ada\": \"users.sql::1::ada\" and"
            + " \"orders.sql::1::ada\". Map them with their files.");
    assertThat(
            file.chain("r1", "r2")
                .adopt(
                    Adoption.fromLiquibase(
                        Map.of("users.sql::1::ada", "r1", "orders.sql::1::ada", "r2")))
                .after())
        .containsExactly("r2");
  }

  @Test
  void theNamesOfTablesDifferInCaseOrAltogether() throws SQLException {
    AdoptedFile file = file("c1 EXECUTED 1");
    file.execute("ALTER TABLE DATABASECHANGELOG RENAME TO other");
    file.execute("ALTER TABLE other RENAME TO \"databaseChangeLog\"");
    assertThat(file.chain("r1", "r2", "r3").adopt(Adoption.fromLiquibase(MAPPING)).after())
        .containsExactly("r1");

    file.execute("DROP TABLE retort_history");
    file.execute("ALTER TABLE databaseChangeLog RENAME TO \"my log\"");
    file.execute("ALTER TABLE DATABASECHANGELOGLOCK RENAME TO \"my lock\"");
    assertThat(
            file.chain("r1", "r2", "r3")
                .adopt(Adoption.fromLiquibase(MAPPING, "MY LOG", "MY LOCK"))
                .after())
        .containsExactly("r1");
  }

  @Test
  void aLastChangesetThatIsNotMappedIsBroughtUpToTheNext() throws IOException, SQLException {
    AdoptedFile file = file("c1 EXECUTED 1", "c1b EXECUTED 2");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromLiquibase(MAPPING),
                    Obstacle.UNMAPPED,
                    "the last changeset that Liquibase has run on the database is"
                        + " \"db/log.sql::c1b::ada\" (table \"DATABASECHANGELOG\"), which is not"
                        + " mapped. Mapped are \"c1::ada\", \"c2::ada\" and \"c3::ada\". Bring the"
                        + " database to one of them with Liquibase first, or map"
                        + " \"db/log.sql::c1b::ada\" too.")
                .versions())
        .containsExactly("db/log.sql::c1b::ada");
  }

  @Test
  void aChangesetAfterAllMappedOnesIsOfANewerApplication() throws IOException, SQLException {
    AdoptedFile file = file("c1 EXECUTED 1", "c2 EXECUTED 2", "c3 EXECUTED 3", "c4 EXECUTED 4");

    file.assertRefused(
        file.chain("r1", "r2", "r3"),
        Adoption.fromLiquibase(MAPPING),
        Obstacle.UNMAPPED,
        "the last changeset that Liquibase has run on the database is \"db/log.sql::c4::ada\""
            + " (table \"DATABASECHANGELOG\"), which is not mapped. Mapped are \"c1::ada\","
            + " \"c2::ada\" and \"c3::ada\". The database is newer than that: use the newer version"
            + " of the application, or map \"db/log.sql::c4::ada\" too.");
  }

  @Test
  void aMappedChangesetThatWasPassedOverIsRefused() throws IOException, SQLException {
    AdoptedFile file = file("c1 EXECUTED 1", "c3 EXECUTED 3");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromLiquibase(MAPPING),
                    Obstacle.INCOMPLETE,
                    "changeset \"c2::ada\" of Liquibase is mapped to \"r2\" and was not applied to"
                        + " the database, though others were that stand for \"r2\" or for what"
                        + " comes after it. Apply it with Liquibase first; where the database has"
                        + " its changes all the same, leave it out of the mapping.")
                .versions())
        .containsExactly("c2::ada");
  }

  @Test
  void allChangesetsOfARevisionMustBeThere() throws IOException, SQLException {
    AdoptedFile file = file("c1 EXECUTED 1");
    Adoption adoption =
        Adoption.fromLiquibase(Map.of("c1::ada", "r1", "c2::ada", "r1", "c3::ada", "r2"));

    file.assertRefused(
        file.chain("r1", "r2"),
        adoption,
        Obstacle.INCOMPLETE,
        "changeset \"c2::ada\" of Liquibase is mapped to \"r1\" and was not applied to the"
            + " database, though others were that stand for \"r1\" or for what comes after it."
            + " Apply it with Liquibase first; where the database has its changes all the same,"
            + " leave it out of the mapping.");
    insert(file, "c2", "ada", "db/log.sql", "EXECUTED", 2);
    assertThat(file.chain("r1", "r2").adopt(adoption).after()).containsExactly("r1");
  }

  @Test
  void aLockThatIsHeldIsRefused() throws IOException, SQLException {
    AdoptedFile file = file("c1 EXECUTED 1");
    file.execute(
        "UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKGRANTED = '2026-11-20 17:22:42',"
            + " LOCKEDBY = 'desk (10.0.0.7)'");

    assertThat(
            file.assertRefused(
                    file.chain("r1", "r2", "r3"),
                    Adoption.fromLiquibase(MAPPING),
                    Obstacle.RUNNING,
                    "Liquibase holds its lock on the database (table \"DATABASECHANGELOGLOCK\"),"
                        + " since 2026-11-20 17:22:42, by desk (10.0.0.7). Let it end; if it was"
                        + " killed, free the lock: liquibase release-locks.")
                .tool())
        .isEqualTo("Liquibase");
  }

  @Test
  void aLockIsHeldBeforeTheTableOfChangesetsIsThere() throws IOException, SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder, LOCKS, "INSERT INTO DATABASECHANGELOGLOCK VALUES (1, 1, 'now', 'Ada')");

    file.assertRefused(
        file.chain("r1", "r2", "r3"),
        Adoption.fromLiquibase(MAPPING),
        Obstacle.RUNNING,
        "Liquibase holds its lock on the database (table \"DATABASECHANGELOGLOCK\"), since now, by"
            + " Ada. Let it end; if it was killed, free the lock: liquibase release-locks.");
  }

  @Test
  void aTableOfAnotherToolIsRefused() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "CREATE TABLE databasechangelog (id, author)");

    file.assertRefused(
        file.chain("r1", "r2", "r3"),
        Adoption.fromLiquibase(MAPPING),
        Obstacle.FOREIGN,
        "the table \"DATABASECHANGELOG\" is not Liquibase's: it has no columns \"FILENAME\","
            + " \"EXECTYPE\", \"ORDEREXECUTED\" and \"DATEEXECUTED\". Name the one that is, beside"
            + " the mapping: Adoption.fromLiquibase(..)");
  }

  @Test
  void aNameOfNoChangesetCannotBeMapped() {
    assertThat(
            assertThrows(
                IllegalArgumentException.class,
                () -> Adoption.fromLiquibase(Map.of("create-users", "r1"))))
        .hasMessageThat()
        .isEqualTo(
            "\"create-users\" names no changeset of Liquibase; say id::author or, as Liquibase"
                + " writes it, file::id::author");
  }
}
