package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.varchar;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import dev.retort.error.GraphException;
import dev.retort.error.HistoryException;
import dev.retort.error.IrreversibleException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.OutOfOrderException;
import dev.retort.error.RefusedException;
import dev.retort.error.RevisionFailedException;
import dev.retort.error.TargetException;
import dev.retort.error.UnknownRevisionException;
import dev.retort.op.Migration;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.schema.ColumnType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class MigratorTest {
  private static final Migration USERS =
      op -> {
        op.createTable(
            "users",
            bigint("id").primaryKey().autoincrement(),
            varchar("name", 20).notNull(),
            integer("age"));
        op.createIndex(index("ix_users_age").on("users", "age"));
      };

  private static final Migration ACTIVE =
      op ->
          op.alterTable(
              "users",
              add(bool("active").notNull().defaultValue(true)),
              alterColumn("age").type(ColumnType.text()));

  private static final Migration NICK =
      op -> op.alterTable("users", add(text("nick").notNull()).backfill("lower(name)"));

  private static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of("r1", List.of(), () -> USERS).message("users"),
          RegisteredRevision.of("r2", List.of("r1"), () -> ACTIVE),
          RegisteredRevision.of("r3", List.of("r2"), () -> NICK));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("app.db");
  }

  private String url() {
    return "jdbc:sqlite:" + file();
  }

  private Migrator migrator() {
    return Migrator.of(REGISTRY, url());
  }

  private static Migrator of(String url, RegisteredRevision... revisions) {
    return Migrator.of(RevisionRegistry.of(revisions), url);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      return query(connection, sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void upgradesAndKeepsRowsThroughARebuildAndGoesDownAgain() throws SQLException {
    Migrator migrator = migrator();
    assertThat(migrator.upgrade("r1").after()).containsExactly("r1");
    execute("INSERT INTO users (name, age) VALUES ('Ada', 36), ('Bob', NULL)");

    assertThat(migrator.pending()).containsExactly("r2", "r3").inOrder();
    assertThat(migrator.upgrade().after()).containsExactly("r3");
    assertThat(query("SELECT id || name || coalesce(age, '-') || active || nick FROM users"))
        .containsExactly("1Ada361ada", "2Bob-1bob")
        .inOrder();
    assertThat(query("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"))
        .containsExactly("ix_users_age");
    assertThat(query("SELECT seq FROM sqlite_sequence")).containsExactly("2");

    assertThat(migrator.downgrade("-1").after()).containsExactly("r2");
    assertThat(migrator.downgrade("base").after()).isEmpty();
    assertThat(query("SELECT name FROM sqlite_schema WHERE name = 'users'")).isEmpty();
    assertThat(migrator.upgrade().revisions()).hasSize(3);
    assertThat(migrator.upgrade().isEmpty()).isTrue();
  }

  @Test
  void targetsAreHeadBaseIdsPrefixesAndSteps() {
    Migrator migrator = migrator();

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
    Migrator migrator = migrator();
    migrator.upgrade("r1");

    MigrationReport report = migrator.upgrade("r2");

    assertThat(report.direction()).isEqualTo(MigrationReport.Direction.UPGRADE);
    assertThat(report.before()).containsExactly("r1");
    assertThat(report.revisions().get(0).choices())
        .containsExactly(
            "add column \"active\" boolean: in place: SQLite adds the column in place, and no row"
                + " changes",
            "alter column \"age\": type text: rebuild of \"users\": every value is stored as the new"
                + " type has it")
        .inOrder();
  }

  @Test
  void theHistoryHoldsEveryRevision() throws SQLException {
    migrator().upgrade();

    List<HistoryEntry> history = migrator().history();

    assertThat(history.stream().map(HistoryEntry::id)).containsExactly("r1", "r2", "r3").inOrder();
    assertThat(history.get(0).message()).isEqualTo("users");
    assertThat(history.get(0).kind()).isEqualTo(HistoryEntry.Kind.UPGRADE);
    assertThat(history.get(0).fingerprint().orElseThrow()).matches("1:[0-9a-f]{64}");
    assertThat(history.get(0).appliedBy()).isEqualTo(System.getProperty("user.name"));
    assertThat(query("SELECT undo FROM retort_history WHERE id = 'r2'").get(0))
        .contains("\nCREATE TABLE \"users\" (\n  \"id\" INTEGER PRIMARY KEY AUTOINCREMENT,");
    assertThat(query("SELECT group_concat(name) FROM pragma_table_info('retort_history')"))
        .containsExactly(
            "seq,id,kind,fingerprint,message,applied_at,duration_ms,applied_by,retort_version,"
                + "format,undo");
  }

  @Test
  void readingCreatesNothing() {
    Migrator migrator = migrator();

    assertThat(migrator.current()).isEmpty();
    assertThat(migrator.pending()).containsExactly("r1", "r2", "r3").inOrder();
    assertThat(migrator.history()).isEmpty();
    assertThat(migrator.heads()).containsExactly("r3");
    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void readingAnExistingFileMakesNoTable() throws SQLException {
    execute("CREATE TABLE t(a)");

    assertThat(migrator().current()).isEmpty();
    assertThat(query("SELECT name FROM sqlite_schema")).containsExactly("t");
  }

  @Test
  void stampWritesAllAncestorsAndRunsNothing() throws SQLException {
    Migrator migrator = migrator();

    MigrationReport report = migrator.stamp("r2");

    assertThat(report.revisions().stream().map(MigrationReport.RevisionReport::id))
        .containsExactly("r1", "r2")
        .inOrder();
    assertThat(migrator.current()).containsExactly("r2");
    assertThat(migrator.history().get(0).kind()).isEqualTo(HistoryEntry.Kind.STAMP);
    assertThat(query("SELECT name FROM sqlite_schema WHERE name = 'users'")).isEmpty();
    assertThat(migrator.stamp("r1").after()).containsExactly("r1");
    assertThat(migrator.stamp("base").after()).isEmpty();
  }

  @Test
  void aStampedRevisionIsUndoneByAReplayOfItsAncestors() throws SQLException {
    migrator().upgrade();
    migrator().stamp("base");
    migrator().stamp("head");

    assertThat(migrator().downgrade("r1").after()).containsExactly("r1");
    assertThat(query("SELECT group_concat(name || ' ' || type) FROM pragma_table_info('users')"))
        .containsExactly("id INTEGER,name VARCHAR(20),age INTEGER");
  }

  @Test
  void aNewerDatabaseIsRefusedInWordsForItsUser() {
    migrator().upgrade();

    UnknownRevisionException thrown =
        assertThrows(
            UnknownRevisionException.class,
            () -> of(url(), RegisteredRevision.of("r1", List.of(), () -> USERS)).upgrade());

    assertThat(thrown.revisions()).containsExactly("r2", "r3");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database is newer than this application: it has revisions \"r2\", \"r3\", which"
                + " this application does not know. Install the newer version of the application,"
                + " or go back to a backup of the database. If another set of revisions shares this"
                + " database, include its registry in this one (@MigrationSet(include = ..)), or"
                + " give each a history of its own: .historyTable(..)");
  }

  @Test
  void aRevisionPutBelowAnAppliedOneIsRefused() {
    of(
            url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of("r3", List.of("r1"), () -> NICK))
        .upgrade();

    OutOfOrderException thrown =
        assertThrows(OutOfOrderException.class, () -> migrator().upgrade());

    assertThat(thrown.revisions()).containsExactly("r2");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" was put below revisions that are applied to this database already, and"
                + " would have to be applied out of order. Move it to the head, by its down; or,"
                + " where the database has its changes already, stamp it.");
  }

  @Test
  void severalHeadsAreRefusedWithTheirNames() {
    Migrator migrator =
        of(
            url(),
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
                of(
                    url(),
                    RegisteredRevision.of("r1", List.of(), () -> USERS),
                    RegisteredRevision.of("r2", List.of("r0"), () -> NICK)));

    assertThat(thrown.problems())
        .containsExactly(
            "[UnknownDown] revision \"r2\" goes down to \"r0\", but no revision has that id. Did"
                + " you mean \"r1\"?");
  }

  @Test
  void whatCannotBeUndoneIsRefusedBeforeAnythingRuns() throws SQLException {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of(
                "r2", List.of("r1"), () -> op -> op.alterTable("users", dropColumn("age"))),
            RegisteredRevision.of("r3", List.of("r2"), () -> NICK));

    RefusedException refused = assertThrows(RefusedException.class, migrator::upgrade);
    assertThat(refused)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" drops column \"age\" of \"users\", but the index \"ix_users_age\""
                + " needs it. Drop that first: op.dropIndex(\"ix_users_age\")");
    assertThat(migrator.current()).isEmpty();

    migrator =
        of(
            url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () ->
                    op -> {
                      op.dropIndex("ix_users_age");
                      op.alterTable("users", dropColumn("age"));
                    }),
            RegisteredRevision.of("r3", List.of("r2"), () -> NICK));
    migrator.upgrade();
    Migrator upgraded = migrator;
    IrreversibleException thrown =
        assertThrows(IrreversibleException.class, () -> upgraded.downgrade("base"));

    assertThat(thrown.revision()).isEqualTo("r2");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" cannot be undone: it drops column \"age\" of \"users\", and its values"
                + " are gone. Override downgrade(Op) to say how, or say irreversible = \"why\".");
    assertThat(upgraded.current()).containsExactly("r3");
    assertThat(query("SELECT name FROM pragma_table_info('users') WHERE name = 'nick'"))
        .containsExactly("nick");
  }

  @Test
  void irreversibleIsRefusedWithItsReason() {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS)
                .irreversible("the old passwords are gone"));
    migrator.upgrade();

    IrreversibleException thrown =
        assertThrows(IrreversibleException.class, () -> migrator.downgrade("base"));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("revision \"r1\" cannot be undone: the old passwords are gone");
  }

  @Test
  void aBodyThatCannotBeRecordedIsNamed() {
    Migrator migrator =
        of(url(), RegisteredRevision.of("r1", List.of(), () -> op -> op.dropTable("sqlite_stat1")));

    RefusedException thrown = assertThrows(RefusedException.class, migrator::upgrade);

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be recorded: the name \"sqlite_stat1\" begins with a reserved"
                + " prefix: sqlite_ or retort_");
  }

  @Test
  void aCallersConnectionIsNotClosedAndGetsItsSettingsBack() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("PRAGMA busy_timeout = 1234");
      statement.execute("PRAGMA legacy_alter_table = ON");

      Migrator.builder(REGISTRY).connection(connection).build().upgrade();

      assertThat(connection.isClosed()).isFalse();
      assertThat(query(connection, "PRAGMA foreign_keys")).containsExactly("1");
      assertThat(query(connection, "PRAGMA busy_timeout")).containsExactly("1234");
      assertThat(query(connection, "PRAGMA legacy_alter_table")).containsExactly("1");
      assertThat(query(connection, "PRAGMA writable_schema")).containsExactly("0");
      assertThat(query(connection, "SELECT count(*) FROM retort_history")).containsExactly("3");
    }
  }

  @Test
  void aConnectionInATransactionIsRefused() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      Migrator migrator = Migrator.builder(REGISTRY).connection(connection).build();
      statement.execute("BEGIN");
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the connection has a transaction under way, and Retort has one of its own. Commit it"
                  + " or roll it back before.");
      statement.execute("ROLLBACK");

      connection.setAutoCommit(false);
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the connection is not in autocommit mode, and Retort has a transaction of its own."
                  + " Call connection.setAutoCommit(true) before, and set it back after; a pool has"
                  + " a setting for it.");
    }
  }

  @Test
  void aDataSourceGivesAConnectionForEachCall() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(url());
    Migrator migrator = Migrator.builder(REGISTRY).dataSource(source).build();

    assertThat(migrator.upgrade().after()).containsExactly("r3");
    assertThat(migrator.current()).containsExactly("r3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:",
        "jdbc:sqlite:file::memory:?cache=shared",
        "jdbc:sqlite:file:x?mode=memory"
      })
  void aDatabaseInMemoryByUrlIsRefused(String url) {
    ConnectionException thrown =
        assertThrows(ConnectionException.class, () -> Migrator.of(REGISTRY, url));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \""
                + url
                + "\" lives in memory and would be gone with the connection that Retort opens. Open"
                + " it yourself, and pass the connection:"
                + " Migrator.builder(..).connection(connection)");
  }

  @Test
  void anotherDatabaseIsRefusedWithoutItsPassword() {
    ConnectionException thrown =
        assertThrows(
            ConnectionException.class,
            () -> Migrator.of(REGISTRY, "jdbc:postgresql://ada:secret@host/db"));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "this version knows SQLite only, by URLs such as \"jdbc:sqlite:app.db\"; this one"
                + " begins with \"jdbc:postgresql:\".");
  }

  @Test
  void aMigratorIsForOneDatabase() {
    assertThat(assertThrows(ConnectionException.class, () -> Migrator.builder(REGISTRY).build()))
        .hasMessageThat()
        .isEqualTo(
            "a migrator is for one database, and 0 were given. Say one of .url(..),"
                + " .dataSource(..) and .connection(..)");
  }

  @Test
  void anotherHistoryTableKeepsTwoRegistriesApart() throws SQLException {
    migrator().upgrade();
    Migrator other =
        Migrator.builder(
                RevisionRegistry.of(
                    RegisteredRevision.of(
                        "x1", List.of(), () -> op -> op.createTable("x", text("a")))))
            .url(url())
            .historyTable("billing history")
            .build();

    assertThat(other.upgrade().after()).containsExactly("x1");
    assertThat(query("SELECT id FROM \"billing history\"")).containsExactly("x1");
    assertThat(migrator().current()).containsExactly("r3");
  }

  @Test
  void aTableThatIsNoHistoryIsRefused() throws SQLException {
    execute("CREATE TABLE retort_history(a)");

    assertThat(assertThrows(HistoryException.class, () -> migrator().upgrade()))
        .hasMessageThat()
        .endsWith("Give this registry another: .historyTable(..)");
  }

  @Test
  void aHistoryOfANewerFormatIsRefused() throws SQLException {
    migrator().upgrade();
    execute("UPDATE retort_history SET format = 2");

    assertThat(assertThrows(HistoryException.class, () -> migrator().current()))
        .hasMessageThat()
        .isEqualTo(
            "the history table \"retort_history\" has format 2, which a newer version of Retort"
                + " wrote; this one reads format 1. Use the newer version.");
  }

  @Test
  void theWaitForTheLockIsBounded() throws SQLException {
    try (Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Migrator migrator =
          Migrator.builder(REGISTRY).url(url()).lockTimeout(Duration.ofMillis(50)).build();

      LockTimeoutException thrown = assertThrows(LockTimeoutException.class, migrator::upgrade);

      assertThat(thrown.waited()).isEqualTo(Duration.ofMillis(50));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "the database was locked by another run or another program for 50 ms. Let it end, or"
                  + " wait longer: .lockTimeout(..)");
    }
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
          public void statementStarted(String id, int number, int count, String why) {
            told.add(number + "/" + count + " " + why);
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
    Migrator migrator = Migrator.builder(REGISTRY).url(url()).listener(listener).build();

    migrator.upgrade("r1");
    migrator.upgrade("r1");

    assertThat(told)
        .containsExactly(
            "UPGRADE 1",
            "r1 users",
            "1/2 create table \"users\"",
            "2/2 create index \"ix_users_age\" on \"users\"",
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
    Migrator migrator = Migrator.builder(REGISTRY).url(url()).listener(listener).build();

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
        .url(url())
        .arg("tenant", "acme")
        .build()
        .upgrade();

    assertThat(query("SELECT a FROM t")).containsExactly("acme");
    String withArgument = query("SELECT fingerprint FROM retort_history").get(0);
    execute("DROP TABLE t; DROP TABLE retort_history");
    of(url(), tenant).upgrade();
    assertThat(query("SELECT fingerprint FROM retort_history")).containsExactly(withArgument);
  }

  @Test
  void twoMigratorsOnTwoDatabasesDoNotMeet() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int at = 0; at < 8; at++) {
      String url = "jdbc:sqlite:" + folder.resolve(at + ".db");
      Thread thread = new Thread(() -> Migrator.of(REGISTRY, url).upgrade());
      thread.setUncaughtExceptionHandler(
          (failed, cause) -> {
            synchronized (thrown) {
              thrown.add(cause);
            }
          });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(thrown).isEmpty();
    for (int at = 0; at < 8; at++) {
      assertThat(Migrator.of(REGISTRY, "jdbc:sqlite:" + folder.resolve(at + ".db")).current())
          .containsExactly("r3");
    }
  }

  @Test
  void anEditedRevisionIsNotUndoneByWhatItSaysNow() throws SQLException {
    migrator().upgrade("r1");
    execute("CREATE TABLE logs (a); INSERT INTO logs VALUES ('kept')");
    Migrator edited =
        of(
            url(),
            RegisteredRevision.of("r1", List.of(), () -> op -> op.createTable("logs", text("a"))));

    assertThat(assertThrows(IrreversibleException.class, () -> edited.downgrade("base")))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be undone: its upgrade asks for something else now than when it"
                + " ran. Override downgrade(Op) to say how, or say irreversible = \"why\".");
    assertThat(query("SELECT a FROM logs")).containsExactly("kept");
  }

  @Test
  void aDerivedInverseThatWouldLoseAClauseIsRefused() throws SQLException {
    execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT, UNIQUE (n COLLATE NOCASE))");
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.alterTable("t", dropUnique("n"))));
    migrator.upgrade();

    assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")).reason())
        .isEqualTo(
            "what can be derived does not bring back all that was there: key (n nocase) of \"t\":"
                + " unique before, gone after; special clauses of \"t\": COLLATE before, none"
                + " after");
  }

  @Test
  void anInverseFollowsTheRenamesOfItsRevision() throws SQLException {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", bigint("id").primaryKey(), integer("active"));
                      op.createIndex(index("ux").on("t", "id").where("\"active\" = 1"));
                    }),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () ->
                    op -> {
                      op.alterTable("t", renameColumn("active", "enabled"));
                      op.dropIndex("ux");
                    }));
    migrator.upgrade();

    migrator.downgrade("r1");

    assertThat(query("SELECT sql FROM sqlite_schema WHERE name = 'ux'"))
        .containsExactly("CREATE INDEX \"ux\" ON \"t\" (\"id\") WHERE \"active\" = 1");
  }

  @Test
  void anInsertWithoutAKeyIsNotUndone() {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", text("id").primaryKey());
                      op.insert("t", row(text("id").isNull()));
                    }));
    migrator.upgrade();

    assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")).reason())
        .isEqualTo("it inserts into \"t\" a row that does not say its primary key (\"id\")");
  }

  @Test
  void aStepThatLosesTheTransactionSaysSo() {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", bigint("id").primaryKey());
                      op.run(
                          "two rows",
                          connection -> {
                            try (Statement statement = connection.createStatement()) {
                              statement.execute("INSERT INTO t VALUES (1)");
                              statement.execute("INSERT OR ROLLBACK INTO t VALUES (1)");
                            }
                          });
                    }));

    assertThat(assertThrows(RevisionFailedException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" failed at statement 2 of 2 and ended the transaction of the run; what"
                + " ran before it may be in the database\n  to:  two rows\n  sql: (Java code)\n"
                + "  db:  the step ended the run's transaction; leave COMMIT and ROLLBACK to the run");
  }

  @Test
  void aStepGetsTheSameConnectionByEveryWay() {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op ->
                        op.run(
                            "look",
                            connection -> {
                              try (Statement statement = connection.createStatement()) {
                                assertThat(statement.getConnection()).isSameInstanceAs(connection);
                                assertThat(connection.getMetaData().getConnection())
                                    .isSameInstanceAs(connection);
                                try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                                  assertThat(rows.getStatement()).isSameInstanceAs(statement);
                                }
                              }
                              assertThrows(
                                  SQLException.class,
                                  () -> connection.unwrap(org.sqlite.SQLiteConnection.class));
                              assertThrows(SQLException.class, connection::close);
                            })));

    assertThat(migrator.upgrade().after()).containsExactly("r1");
  }

  @Test
  void stampWantsATarget() {
    migrator().upgrade();

    assertThat(assertThrows(TargetException.class, () -> migrator().stamp()))
        .hasMessageThat()
        .isEqualTo("stamp wants at least one target; to empty the history, say stamp(\"base\")");
    assertThat(migrator().current()).containsExactly("r3");
  }

  @Test
  void aWantedArgumentIsNoObstacleToAFingerprint() throws SQLException {
    Migrator.builder(
            RevisionRegistry.of(
                RegisteredRevision.of(
                    "r1",
                    List.of(),
                    () -> op -> op.createTable(op.arg("name").orElseThrow(), text("a")))))
        .url(url())
        .arg("name", "acme")
        .build()
        .upgrade();

    assertThat(query("SELECT count(*) FROM retort_history WHERE fingerprint IS NULL"))
        .containsExactly("1");
  }

  @Test
  void aRevisionThatCannotBeMadeIsNamed() {
    Migrator migrator =
        of(
            url(),
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
  void aBusyDatabaseIsWaitedForOnce() throws SQLException {
    migrator().upgrade();
    try (Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      Migrator migrator =
          Migrator.builder(REGISTRY).url(url()).lockTimeout(Duration.ofMillis(50)).build();

      assertThrows(LockTimeoutException.class, migrator::current);
    }
  }

  @Test
  void anUnknownTargetMakesNoFile() {
    assertThrows(TargetException.class, () -> migrator().upgrade("r9"));
    assertThrows(TargetException.class, () -> migrator().downgrade("r1"));

    assertThat(Files.exists(file())).isFalse();
  }

  @Test
  void currentShowsWhatThisApplicationDoesNotKnow() {
    migrator().upgrade();

    assertThat(of(url(), RegisteredRevision.of("r1", List.of(), () -> USERS)).current())
        .containsExactly("r1", "r2", "r3");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("nowhere");
    Migrator migrator = Migrator.of(REGISTRY, "jdbc:sqlite:" + missing.resolve("app.db"));

    assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s\" cannot be made: there is no folder \"%s\". Make it first."
                .formatted(missing.resolve("app.db"), missing));
  }

  @Test
  void aWrongNameInAConversionIsFoundBeforeAnythingRuns() {
    Migrator migrator = migrator();
    migrator.upgrade("r1");
    Migrator wrong =
        of(
            url(),
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
            "revision \"r2\" alters table \"users\", but SQLite cannot copy the rows of \"users\" into"
                + " its new shape: no such column: agee");
  }

  @Test
  void aNewViewThatNamesNothingIsRefused() {
    Migrator migrator =
        of(
            url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.createView("v", "SELECT nix FROM sqlite_schema")));

    assertThat(assertThrows(RefusedException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo("revision \"r1\" makes the view \"v\", which is broken: no such column: nix.");
  }
}
