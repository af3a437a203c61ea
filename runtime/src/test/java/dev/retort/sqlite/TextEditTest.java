package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropForeignKey;
import static dev.retort.schema.Ddl.dropPrimaryKey;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.strict;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.sqlite.TestDatabase.altering;
import static dev.retort.sqlite.TestDatabase.refusal;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.op.Migration;
import dev.retort.run.MigrationReport;
import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that are made by the stored text alone, while the rows stay where they are. */
class TextEditTest {
  private static final String TABLE =
      """
      CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE);
      INSERT INTO parent VALUES (1, 'one'), (2, 'two');
      CREATE TABLE t ( -- the table
        id  integer PRIMARY KEY, /* its key */
        n   int DEFAULT 5 CHECK (n > 0),
        [v w] varchar(10) UNIQUE ON CONFLICT IGNORE, -- both
        c   text,
        p   integer REFERENCES parent (id),
        g   AS (n + 1) VIRTUAL,
        UNIQUE (n, c)
      ) -- the end
      ;
      CREATE INDEX ix ON t (n DESC);
      CREATE TRIGGER tr AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.id); END;
      CREATE TABLE log (x);
      INSERT INTO t (id, n, [v w], c, p) VALUES (1, 3, 'a', 'x', 1), (4, 2, 'b', 'y', NULL), (9, NULL, 'c', 'z', 2);
      DELETE FROM log;
      ANALYZE;
      """;

  private static final String TEXT =
      """
      CREATE TABLE t ( -- the table
        id  integer PRIMARY KEY, /* its key */
        n   int DEFAULT 5 CHECK (n > 0),
        [v w] varchar(10) UNIQUE ON CONFLICT IGNORE, -- both
        c   text,
        p   integer REFERENCES parent (id),
        g   AS (n + 1) VIRTUAL,
        UNIQUE (n, c)
      )""";

  /**
   * A change.
   *
   * @param from what of the text becomes another
   * @param to what it becomes
   */
  record Case(String from, String to, TableChange change) {
    @Override
    public String toString() {
      return from + " -> " + to;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("c   text", "c   text NOT NULL", alterColumn("c").notNull()),
        new Case("c   text", "c   VARCHAR(20)", alterColumn("c").type(ColumnType.varchar(20))),
        new Case("n   int ", "n   NUMERIC(5,2) ", alterColumn("n").type(ColumnType.numeric(5, 2))),
        new Case("DEFAULT 5", "DEFAULT 7", alterColumn("n").defaultValue(7)),
        new Case(" DEFAULT 5", "", alterColumn("n").dropDefault()),
        new Case(
            "REFERENCES parent (id)",
            "REFERENCES parent (id) DEFAULT (1 + 1)",
            alterColumn("p").defaultExpression("1 + 1")),
        new Case(" CHECK (n > 0)", "", dropCheck("n > 0")),
        new Case("UNIQUE (n, c)\n", "UNIQUE (n, c),\n  CHECK (c < 'zz')\n", add(check("c < 'zz'"))),
        new Case(" REFERENCES parent (id)", "", dropForeignKey("p")),
        new Case(
            "UNIQUE (n, c)\n",
            "UNIQUE (n, c),\n  FOREIGN KEY (\"p\") REFERENCES \"parent\" (\"id\")\n",
            add(foreignKey("p").references("parent", "id"))),
        new Case(" UNIQUE ON CONFLICT IGNORE", "", dropUnique("v w")),
        new Case(
            "UNIQUE (n, c)\n",
            "UNIQUE (n, c),\n  CONSTRAINT \"uq\" UNIQUE (\"c\", \"p\")\n",
            add(unique("c", "p").named("uq"))),
        new Case(
            "PRIMARY KEY,", "PRIMARY KEY AUTOINCREMENT,", alterColumn("id").autoincrement(true)),
        new Case(
            "REFERENCES parent (id)",
            "REFERENCES parent (id) COLLATE \"RTRIM\"",
            alterColumn("p").collate("RTRIM")),
        new Case("\n  g   AS (n + 1) VIRTUAL,", "", dropColumn("g")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aChangeOfTheTextChangesNothingElse(Case given) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(TABLE)) {
      List<String> rows = database.query("SELECT id, n, [v w], c, p, typeof(n) FROM t");
      List<String> others =
          database.query("SELECT name, sql FROM sqlite_schema WHERE name IN ('ix', 'tr', 'log')");
      List<String> pages = pages(database);

      MigrationReport report = database.alter("t", given.change());

      assertThat(report.revisions().get(0).choices().get(0)).contains(": text edit: ");
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly(expected(given));
      assertThat(database.query("SELECT id, n, [v w], c, p, typeof(n) FROM t")).isEqualTo(rows);
      assertThat(
              database.query(
                  "SELECT name, sql FROM sqlite_schema WHERE name IN ('ix', 'tr', 'log')"))
          .isEqualTo(others);
      assertThat(pages(database)).isEqualTo(pages);
      assertThat(database.query("SELECT * FROM log")).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(
              database.query(
                  "SELECT idx FROM sqlite_stat1 WHERE tbl = 't' AND idx NOT IN (SELECT name FROM"
                      + " sqlite_schema)"))
          .isEmpty();
    }
  }

  private static String expected(Case given) {
    assertThat(TEXT).contains(given.from());
    return TEXT.replace(given.from(), given.to());
  }

  /** The table and its index stay on their pages. */
  private static List<String> pages(TestDatabase database) throws SQLException {
    return database.query(
        "SELECT name, rootpage FROM sqlite_schema WHERE name IN ('t', 'ix', 'parent', 'log')");
  }

  @Test
  void keysAreNumberedAsSqliteNumbersThem() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a TEXT UNIQUE, b TEXT, c TEXT UNIQUE, d TEXT, UNIQUE (d, a))",
            "INSERT INTO t VALUES ('1', 'x', 'p', 'd'), ('2', 'y', 'q', 'd')",
            "ANALYZE")) {
      database.alter("t", dropUnique("a"), add(primaryKey("b")), add(unique("d", "c")));

      assertThat(
              database.query(
                  "SELECT i.name, (SELECT group_concat(name) FROM pragma_index_info(i.name)) FROM"
                      + " pragma_index_list('t') AS i ORDER BY 1"))
          .containsExactly(
              "sqlite_autoindex_t_1|c",
              "sqlite_autoindex_t_2|d,a",
              "sqlite_autoindex_t_3|b",
              "sqlite_autoindex_t_4|d,c");
      assertThat(database.query("SELECT a FROM t WHERE d = 'd' AND c = 'q'")).containsExactly("2");
      assertThat(database.query("SELECT idx, stat FROM sqlite_stat1 ORDER BY 1"))
          .containsExactly("sqlite_autoindex_t_1|2 1", "sqlite_autoindex_t_2|2 2 1");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      database.execute("VACUUM");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(database.query("SELECT a FROM t WHERE c = 'p'")).containsExactly("1");
    }
  }

  @Test
  void aKeyThatIsNotTheRowidComesAndGoes() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT)", "INSERT INTO t VALUES ('k', 'v')")) {
      MigrationReport report =
          database.upgrade(
              altering("t", dropPrimaryKey()), altering("t", add(primaryKey("b", "a"))));

      assertThat(report.revisions().stream().flatMap(each -> each.choices().stream()))
          .containsExactly(
              "drop primary key: text edit: no row changes",
              "add primary key (\"b\", \"a\"): text edit: one index is built, and no row changes");
      assertThat(database.query("SELECT a FROM t WHERE b = 'v'")).containsExactly("k");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void aVirtualColumnGivesItsNameToOneWithValues() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a INTEGER, b AS (a + 1))", "INSERT INTO t (a) VALUES (7)")) {
      assertThat(
              database.alter("t", dropColumn("b"), add(integer("b"))).revisions().get(0).choices())
          .containsExactly(
              "drop column \"b\": in the same rebuild",
              "add column \"b\" integer: rebuild of \"t\" (1 row, 0 indexes): a column of that name"
                  + " goes")
          .inOrder();
      assertThat(database.query("SELECT a, b FROM t")).containsExactly("7|null");
    }
  }

  @Test
  void aKeyThatIsTheRowidWantsARebuild() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a INTEGER, b)", "INSERT INTO t VALUES (7, 'v')")) {
      assertThat(database.alter("t", add(primaryKey("a"))).revisions().get(0).choices())
          .containsExactly(
              "add primary key (\"a\"): rebuild of \"t\" (1 row, 0 indexes): another column is the"
                  + " rowid from now on");
      assertThat(database.query("SELECT rowid, a, b FROM t")).containsExactly("7|7|v");
    }
  }

  @Test
  void anAddedColumnThatIsUniqueGetsAnIndexAndNoRebuild() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a /* one */)", "INSERT INTO t VALUES (7), (8)")) {
      assertThat(
              database
                  .alter("t", add(text("b").unique()), add(integer("d").defaultValue(3)))
                  .revisions()
                  .get(0)
                  .choices())
          .containsExactly(
              "add column \"b\" text: text edit: SQLite adds the column in place; one index is"
                  + " built, and no row changes",
              "add column \"d\" integer: native: SQLite adds the column in place, and no row"
                  + " changes");
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly(
              "CREATE TABLE t (a /* one */, \"b\" TEXT UNIQUE, \"d\" INTEGER DEFAULT 3)");
      assertThat(database.query("SELECT * FROM t")).containsExactly("7|null|3", "8|null|3");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void whatAnotherConnectionKnowsIsReadAgain(@TempDir Path folder) throws SQLException {
    Path file = folder.resolve("shared.db");
    try (TestDatabase database = TestDatabase.file(file, "CREATE TABLE t (a INTEGER)");
        TestDatabase other = TestDatabase.file(file)) {
      other.execute("INSERT INTO t VALUES (5)");
      database.upgrade(op -> {});
      List<String> version = database.query("PRAGMA schema_version");

      database.migrator(op -> {}, altering("t", add(check("a > 4")))).upgrade();

      assertThat(Integer.parseInt(database.query("PRAGMA schema_version").get(0)))
          .isEqualTo(Integer.parseInt(version.get(0)) + 1);
      assertThat(other.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly("CREATE TABLE t (a INTEGER, CHECK (a > 4))");
      SQLException refused =
          assertThrows(SQLException.class, () -> other.execute("INSERT INTO t VALUES (3)"));
      assertThat(refused.getMessage()).contains("CHECK constraint failed: a > 4");
    }
  }

  @Test
  void anEditThatIsRolledBackLeavesNoTraceInTheConnection() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a INTEGER)", "INSERT INTO t VALUES (5)")) {
      List<String> version = database.query("PRAGMA schema_version");
      String message =
          refusal(
              database,
              op -> {
                op.alterTable("t", add(check("a > 4")));
                op.execute("INSERT INTO nowhere VALUES (1)");
              });
      assertThat(message).contains("no such table: nowhere");
      database.execute("INSERT INTO t VALUES (3)");
      assertThat(database.query("SELECT a FROM t")).containsExactly("5", "3");
      assertThat(database.query("PRAGMA schema_version")).isEqualTo(version);
      assertThat(database.query("PRAGMA writable_schema")).containsExactly("0");
    }
  }

  @Test
  void aTableBecomesStrictWhereItStands() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id TEXT PRIMARY KEY, n BIGINT, r DOUBLE, v VARCHAR(9), x BLOB)",
            "INSERT INTO t VALUES ('a', 1, 2, 'v', x'00'), ('b', NULL, NULL, NULL, NULL)")) {
      assertThat(database.alter("t", strict(true)).revisions().get(0).choices())
          .containsExactly("become strict: text edit: every row is looked at, and none changes");
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly(
              "CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER, r REAL, v TEXT, x BLOB) STRICT");
      assertThat(database.query("SELECT n, r, typeof(r) FROM t"))
          .containsExactly("1|2.0|real", "null|null|null");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void aVirtualColumnWhoseAffinityChangesWantsARebuild() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, c TEXT, g ANY AS (c) VIRTUAL) STRICT",
            "INSERT INTO t (id, c) VALUES (1, '07'), (2, '7'), (3, 'zz')",
            "CREATE INDEX i ON t (g)")) {
      assertThat(database.alter("t", strict(false)).revisions().get(0).choices())
          .containsExactly(
              "be strict no longer: rebuild of \"t\" (3 rows, 1 index): the type of \"g\" changes its"
                  + " affinity");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void aStrictTableKeepsItsRowidsAndRefusesWhatItCannotHold() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id BIGINT PRIMARY KEY, a TEXT)",
            "INSERT INTO t VALUES (500, 'x'), (900, 'y')",
            "CREATE TABLE v (id INTEGER PRIMARY KEY, a TEXT, g INTEGER AS (a || 'x') VIRTUAL)",
            "INSERT INTO v VALUES (1, 'q')",
            "CREATE TABLE any (id INTEGER PRIMARY KEY, c ANY) STRICT",
            "INSERT INTO any VALUES (1, 'text'), (2, 5)")) {
      database.alter("t", strict(true));
      assertThat(database.query("SELECT rowid, id FROM t")).containsExactly("1|500", "2|900");
      Migration first = altering("t", strict(true));
      assertThat(refusal(database, first, altering("v", strict(true))))
          .contains("column \"g\" of \"v\" holds what is no INTEGER in 1 row (rowid 1)");
      assertThat(
              refusal(database, first, altering("any", alterColumn("c").type(ColumnType.blob()))))
          .contains("cannot store TEXT value in BLOB column");
    }
  }

  @Test
  void aTableMayHaveTheNameOfAPragma() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE pragma_schema_version (schema_version)",
            "INSERT INTO pragma_schema_version VALUES (5)",
            "CREATE TABLE t (a)")) {
      int version = Integer.parseInt(database.query("PRAGMA schema_version").get(0));
      database.upgrade(op -> {}, altering("t", add(check("a > 4"))));
      assertThat(Integer.parseInt(database.query("PRAGMA schema_version").get(0)))
          .isGreaterThan(version);
    }
  }
}
