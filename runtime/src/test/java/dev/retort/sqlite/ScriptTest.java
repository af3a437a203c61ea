package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.schema.Ddl.withoutRowid;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.Sqlite3;
import dev.retort.error.MigrationException;
import dev.retort.op.Migration;
import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import dev.retort.sql.SqlScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts are run by the driver, and by the {@code sqlite3} command where there is one. */
class ScriptTest {
  private static final String HISTORY =
      "SELECT seq, id, kind, fingerprint, message, retort_version, format, undo FROM retort_history"
          + " ORDER BY seq";

  private static final Migration PETS =
      op -> {
        op.createTable(
            "pets", bigint("id").primaryKey().autoincrement(), text("name"), integer("age"));
        op.createTable("toys", bigint("id").primaryKey(), bigint("pet").references("pets", "id"));
      };

  @TempDir Path folder;
  private int failing;

  private static Migrator migrator(Migration... revisions) {
    return migrator(TestDatabase.registry(revisions));
  }

  private static Migrator migrator(RevisionRegistry registry) {
    return Migrator.of(registry, "jdbc:sqlite:/nowhere/at/all.db");
  }

  private static String refusal(String range, Migration... revisions) {
    Migrator migrator = migrator(revisions);
    return assertThrows(MigrationException.class, () -> migrator.script(range)).getMessage();
  }

  /** Compares scripts with upgrade, step by step. */
  private void assertSameAsUpgrade(List<String> scripts, String rows, Migration... revisions)
      throws SQLException {
    try (TestDatabase wanted = TestDatabase.inMemory();
        TestDatabase found = TestDatabase.inMemory()) {
      Migrator migrator = wanted.migrator(RebuildMode.CLASSIC, revisions);
      migrator.upgrade("r1");
      wanted.execute(rows);
      migrator.upgrade();
      Sqlite3.drive(found.connection(), scripts.get(0));
      found.execute(rows);
      for (String script : scripts.subList(1, scripts.size())) {
        Sqlite3.drive(found.connection(), script);
      }
      found.execute("PRAGMA foreign_keys = ON");
      assertThat(wanted.snapshot().differences(found.snapshot())).isEmpty();
      assertThat(found.query(HISTORY)).isEqualTo(wanted.query(HISTORY));
      byCommand(scripts, rows, wanted);
    }
  }

  private void byCommand(List<String> scripts, String rows, TestDatabase wanted)
      throws SQLException {
    if (!Sqlite3.absence().isEmpty()) {
      return;
    }
    Path file = folder.resolve("shell.db");
    assertThat(Sqlite3.run(file, scripts.get(0))).isEqualTo(new Sqlite3.Said(0, ""));
    assertThat(Sqlite3.run(file, rows)).isEqualTo(new Sqlite3.Said(0, ""));
    for (String script : scripts.subList(1, scripts.size())) {
      assertThat(Sqlite3.run(file, script)).isEqualTo(new Sqlite3.Said(0, ""));
    }
    try (TestDatabase found = TestDatabase.file(file)) {
      String journal = "pragma main.journal_mode";
      assertThat(wanted.snapshot().without(journal).differences(found.snapshot().without(journal)))
          .isEmpty();
      assertThat(found.query(HISTORY)).isEqualTo(wanted.query(HISTORY));
    }
  }

  /** Runs a script that fails, by the driver and by the command; nothing has changed then. */
  private void assertFails(String script, String words, String... database) throws SQLException {
    try (TestDatabase made = TestDatabase.inMemory(database)) {
      made.execute("PRAGMA foreign_keys = ON");
      Snapshot before = made.snapshot();
      SQLException failed =
          assertThrows(SQLException.class, () -> Sqlite3.drive(made.connection(), script));
      assertThat(failed.getMessage()).contains(words);
      made.execute("ROLLBACK; PRAGMA foreign_keys = ON");
      assertThat(before.differences(made.snapshot())).isEmpty();
    }
    if (Sqlite3.absence().isEmpty()) {
      Path file = folder.resolve("failing" + ++failing + ".db");
      try (TestDatabase made = TestDatabase.file(file, database)) {
        Snapshot before = made.snapshot();
        for (String[] options : new String[][] {{}, {"-bail"}}) {
          Sqlite3.Said said = Sqlite3.run(file, script, options);
          assertThat(said.output()).contains(words);
          assertThat(said.code()).isEqualTo(1);
          assertThat(before.differences(made.snapshot())).isEmpty();
        }
      }
    }
  }

  @Test
  void theSameScriptIsWrittenTwiceAndNoFileIsMade() {
    Migrator migrator =
        Migrator.of(TestDatabase.registry(PETS), "jdbc:sqlite:" + folder.resolve("app.db"));
    String script = migrator.script("base:head");
    assertThat(migrator.script(":"))
        .isEqualTo(script.replace("from base to head", "from base to head"));
    assertThat(Files.exists(folder.resolve("app.db"))).isFalse();
  }

  @Test
  void tablesOfAllKindsBecomeWhatUpgradeMakesOfThem() throws SQLException {
    Migration second =
        op -> {
          op.alterTable(
              "pets",
              renameColumn("age", "years; \"of\" 'it'"),
              alterColumn("name").notNull().backfill("'nobody'"));
          op.createTable(
              "o'dd; \"table\"",
              text("a--b").notNull(),
              text("c/*d").collate("NOCASE"),
              integer("sum").generatedAs("length(\"a--b\") * 2").stored(),
              primaryKey("a--b", "c/*d"),
              withoutRowid());
          op.insert(
              "o'dd; \"table\"",
              row(
                  text("a--b").is("it's; -- no */ comment\r\n/* go */\ngo\n/\n.quit\n#"),
                  text("c/*d").is("\uD83D\uDE00 ÅÄ\u2028\u0301\t\u0001")));
          op.createVirtualTable("found", "fts5", "name", "content='pets'", "content_rowid='id'");
          op.createTrigger(
              "CREATE TRIGGER named AFTER INSERT ON pets BEGIN\n  -- a comment; with a semicolon\n"
                  + "  INSERT INTO found (rowid, name) VALUES (new.id, new.name);\nEND");
          op.createView("v", "SELECT name, 'a;b' AS s FROM pets -- all; of them");
          op.insert("pets", row(text("name").is("new")));
        };
    Migration third =
        op -> {
          op.alterTable("pets", add(check("length(name) > 0")), add(unique("name", "id")));
          op.alterTable(
              "o'dd; \"table\"", alterColumn("c/*d").type(ColumnType.varchar(9)).dropCollate());
          op.renameTable("toys", "Spielzeug; 'x'");
          op.alterTable("Spielzeug; 'x'", alterColumn("pet").notNull(), add(text("note").unique()));
          op.execute(
              "UPDATE pets SET name = name || ';' WHERE id = 5 /* ; */; SELECT 1 WHERE 0 /* ; */ -- ;");
          op.execute(
              "-- first; a comment\n/* and another */ INSERT INTO found (found) VALUES ('rebuild') -- end");
          op.execute("-- /* not open\nUPDATE pets SET id = id /*/ open; ' to the end");
        };
    Migrator migrator = migrator(PETS, second, third);
    assertSameAsUpgrade(
        List.of(migrator.script(":r1"), migrator.script("r1:r2"), migrator.script("r2:")),
        "INSERT INTO pets VALUES (5, NULL, 3), (900, 'x', NULL); DELETE FROM pets WHERE id = 900;"
            + " INSERT INTO toys VALUES (1, 5);",
        PETS,
        second,
        third);
  }

  @Test
  void textsOfRawSqlStayAsTheyWereWritten() throws SQLException {
    Migration first =
        op ->
            op.execute("create table pets(id integer primary key, -- the key; of it\n name text)");
    Migration second = op -> op.alterTable("pets", alterColumn("name").notNull().backfill("''"));
    Migrator migrator = migrator(first, second);
    assertSameAsUpgrade(
        List.of(migrator.script(":r1"), migrator.script("r1:r2")),
        "INSERT INTO pets VALUES (1, NULL);",
        first,
        second);
    assertThat(migrator.script("r1:r2")).contains("FROM pragma_writable_schema");
    assertThat(migrator(PETS, second).script("r1:r2")).doesNotContain("writable_schema");
  }

  @Test
  void countersGoOn() throws SQLException {
    Migration second = op -> op.alterTable("pets", dropColumn("age"));
    Migrator migrator = migrator(PETS, second);
    assertSameAsUpgrade(
        List.of(migrator.script(":r1"), migrator.script("r1:r2")),
        "INSERT INTO pets VALUES (70, 'gone', 1); DELETE FROM pets;",
        PETS,
        second);
  }

  @Test
  void branchesAndTheirMergeAreWrittenAsUpgradeGoesThroughThem() throws SQLException {
    RevisionRegistry registry =
        RevisionRegistry.of(
            RegisteredRevision.of("root", List.of(), () -> PETS),
            RegisteredRevision.of(
                    "left",
                    List.of("root"),
                    () -> op -> op.alterTable("pets", alterColumn("age").notNull()))
                .labels("port"),
            RegisteredRevision.of(
                "right",
                List.of("root"),
                () -> op -> op.createIndex(index("ix").on("pets", "name"))),
            RegisteredRevision.of("both", List.of("left", "right"), () -> op -> {}));
    Migrator migrator = migrator(registry);
    try (TestDatabase wanted = TestDatabase.inMemory();
        TestDatabase found = TestDatabase.inMemory()) {
      Migrator.builder(registry)
          .connection(wanted.connection())
          .rebuild(RebuildMode.CLASSIC)
          .build()
          .upgrade();
      Sqlite3.drive(found.connection(), migrator.script("base:left"));
      Sqlite3.drive(found.connection(), migrator.script("left:both"));
      assertThat(found.query("SELECT sql FROM sqlite_schema"))
          .containsExactlyElementsIn(wanted.query("SELECT sql FROM sqlite_schema"))
          .inOrder();
      Sqlite3.drive(found.connection(), migrator.script("both:root"));
      assertThat(found.query("SELECT id FROM retort_history")).containsExactly("root");
    }
    // Where "left" is applied, an upgrade to "right" applies that branch too.
    assertThat(migrator.script("left:right")).contains("---- revision right");
    assertThat(migrator.script("left:right")).doesNotContain("---- revision left");
  }

  @Test
  void aDowngradeIsDerivedFromWhatWasThere() throws SQLException {
    Migration second =
        op -> {
          op.alterTable("pets", add(text("nick").notNull().defaultValue("")));
          op.renameTable("toys", "things");
          op.createIndex(index("ix").on("things", "pet"));
        };
    Migrator migrator = migrator(PETS, second);
    try (TestDatabase database = TestDatabase.inMemory();
        TestDatabase wanted = TestDatabase.inMemory()) {
      for (TestDatabase each : List.of(database, wanted)) {
        each.migrator(RebuildMode.CLASSIC, PETS).upgrade();
        each.execute("INSERT INTO pets VALUES (1, 'a', 2); INSERT INTO toys VALUES (3, 1)");
      }
      wanted.migrator(RebuildMode.CLASSIC, PETS, second).upgrade();
      Sqlite3.drive(database.connection(), migrator.script("r1:r2"));
      wanted.migrator(RebuildMode.CLASSIC, PETS, second).downgrade("r1");
      Sqlite3.drive(database.connection(), migrator.script("r2:r1"));
      database.execute("PRAGMA foreign_keys = ON");
      assertThat(wanted.snapshot().differences(database.snapshot())).isEmpty();
      assertThat(database.query("SELECT * FROM pets, toys")).containsExactly("1|a|2|3|1");
      Sqlite3.drive(database.connection(), migrator.script("r1:base"));
      assertThat(database.query("SELECT count(*) FROM retort_history")).containsExactly("0");
    }
  }

  @Test
  void whatHasNoWayBackIsRefused() {
    assertThat(refusal("r2:r1", PETS, op -> op.dropTable("toys")))
        .isEqualTo(
            "revision \"r2\" cannot be undone: it drops table \"toys\", and the rows are gone. Override"
                + " downgrade(Op) to say how, or say irreversible = \"why\".");
  }

  @Test
  void javaCodeIsRefusedInTheRangeAndNotBeforeIt() throws SQLException {
    Migration second = op -> op.run("hash the passwords", connection -> {});
    assertThat(refusal(":", PETS, second))
        .isEqualTo(
            "revision \"r2\" calls Java code, which no script can hold: \"hash the passwords\". Run"
                + " it with upgrade(\"r2\"), or downgrade(\"r1\") to undo it, and write one script for"
                + " what comes before it and one for what comes behind it.");
    Migration third = op -> op.alterTable("pets", dropColumn("age"));
    assertThat(migrator(PETS, second, third).script("r2:head")).contains("---- revision r3");
  }

  @Test
  void aTableThatNoRevisionMakesIsRefusedByName() {
    assertThat(refusal(":", op -> op.alterTable("elder", add(text("note")))))
        .isEqualTo(
            "revision \"r1\" alters table \"elder\", but there is no table \"elder\" here. A script"
                + " knows the tables that revisions make. Let a first revision make it too, with"
                + " CREATE TABLE IF NOT EXISTS in execute(..), or run upgrade() on the database.");
  }

  @Test
  void rangesAreTwoTargetsOfWhichOneComesAfterTheOther() {
    assertThat(migrator(PETS).script("r1")).isEqualTo(migrator(PETS).script("base:r1"));
    assertThat(refusal("a:b:c", PETS))
        .isEqualTo(
            "\"a:b:c\" is no range. A range is a:b, from a to b, where a and b are targets; a may be"
                + " left out for base, and b for head");
    assertThat(refusal("r1:head", PETS))
        .isEqualTo(
            "there is nothing to write for \"r1:head\": no revision lies between both sides");
  }

  @Test
  void versionsAreThoseThatScriptsAreWrittenFor() {
    Migrator.Builder builder = Migrator.builder(TestDatabase.registry(PETS)).url("jdbc:sqlite:x");
    assertThat(wrong(builder, "3.36"))
        .isEqualTo("scripts are for SQLite 3.37 or newer, not for \"3.36\"");
    assertThat(wrong(builder, "40"))
        .isEqualTo("scripts are for a version of SQLite such as \"3.40\", not for \"40\"");
    assertThat(wrong(builder, "3.999"))
        .matches(
            "scripts are for SQLite up to 3\\.[0-9]+, which the driver brings, not for"
                + " \"3\\.999\"\\. Say the oldest version that is to run them\\.");
    assertThat(builder.scriptVersion("3.37").build().script(":"))
        .contains("-- For SQLite 3.37 or newer.");
  }

  private static String wrong(Migrator.Builder builder, String version) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> builder.scriptVersion(version))
            .getMessage());
  }

  @Test
  void anOlderSqliteIsTold() throws SQLException {
    String script = migrator(PETS).script(":").replace("AS INTEGER) < 40", "AS INTEGER) < 4000");
    assertFails(script, "this script is for SQLite 3.40 or newer, and this is SQLite 3.");
  }

  @Test
  void aDatabaseElsewhereIsTold() throws SQLException {
    Migrator migrator = migrator(PETS, op -> op.dropTable("toys"), op -> {});
    assertFails(
        migrator.script("r1:r3"),
        "the database is not where this script begins: r1 is not applied");
    String[] newer = SqlScript.statements(migrator.script(":r2")).toArray(String[]::new);
    assertFails(
        migrator.script("r1:r3"),
        "the database is not where this script begins: r2 is applied",
        newer);
    assertFails(
        migrator.script(":r1"),
        "the database is not where this script begins: r1 is applied, r2 is applied",
        newer);
  }

  @Test
  void rowsThatForbidAChangeAreToldAndNothingIsKept() throws SQLException {
    Migrator migrator =
        migrator(
            PETS,
            op -> {
              op.insert("pets", row(text("name").is("first")));
              op.alterTable("pets", alterColumn("age").notNull());
            });
    assertFails(migrator.script(":r2"), "column \"age\" of \"pets\" is NULL in 1 row (rowid 1)");
    Migrator unique =
        migrator(
            PETS,
            op -> op.execute("INSERT INTO pets (name) VALUES ('one'), ('one')"),
            op -> op.alterTable("pets", add(unique("name"))));
    assertFails(unique.script(":"), "1 value is more than once in (\"name\") of \"pets\"");
  }

  @Test
  void newReferencesToNothingFailAndOldOnesDoNot() throws SQLException {
    Migration second =
        op -> {
          op.renameTable("toys", "things");
          op.alterTable("things", renameColumn("pet", "owner"));
          op.execute("UPDATE pets SET age = 1");
        };
    Migrator migrator = migrator(PETS, second, op -> op.execute("DELETE FROM pets"));
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.migrator(RebuildMode.CLASSIC, PETS).upgrade();
      database.execute(
          "PRAGMA foreign_keys = OFF; INSERT INTO pets (id) VALUES (1);"
              + " INSERT INTO toys VALUES (1, 1), (2, 7)");
      Sqlite3.drive(database.connection(), migrator.script("r1:r2"));
      SQLException failed =
          assertThrows(
              SQLException.class,
              () -> Sqlite3.drive(database.connection(), migrator.script("r2:r3")));
      assertThat(failed.getMessage())
          .contains("'row 1 of \"things\" references no row of \"pets\" by (\"owner\")'");
    }
  }

  @Test
  void aKeyThatFitsNothingIsRefused() {
    Migration first =
        op ->
            op.execute(
                "CREATE TABLE p (a UNIQUE, PRIMARY KEY (a COLLATE NOCASE));"
                    + " CREATE TABLE c (a REFERENCES p (a))");
    assertThat(refusal(":", first, op -> op.alterTable("p", dropUnique("a"))))
        .isEqualTo(
            "revision \"r2\" breaks references between tables: foreign key mismatch - \"c\""
                + " referencing \"p\"");
  }

  @Test
  void aProgramThatGoesOnAfterAProblemKeepsNothing() throws SQLException {
    String script = migrator(PETS, op -> op.dropTable("toys")).script("r1:r2");
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE toys (a)")) {
      Snapshot before = database.snapshot();
      StringBuilder said = new StringBuilder();
      for (String statement : SqlScript.statements(script)) {
        try {
          database.execute(statement);
        } catch (SQLException refused) {
          said.append(refused.getMessage()).append('\n');
        }
      }
      assertThat(said.toString()).contains("r1 is not applied");
      assertThat(said.toString()).contains("something before has failed, so that nothing is kept");
      assertThat(said.toString()).contains("cannot commit - no transaction is active");
      database.execute("PRAGMA foreign_keys = ON");
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
  }

  @Test
  void whatTheCommandWouldReadOtherwiseIsRefused() {
    assertThat(refusal(":", op -> op.execute("SELECT 1 AS\ngo\n")))
        .isEqualTo(
            "revision \"r1\" cannot be written as a script: the sqlite3 command takes a line with"
                + " nothing but go for the end of a statement. Write it on one line with what is"
                + " before it.");
    assertThat(refusal(":", op -> op.execute("CREATE VIEW v AS SELECT 'a\r\nb'")))
        .isEqualTo(
            "revision \"r1\" cannot be written as a script: the sqlite3 command reads the end of"
                + " the line in 'a\\r\\nb' as \\n. Write \\n there, or char(13, 10) behind ||.");
  }

  @Test
  void argumentsAreThoseOfTheBuilder() throws SQLException {
    Migration first = op -> op.createTable(op.arg("table").orElse("none"), text("a"));
    String script =
        Migrator.builder(TestDatabase.registry(first))
            .url("jdbc:sqlite:x.db")
            .arg("table", "given")
            .historyTable("other \"history\"")
            .build()
            .script(":");
    try (TestDatabase database = TestDatabase.inMemory()) {
      Sqlite3.drive(database.connection(), script);
      assertThat(database.query("SELECT name FROM sqlite_schema WHERE type = 'table'"))
          .containsExactly("other \"history\"", "given");
      assertThat(
              database.query("SELECT id, applied_by, duration_ms FROM \"other \"\"history\"\"\""))
          .containsExactly("r1|script|0");
      assertThat(database.query("SELECT applied_at FROM \"other \"\"history\"\"\"").get(0))
          .matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z");
    }
  }

  @Test
  void addedKeysAreLookedAt() throws SQLException {
    Migration second = op -> op.alterTable("pets", add(foreignKey("age").references("toys", "id")));
    Migrator migrator = migrator(PETS, second);
    assertSameAsUpgrade(
        List.of(migrator.script(":r1"), migrator.script("r1:r2")),
        "INSERT INTO toys VALUES (4, NULL); INSERT INTO pets VALUES (1, 'a', 4);",
        PETS,
        second);
    String[] orphan =
        SqlScript.statements(migrator.script(":r1") + "INSERT INTO pets VALUES (1, 'a', 9)")
            .toArray(String[]::new);
    assertFails(
        migrator.script("r1:r2"), "row 1 of \"pets\" references no row of \"toys\"", orphan);
  }

  @Test
  void theCommandStopsAtAnyFirstErrorThoughNobodySaidSo() throws SQLException {
    assumeTrue(Sqlite3.absence().isEmpty(), Sqlite3.absence());
    Migrator migrator =
        migrator(
            PETS,
            op -> op.execute("INSERT INTO pets (id) VALUES (1); INSERT INTO pets (id) VALUES (1)"),
            op -> op.execute("CREATE TABLE late (a)"));
    Path file = folder.resolve("app.db");
    Sqlite3.Said said = Sqlite3.run(file, migrator.script(":"));
    assertThat(said.output()).contains("UNIQUE constraint failed: pets.id");
    assertThat(said.code()).isEqualTo(1);
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT * FROM sqlite_schema")).isEmpty();
    }
  }
}
