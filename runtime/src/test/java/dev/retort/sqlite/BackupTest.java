package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RevisionRegistry;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.Backup;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.Collation;
import org.sqlite.Function;
import org.sqlite.SQLiteDataSource;

/** The copy that is made before a run. */
class BackupTest {
  private static final Migration FIRST = altering("t", add(text("first")));
  private static final Migration SECOND = op -> op.dropView("w");

  @TempDir Path folder;
  private Path file;
  private Path backups;

  @BeforeEach
  void name() {
    file = folder.resolve("app.db");
    backups = folder.resolve("backups");
  }

  private Migrator.Builder builder(Migration... revisions) {
    RevisionRegistry registry = TestDatabase.registry(revisions);
    return Migrator.builder(registry).backup(backups);
  }

  private Migrator.Builder byUrl(Migration... revisions) {
    return builder(revisions).url("jdbc:sqlite:" + file);
  }

  private static Backup backup(MigrationReport report) {
    return report.backup().orElseThrow();
  }

  private List<String> names() throws IOException {
    if (!Files.exists(backups)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(backups)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** A copy has a journal of its own kind, and is the same otherwise. */
  private static List<String> differences(Snapshot before, Path copy) throws SQLException {
    try (TestDatabase database = TestDatabase.file(copy)) {
      assertThat(database.query("PRAGMA journal_mode")).containsExactly("delete");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      String journal = "pragma main.journal_mode";
      return before.without(journal).differences(database.snapshot().without(journal));
    }
  }

  private static List<String> format(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      return Stream.of("page_size", "page_count", "freelist_count", "auto_vacuum", "encoding")
          .map(pragma -> value(database, pragma))
          .toList();
    }
  }

  private static String value(TestDatabase database, String pragma) {
    try {
      return pragma + "=" + database.query("PRAGMA " + pragma);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void everythingOfADatabaseIsInItsBackup(RichDatabase kind) throws SQLException, IOException {
    Snapshot before;
    try (TestDatabase database = kind.at(file)) {
      before = database.snapshot();
    }
    List<String> format = format(file);
    Backup backup = backup(byUrl(FIRST).build().upgrade());
    assertThat(backup.file().getParent()).isEqualTo(backups);
    assertThat(backup.file().getFileName().toString())
        .matches("app-base-\\d{8}T\\d{6}Z-[0-9a-f]{10}\\.db");
    assertThat(backup.bytes()).isEqualTo(Files.size(backup.file()));
    assertThat(backup.heads()).isEmpty();
    assertThat(backup.took().toNanos()).isGreaterThan(0);
    assertThat(names()).containsExactly(backup.file().getFileName().toString());
    assertThat(format(backup.file())).isEqualTo(format);
    assertThat(differences(before, backup.file())).isEmpty();
    assertThat(names()).containsExactly(backup.file().getFileName().toString());
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void aConnectionOfTheCallersIsCopiedWhileItHasTheLock(RichDatabase kind) throws SQLException {
    try (TestDatabase database = kind.at(file)) {
      Snapshot before = database.snapshot();
      Backup backup = backup(builder(FIRST).connection(database.connection()).build().upgrade());
      assertThat(differences(before, backup.file())).isEmpty();
      assertThat(database.query("SELECT count(first) FROM t")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void aDatabaseInMemoryIsCopiedToo(RichDatabase kind) throws SQLException {
    try (TestDatabase database = kind.inMemory()) {
      Snapshot before = database.snapshot();
      Backup backup = backup(builder(FIRST).connection(database.connection()).build().upgrade());
      assertThat(backup.file().getFileName().toString())
          .matches("memory-base-\\d{8}T\\d{6}Z-[0-9a-f]{10}\\.db");
      assertThat(differences(before, backup.file())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void aConnectionThatLetsNoOtherReadIsCopiedToo(RichDatabase kind) throws SQLException {
    try (TestDatabase database = kind.at(file)) {
      database.query("PRAGMA locking_mode = EXCLUSIVE");
      database.execute("UPDATE t SET v = 'exclusive' WHERE id = 7");
      Snapshot before = database.snapshot();
      Backup backup = backup(builder(FIRST).connection(database.connection()).build().upgrade());
      assertThat(differences(before, backup.file())).isEmpty();
    }
  }

  @Test
  void itIsFromBeforeTheRunAndNamedAfterItsHeads() throws SQLException, IOException {
    RichDatabase.PLAIN.at(file).close();
    byUrl(FIRST).build().upgrade();
    MigrationReport report = byUrl(FIRST, SECOND).build().upgrade();
    assertThat(report.after()).containsExactly("r2");
    assertThat(backup(report).heads()).containsExactly("r1");
    assertThat(names()).hasSize(2);
    assertThat(names().get(1)).matches("app-r1-\\d{8}T\\d{6}Z(-2)?-[0-9a-f]{10}\\.db");
    try (TestDatabase copy = TestDatabase.file(backup(report).file())) {
      assertThat(copy.query("SELECT id FROM retort_history")).containsExactly("r1");
      assertThat(copy.query("SELECT name FROM sqlite_schema WHERE name = 'w'"))
          .containsExactly("w");
    }
  }

  @Test
  void aDowngradeAndAStampMakeOneToo() throws SQLException, IOException {
    RichDatabase.PLAIN.at(file).close();
    Migrator migrator = byUrl(FIRST).build();
    migrator.stamp("r1");
    migrator.stamp("base");
    migrator.upgrade();
    MigrationReport down = migrator.downgrade("base");
    assertThat(backup(down).heads()).containsExactly("r1");
    try (TestDatabase copy = TestDatabase.file(backup(down).file())) {
      assertThat(copy.query("SELECT count(first) FROM t")).containsExactly("0");
    }
    assertThat(names().stream().map(name -> name.replaceAll("-.*", "")).distinct())
        .containsExactly("app");
    assertThat(names()).hasSize(4);
  }

  @Test
  void noneIsMadeWhenThereIsNothingToDoOrToLose() throws IOException {
    Migration create = op -> op.createTable("t", text("v"));
    MigrationReport first = byUrl(create).build().upgrade();
    assertThat(first.after()).containsExactly("r1");
    assertThat(first.backup()).isEmpty();
    MigrationReport second = byUrl(create).build().upgrade();
    assertThat(second.isEmpty()).isTrue();
    assertThat(second.backup()).isEmpty();
    byUrl(create).build().plan();
    assertThat(Files.exists(backups)).isFalse();
  }

  @Test
  void aDatabaseWithoutTablesThatSaysWhoseItIsIsCopied() throws SQLException {
    TestDatabase.file(file, "PRAGMA application_id = 5").close();
    Backup backup = backup(byUrl(op -> op.createTable("t", text("v"))).build().upgrade());
    try (TestDatabase copy = TestDatabase.file(backup.file())) {
      assertThat(copy.query("PRAGMA application_id")).containsExactly("5");
    }
  }

  /** Two connections at once would wait for each other for ever. */
  @Test
  void aDataSourceIsAskedForOneConnectionOnly() throws SQLException {
    RichDatabase.WAL.at(file).close();
    List<Connection> given = new ArrayList<>();
    SQLiteDataSource source =
        new SQLiteDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            given.add(pooled(super.getConnection()));
            return given.get(given.size() - 1);
          }
        };
    source.setUrl("jdbc:sqlite:" + file);
    Backup backup = backup(builder(FIRST).dataSource(source).build().upgrade());
    assertThat(given).hasSize(1);
    assertThat(Files.exists(backup.file())).isTrue();
  }

  /** Returns a connection as pools give it: another object, which gives out what it wraps. */
  private static Connection pooled(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            BackupTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  @Test
  void theListenerIsToldHowFarItIs() throws SQLException {
    try (TestDatabase database = RichDatabase.PLAIN.at(file)) {
      database.execute("CREATE TABLE big (b)");
      database.execute("INSERT INTO big VALUES (zeroblob(9000000))");
    }
    List<String> told = new ArrayList<>();
    List<Backup> finished = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void runStarted(MigrationReport.Direction direction, int revisions) {
            told.add("run");
          }

          @Override
          public void backupStarted(Path copy) {
            told.add("started " + copy.getParent());
          }

          @Override
          public void backupProgress(long done, long total) {
            told.add(done == total ? "all" : done < total ? "some" : "too many");
          }

          @Override
          public void backupFinished(Backup backup) {
            told.add("finished");
            finished.add(backup);
          }

          @Override
          public void revisionStarted(String id, String message) {
            told.add(id);
          }
        };
    MigrationReport report = byUrl(FIRST).listener(listener).build().upgrade();
    assertThat(told)
        .containsExactly("run", "started " + backups, "some", "some", "all", "finished", "r1")
        .inOrder();
    assertThat(finished).containsExactly(backup(report));
  }

  @Test
  void theLastOnesAreKept() throws SQLException, IOException {
    RichDatabase.PLAIN.at(file).close();
    Migrator migrator = byUrl(FIRST).keepBackups(3).build();
    List<String> made = new ArrayList<>();
    for (int run = 0; run < 6; run++) {
      made.add(backup(migrator.upgrade()).file().getFileName().toString());
      made.add(backup(migrator.downgrade("base")).file().getFileName().toString());
    }
    assertThat(names()).containsExactlyElementsIn(made.subList(9, 12));
  }

  @Test
  void aRunThatFailsAgainAndAgainDrivesNoOtherBackupOut() throws SQLException, IOException {
    RichDatabase.WAL.at(file).close();
    byUrl(FIRST).build().upgrade();
    Migration failing = op -> op.execute("INSERT INTO nowhere VALUES (1)");
    Migrator migrator = byUrl(FIRST, failing).keepBackups(2).build();
    for (int start = 0; start < 4; start++) {
      assertThrows(RevisionFailedException.class, migrator::upgrade);
    }
    assertThat(names()).hasSize(2);
    assertThat(names().get(0)).startsWith("app-base-");
    assertThat(names().get(1)).startsWith("app-r1-");
  }

  @Test
  void functionsAndCollationsOfTheApplicationAreNotNeeded() throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      define(database.connection());
      database.execute("CREATE TABLE t (v TEXT COLLATE app UNIQUE CHECK (app(v)))");
      database.execute("CREATE TABLE w (v TEXT COLLATE app PRIMARY KEY) WITHOUT ROWID");
      database.execute("INSERT INTO w VALUES ('a'), ('b'), ('B')");
      database.execute("CREATE INDEX ix ON t (app(v))");
      database.execute("INSERT INTO t VALUES ('a'), ('b')");
      Snapshot before = database.snapshot();
      Backup backup = backup(builder(FIRST).connection(database.connection()).build().upgrade());
      try (TestDatabase copy = TestDatabase.file(backup.file())) {
        define(copy.connection());
        assertThat(before.differences(copy.snapshot())).isEmpty();
      }
    }
    Backup backup = backup(byUrl(FIRST, op -> op.createTable("u", text("v"))).build().upgrade());
    assertThat(backup.heads()).containsExactly("r1");
  }

  private static void define(Connection connection) throws SQLException {
    Function.create(
        connection,
        "app",
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result(1);
          }
        },
        1,
        Function.FLAG_DETERMINISTIC);
    Collation.create(
        connection,
        "app",
        new Collation() {
          @Override
          protected int xCompare(String one, String other) {
            return other.compareTo(one); // as no other collation orders
          }
        });
  }

  @Test
  void rowsThatAConstraintWouldRefuseTodayAreCopiedAsTheyAre() throws SQLException {
    try (TestDatabase database =
        TestDatabase.file(
            file,
            "CREATE TABLE t (v TEXT, n INTEGER CHECK (n > 0))",
            "PRAGMA ignore_check_constraints = ON",
            "INSERT INTO t VALUES (NULL, -1)",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'v TEXT', 'v TEXT NOT NULL')")) {
      assertThat(database.query("SELECT count(*) FROM t")).containsExactly("1");
    }
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("PRAGMA quick_check"))
          .containsExactly("NULL value in t.v", "CHECK constraint failed in t");
    }
    Backup backup = backup(byUrl(op -> op.createTable("u", text("v"))).build().upgrade());
    try (TestDatabase copy = TestDatabase.file(backup.file())) {
      assertThat(copy.query("SELECT n FROM t")).containsExactly("-1");
    }
  }

  @Test
  void revisionsThatNobodyKnowsAreAmongTheHeads() throws SQLException {
    RichDatabase.PLAIN.at(file).close();
    byUrl(FIRST, SECOND).build().upgrade();
    Migrator older = byUrl(FIRST).build();

    MigrationReport purged = older.purgeAndStamp("r1");
    assertThat(purged.before()).containsExactly("r1", "r2").inOrder();
    assertThat(purged.after()).containsExactly("r1");
    assertThat(backup(purged).heads()).isEqualTo(purged.before());
    assertThat(older.restore(backup(purged).file()).heads()).isEqualTo(purged.before());
  }
}
