package dev.retort.interop;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.adopt.Adoption;
import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Flyway has made are adopted. */
class FlywayFileTest {
  private static final Adoption ADOPTION =
      Adoption.fromFlyway(Map.of("1", "create-users", "1.10", "add-nick"));

  @TempDir Path folder;
  private OldFile file;

  @BeforeEach
  void writeScripts() throws IOException {
    file = new OldFile(folder.resolve("shop.db"));
    script("V1__users.sql", Shop.USERS_SQL);
    script("V1_9__nothing.sql", "SELECT 1;");
    script("V1_10__nick.sql", Shop.NICK_SQL);
    script("R__nicks.sql", Shop.VIEW_SQL);
  }

  private void script(String name, String sql) throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("sql")).resolve(name), sql);
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(file.url(), null, null)
        .locations("filesystem:" + folder.resolve("sql"));
  }

  private Migrator migrator() {
    return file.migrator(Shop.USERS, Shop.NICK, Shop.STRICT_NICK);
  }

  @Test
  void aFileIsAdoptedUpgradedAndTakenDownAgain() throws SQLException {
    flyway().load().migrate();
    String table = "SELECT * FROM flyway_schema_history ORDER BY installed_rank";
    List<String> before = file.query(table);
    assertThat(before).hasSize(4);
    Migrator migrator = migrator();

    assertThat(migrator.adopt(ADOPTION).after()).containsExactly("add-nick");
    assertThat(migrator.upgrade().after()).containsExactly("require-nick");
    assertThat(file.query("SELECT * FROM users ORDER BY id")).isEqualTo(Shop.ROWS);
    assertThat(file.query("SELECT nick FROM nicks")).containsExactly("ada", "bo", "-");
    assertThat(file.query("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(file.query(table)).isEqualTo(before);
    assertThat(flyway().load().migrate().migrationsExecuted).isEqualTo(0);

    assertThat(migrator.downgrade("add-nick").after()).containsExactly("add-nick");
    assertThat(file.query("SELECT * FROM users ORDER BY id"))
        .containsExactly("1|Ada|ada", "2|Bo|bo", "900|Cyd|-")
        .inOrder();
    assertThat(migrator.adopt(ADOPTION).isEmpty()).isTrue();
    assertThat(migrator.upgrade().after()).containsExactly("require-nick");
  }

  @Test
  void whatFlywayHasNotTouchedIsNew() throws SQLException {
    Migrator migrator = migrator();

    assertThat(migrator.adopt(ADOPTION).isEmpty()).isTrue();
    assertThat(migrator.upgrade().after()).containsExactly("require-nick");
    assertThat(file.query("SELECT name FROM sqlite_schema WHERE name LIKE 'flyway%'")).isEmpty();
  }

  @Test
  void aVersionInBetweenIsRefusedUntilFlywayHasGoneOn() throws SQLException {
    flyway().target("1.9").load().migrate();

    assertThat(assertThrows(AdoptionException.class, () -> migrator().adopt(ADOPTION)))
        .hasMessageThat()
        .isEqualTo(
            "Flyway has brought the database to version \"1.9\" (table \"flyway_schema_history\"),"
                + " which is not mapped. Mapped are \"1\" and \"1.10\". Bring the database to"
                + " version \"1.10\" with Flyway first, or map \"1.9\" too.");
    flyway().load().migrate();
    assertThat(migrator().adopt(ADOPTION).after()).containsExactly("add-nick");
  }

  @Test
  void aBaselineStandsForAllBeforeIt() throws SQLException {
    flyway().baselineVersion("1.10").load().baseline();
    assertThat(file.query("SELECT version, type FROM flyway_schema_history"))
        .containsExactly("1.10|BASELINE");

    assertThat(migrator().adopt(ADOPTION).after()).containsExactly("add-nick");
  }

  @Test
  void anotherTableIsNamed() {
    flyway().table("my history").load().migrate();

    assertThat(migrator().adopt(ADOPTION).isEmpty()).isTrue();
    assertThat(
            migrator()
                .adopt(
                    Adoption.fromFlyway(
                        Map.of("1", "create-users", "1.10", "add-nick"), "my history"))
                .after())
        .containsExactly("add-nick");
  }

  @Test
  void aFailedMigrationIsRefusedUntilItIsMended() throws IOException, SQLException {
    script("V2__broken.sql", "CREATE TABLE half (x);\nINSERT INTO nowhere VALUES (1);\n");
    script("V2__broken.sql.conf", "executeInTransaction=false\n");
    assertThrows(FlywayException.class, () -> flyway().load().migrate());
    assertThat(file.query("SELECT version, success FROM flyway_schema_history WHERE NOT success"))
        .containsExactly("2|0");

    AdoptionException refused =
        assertThrows(AdoptionException.class, () -> migrator().adopt(ADOPTION));
    assertThat(refused)
        .hasMessageThat()
        .isEqualTo(
            "Flyway says that version \"2\" (broken) failed on the database"
                + " (table \"flyway_schema_history\"). Mend that with Flyway first: flyway repair,"
                + " then flyway migrate.");
    assertThat(refused.obstacle()).isEqualTo(Obstacle.FAILED);
    flyway().load().repair();
    assertThat(migrator().adopt(ADOPTION).after()).containsExactly("add-nick");
  }

  @Test
  void aVersionThatARepairHasTakenOutCountsAsNotApplied() throws IOException, SQLException {
    flyway().load().migrate();
    Files.delete(folder.resolve("sql").resolve("V1_9__nothing.sql"));
    flyway().load().repair();
    assertThat(file.query("SELECT type FROM flyway_schema_history WHERE version = '1.9'"))
        .containsExactly("SQL", "DELETE");

    assertThat(
            assertThrows(
                AdoptionException.class,
                () ->
                    migrator()
                        .adopt(
                            Adoption.fromFlyway(
                                Map.of("1.9", "create-users", "1.10", "add-nick")))))
        .hasMessageThat()
        .isEqualTo(
            "version \"1.9\" of Flyway is mapped to \"create-users\" and was not applied to the"
                + " database, though others were that stand for \"create-users\" or for what comes"
                + " after it. Apply it with Flyway first; where the database has its changes all"
                + " the same, leave it out of the mapping.");
    assertThat(migrator().adopt(ADOPTION).after()).containsExactly("add-nick");
  }
}
