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
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Liquibase has made are adopted. */
class LiquibaseFileTest {
  private static final Map<String, String> MAPPING =
      Map.of("create-users::ada", "create-users", "shop.sql::it's a nick::ada", "add-nick");

  @TempDir Path folder;
  private OldFile file;

  @BeforeEach
  void writeChangelog() throws IOException {
    file = new OldFile(folder.resolve("shop.db"));
    Files.writeString(
        folder.resolve("shop.sql"),
        "--liquibase formatted sql\n"
            + "--changeset ada:create-users\n"
            + Shop.USERS_SQL
            + "--changeset bo:views runAlways:true splitStatements:true\n"
            + "DROP VIEW IF EXISTS names;\nCREATE VIEW names AS SELECT name FROM users;\n"
            + "--changeset bo:skipped\n"
            + "--preconditions onFail:MARK_RAN\n"
            + "--precondition-sql-check expectedResult:1 SELECT 0\n"
            + "DROP TABLE users;\n"
            + "--changeset ada:\"it's a nick\"\n"
            + Shop.NICK_SQL);
  }

  /** Does something with Liquibase on a connection of its own. */
  @FunctionalInterface
  private interface Work {
    void with(Liquibase liquibase) throws Exception;
  }

  private void liquibase(Work work) throws Exception {
    liquibase("DATABASECHANGELOG", "DATABASECHANGELOGLOCK", work);
  }

  private void liquibase(String table, String lockTable, Work work) throws Exception {
    Scope.child(
        Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
        () -> {
          try (Connection connection = DriverManager.getConnection(file.url())) {
            Database database =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDatabaseChangeLogTableName(table);
            database.setDatabaseChangeLogLockTableName(lockTable);
            Liquibase liquibase =
                new Liquibase("shop.sql", new DirectoryResourceAccessor(folder), database);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            work.with(liquibase);
          }
        });
  }

  private Migrator migrator() {
    return file.migrator(Shop.USERS, Shop.NICK, Shop.STRICT_NICK);
  }

  @Test
  void aFileIsAdoptedUpgradedAndTakenDownAgain() throws Exception {
    liquibase(each -> each.update(new Contexts()));
    liquibase(each -> each.update(new Contexts()));
    String table = "SELECT ID, EXECTYPE FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED";
    List<String> before = file.query(table);
    assertThat(before)
        .containsExactly(
            "create-users|EXECUTED", "skipped|MARK_RAN", "it's a nick|EXECUTED", "views|RERAN")
        .inOrder();
    Migrator migrator = migrator();
    Adoption adoption = Adoption.fromLiquibase(MAPPING);

    assertThat(migrator.adopt(adoption).after()).containsExactly("add-nick");
    assertThat(migrator.upgrade().after()).containsExactly("require-nick");
    assertThat(file.query("SELECT * FROM users ORDER BY id")).isEqualTo(Shop.ROWS);
    assertThat(file.query("SELECT name FROM names")).containsExactly("Ada", "Bo", "Cyd");
    assertThat(file.query("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(file.query(table)).isEqualTo(before);

    assertThat(migrator.downgrade("create-users").after()).containsExactly("create-users");
    assertThat(file.query("SELECT * FROM users ORDER BY id"))
        .containsExactly("1|Ada", "2|Bo", "900|Cyd")
        .inOrder();
    assertThat(migrator.adopt(adoption).isEmpty()).isTrue();
  }

  @Test
  void aFileIsRefusedWhileLiquibaseHoldsItsLock() throws Exception {
    liquibase(each -> each.update(new Contexts()));
    liquibase(
        each -> {
          LockService locks = LockServiceFactory.getInstance().getLockService(each.getDatabase());
          locks.waitForLock();
          AdoptionException refused =
              assertThrows(
                  AdoptionException.class, () -> migrator().adopt(Adoption.fromLiquibase(MAPPING)));
          assertThat(refused.obstacle()).isEqualTo(Obstacle.RUNNING);
          String holder =
              file.query("SELECT LOCKGRANTED || ', by ' || LOCKEDBY FROM DATABASECHANGELOGLOCK")
                  .get(0);
          assertThat(refused)
              .hasMessageThat()
              .isEqualTo(
                  "Liquibase holds its lock on the database (table \"DATABASECHANGELOGLOCK\"),"
                      + " since "
                      + holder
                      + ". Let it end; if it was killed, free the lock: liquibase release-locks.");
          locks.releaseLock();
        });
    assertThat(migrator().adopt(Adoption.fromLiquibase(MAPPING)).after())
        .containsExactly("add-nick");
  }

  @Test
  void otherTablesAreNamed() throws Exception {
    liquibase("ran", "ran_lock", each -> each.update(new Contexts()));

    assertThat(migrator().adopt(Adoption.fromLiquibase(MAPPING)).isEmpty()).isTrue();
    assertThat(migrator().adopt(Adoption.fromLiquibase(MAPPING, "RAN", "RAN_LOCK")).after())
        .containsExactly("add-nick");
  }

  @Test
  void aFileOfAnOlderVersionIsRefusedUntilLiquibaseHasGoneOn() throws Exception {
    liquibase(each -> each.update(1, ""));
    Adoption adoption = Adoption.fromLiquibase(Map.of("it's a nick::ada", "add-nick"));

    assertThat(assertThrows(AdoptionException.class, () -> migrator().adopt(adoption)))
        .hasMessageThat()
        .isEqualTo(
            "the last changeset that Liquibase has run on the database is"
                + " \"shop.sql::create-users::ada\" (table \"DATABASECHANGELOG\"), which is not"
                + " mapped. Mapped is \"it's a nick::ada\". Bring the database to it with Liquibase"
                + " first, or map \"shop.sql::create-users::ada\" too.");
    liquibase(each -> each.update(new Contexts()));
    assertThat(migrator().adopt(adoption).after()).containsExactly("add-nick");
  }
}
