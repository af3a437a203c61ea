package dev.retort.adopt;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.error.ConnectionException;
import dev.retort.error.HistoryException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.RefusedException;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adopting does, whichever tool the database is from. */
class AdoptionTest {
  private static final Adoption ADOPTION =
      Adoption.fromUserVersion(Map.of(1, "r1", 2, "r2", 3, "r3"));

  private static final RevisionRegistry CHAIN =
      RevisionRegistry.of(
          AdoptedFile.named("r1"), AdoptedFile.named("r2", "r1"), AdoptedFile.named("r3", "r2"));

  @TempDir Path folder;

  @Test
  void noFileIsMadeWhereNoneIs() {
    AdoptedFile file = new AdoptedFile(folder.resolve("new.db"));

    MigrationReport report = file.chain("r1", "r2", "r3").adopt(ADOPTION);
    assertThat(report.isEmpty()).isTrue();
    assertThat(report.after()).isEmpty();
    assertThat(Files.exists(file.path())).isFalse();
  }

  @Test
  void itStandsBeforeEveryUpgrade() throws SQLException {
    AdoptedFile fresh = new AdoptedFile(folder.resolve("fresh.db"));
    AdoptedFile old = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    for (AdoptedFile file : List.of(fresh, old)) {
      List<String> stamped = new ArrayList<>();
      for (int start = 0; start < 3; start++) {
        Migrator migrator = file.chain("r1", "r2", "r3");
        migrator.adopt(ADOPTION).revisions().forEach(each -> stamped.add(each.id()));
        assertThat(migrator.upgrade().after()).containsExactly("r3");
      }
      assertThat(stamped).isEqualTo(file.equals(old) ? List.of("r1", "r2") : List.of());
    }
  }

  @Test
  void ofSeveralToolsTheOneThatWasThereCounts() throws SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder,
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
            "INSERT INTO alembic_version VALUES ('1975ea83b712')");
    Migrator migrator = file.chain("r1", "r2", "r3");

    assertThat(migrator.adopt(ADOPTION).isEmpty()).isTrue();
    assertThat(migrator.adopt(Adoption.fromFlyway(Map.of("1", "r1"))).isEmpty()).isTrue();
    assertThat(migrator.adopt(Adoption.fromLiquibase(Map.of("1::a", "r1"))).isEmpty()).isTrue();
    assertThat(migrator.adopt(Adoption.fromAlembic(Map.of("1975ea83b712", "r2"))).after())
        .containsExactly("r2");
  }

  @Test
  void aHistoryStaysAlsoWhenItIsEmpty() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    Migrator migrator = file.chain("r1", "r2", "r3");
    migrator.stamp("r1");
    file.assertLeftAlone(migrator, ADOPTION);
    assertThat(migrator.current()).containsExactly("r1");

    migrator.stamp("base");
    file.assertLeftAlone(migrator, ADOPTION);
    assertThat(migrator.current()).isEmpty();
  }

  @Test
  void aDatabaseThatIsNewerThanTheApplicationIsLeftToTheUpgrade() throws IOException, SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    file.chain("r1", "r2", "r3", "r4").stamp("r4");

    file.assertLeftAlone(file.chain("r1", "r2", "r3"), ADOPTION);
  }

  @Test
  void anotherHistoryTableIsAnotherHistory() throws SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    file.chain("x1").stamp("x1");
    Migrator migrator =
        Migrator.builder(CHAIN).url("jdbc:sqlite:" + file.path()).historyTable("second").build();

    assertThat(migrator.adopt(ADOPTION).after()).containsExactly("r2");
    assertThat(file.query("SELECT id FROM retort_history")).containsExactly("x1");
  }

  @Test
  void everyUnknownRevisionOfTheMappingIsNamedAtOnceAndAtEveryStart() {
    AdoptedFile file = new AdoptedFile(folder.resolve("new.db"));
    AdoptionException refused =
        assertThrows(
            AdoptionException.class,
            () ->
                file.chain("create-users", "add-nick")
                    .adopt(
                        Adoption.fromFlyway(
                            Map.of("1", "create-user", "2", "add-nick", "10", "nick-add"))));

    assertThat(refused)
        .hasMessageThat()
        .isEqualTo(
            "version \"1\" of Flyway is mapped to \"create-user\", but no revision has that id. Did"
                + " you mean \"create-users\"?\n"
                + "version \"10\" of Flyway is mapped to \"nick-add\", but no revision has that id."
                + " Did you mean \"add-nick\"?");
    assertThat(refused.obstacle()).isEqualTo(Obstacle.MAPPING);
    assertThat(refused.tool()).isEqualTo("Flyway");
    assertThat(refused.versions()).containsExactly("1", "10").inOrder();
    assertThat(Files.exists(file.path())).isFalse();
  }

  @Test
  void theListenerHearsOfIt() throws SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 1");
    List<String> heard = new ArrayList<>();
    Migrator migrator =
        Migrator.builder(CHAIN)
            .url("jdbc:sqlite:" + file.path())
            .listener(
                new MigrationListener() {
                  @Override
                  public void runFinished(MigrationReport report) {
                    heard.add(report.direction() + " " + report.after());
                  }
                })
            .build();

    migrator.adopt(ADOPTION);
    migrator.adopt(ADOPTION);
    assertThat(heard).containsExactly("STAMP [r1]");
  }

  @Test
  void aConnectionOfTheCallersGetsItsSettingsBack() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 1");
      statement.executeUpdate("PRAGMA foreign_keys = ON");
      statement.executeUpdate("PRAGMA busy_timeout = 1234");
      Migrator migrator =
          Migrator.builder(RevisionRegistry.of(AdoptedFile.named("r1")))
              .connection(connection)
              .build();

      assertThat(migrator.adopt(Adoption.fromUserVersion(Map.of(1, "r1"))).after())
          .containsExactly("r1");
      assertThat(statement.executeQuery("PRAGMA foreign_keys").getInt(1)).isEqualTo(1);
      assertThat(statement.executeQuery("PRAGMA busy_timeout").getInt(1)).isEqualTo(1234);

      connection.setAutoCommit(false);
      assertThrows(
          ConnectionException.class,
          () -> migrator.adopt(Adoption.fromUserVersion(Map.of(1, "r1"))));
    }
  }

  @Test
  void ofTwoThatAdoptAtOnceOneDoesAndTheOtherFindsItDone() throws Exception {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    ExecutorService pool = Executors.newSingleThreadExecutor();
    List<Future<MigrationReport>> second = new ArrayList<>();
    Migrator first =
        Migrator.builder(CHAIN)
            .url("jdbc:sqlite:" + file.path())
            .listener(
                new MigrationListener() {
                  @Override
                  public void runStarted(MigrationReport.Direction direction, int revisions) {
                    second.add(pool.submit(() -> file.chain("r1", "r2", "r3").adopt(ADOPTION)));
                    // It has found something to adopt and waits for the lock, which is held here.
                    assertThrows(
                        TimeoutException.class,
                        () -> second.get(0).get(500, TimeUnit.MILLISECONDS));
                  }
                })
            .build();
    try {
      assertThat(first.adopt(ADOPTION).after()).containsExactly("r2");
      assertThat(second.get(0).get().isEmpty()).isTrue();
    } finally {
      pool.shutdown();
    }
    assertThat(file.query("SELECT id FROM retort_history ORDER BY seq"))
        .containsExactly("r1", "r2")
        .inOrder();
  }

  @Test
  void aProgramThatHoldsTheDatabaseIsWaitedFor() throws SQLException {
    AdoptedFile file = AdoptedFile.in(folder, "PRAGMA user_version = 2");
    Migrator migrator =
        Migrator.builder(RevisionRegistry.of(AdoptedFile.named("r1")))
            .url("jdbc:sqlite:" + file.path())
            .lockTimeout(Duration.ofMillis(50))
            .build();
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.path());
        Statement statement = other.createStatement()) {
      statement.executeUpdate("BEGIN EXCLUSIVE");
      assertThrows(
          LockTimeoutException.class,
          () -> migrator.adopt(Adoption.fromUserVersion(Map.of(2, "r1"))));
      statement.executeUpdate("ROLLBACK");
    }
    assertThat(migrator.adopt(Adoption.fromUserVersion(Map.of(2, "r1"))).after())
        .containsExactly("r1");
  }

  @Test
  void aTableThatIsNoHistoryIsNoReasonToLeaveItAlone() throws SQLException {
    AdoptedFile file =
        AdoptedFile.in(folder, "CREATE TABLE retort_history (x)", "PRAGMA user_version = 2");

    assertThrows(HistoryException.class, () -> file.chain("r1", "r2", "r3").adopt(ADOPTION));
  }

  /** The recipe of docs/adopting.md for a database that no tool has run. */
  @Test
  void aDatabaseOfNoToolIsStampedWhenItsTablesAreThere() throws SQLException {
    AdoptedFile old =
        AdoptedFile.in(
            folder,
            "CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO goods VALUES (3, 'tea'), (5, NULL)");
    AdoptedFile fresh = new AdoptedFile(folder.resolve("fresh.db"));
    RegisteredRevision[] revisions = {
      RegisteredRevision.of(
          "create-goods",
          List.of(),
          () -> op -> op.createTable("goods", bigint("id").primaryKey(), text("name"))),
      RegisteredRevision.of(
          "name-goods",
          List.of("create-goods"),
          () ->
              op ->
                  op.alterTable(
                      "goods", alterColumn("name").notNull().backfill("'?'"), add(text("unit"))))
    };
    for (AdoptedFile file : List.of(old, fresh)) {
      for (int start = 0; start < 2; start++) {
        Migrator migrator = file.migrator(revisions);
        if (migrator.history().isEmpty() && hasTable(file, "goods")) {
          migrator.stamp("create-goods");
        }
        migrator.upgrade();
        assertThat(migrator.current()).containsExactly("name-goods");
      }
    }
    assertThat(old.query("SELECT * FROM goods ORDER BY id"))
        .containsExactly("3|tea|null", "5|?|null")
        .inOrder();
    assertThat(fresh.query("SELECT * FROM goods")).isEmpty();
  }

  /** The other recipe: new databases are made by something else, as old ones were. */
  @Test
  void anOpenBaselineChangesWhatNoRevisionMade() throws IOException, SQLException {
    AdoptedFile file =
        AdoptedFile.in(
            folder,
            "CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT /* as printed */)",
            "INSERT INTO goods VALUES (3, 'tea'), (5, NULL)");
    RegisteredRevision first =
        RegisteredRevision.of(
            "name-goods",
            List.of(),
            () ->
                op ->
                    op.alterTable(
                        "goods", alterColumn("name").notNull().backfill("'?'"), add(text("unit"))));
    Migrator migrator = file.migrator(first);

    assertThat(migrator.upgrade().after()).containsExactly("name-goods");
    assertThat(file.query("SELECT * FROM goods ORDER BY id"))
        .containsExactly("3|tea|null", "5|?|null")
        .inOrder();
    assertThat(migrator.downgrade("base").after()).isEmpty();
    assertThat(file.query("SELECT sql FROM sqlite_schema WHERE name = 'goods'"))
        .containsExactly("CREATE TABLE goods (id INTEGER PRIMARY KEY, name TEXT /* as printed */)");

    AdoptedFile empty = new AdoptedFile(folder.resolve("empty.db"));
    assertThat(assertThrows(RefusedException.class, () -> empty.migrator(first).upgrade()))
        .hasMessageThat()
        .isEqualTo(
            "revision \"name-goods\" alters table \"goods\", but there is no table \"goods\" here.");
  }

  private static boolean hasTable(AdoptedFile file, String table) throws SQLException {
    return !file.query(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '%s'".formatted(table))
        .isEmpty();
  }
}
