package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;

import dev.retort.run.RebuildMode;
import dev.retort.schema.AlterColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are older than a column go on reading what they read when its default changes. */
class OlderRowsTest {
  private static final String VALUES =
      "SELECT id, a, quote(c), typeof(c), quote(d), g FROM t ORDER BY id";

  /**
   * A column that is added to a table that has rows.
   *
   * @param column its definition, without its name
   * @param options the options of the table
   */
  record Case(String column, String options) {
    @Override
    public String toString() {
      return column + " " + options;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("TEXT", ""),
        new Case("TEXT DEFAULT 'it''s'", ""),
        new Case("TEXT NOT NULL DEFAULT \"quoted\"", ""),
        new Case("TEXT DEFAULT word", ""),
        new Case("TEXT COLLATE NOCASE DEFAULT 'Case'", ""),
        new Case("TEXT DEFAULT 5", ""),
        new Case("INTEGER DEFAULT '007'", ""),
        new Case("INTEGER NOT NULL DEFAULT -1", ""),
        new Case("INTEGER DEFAULT (-1)", ""),
        new Case("INTEGER DEFAULT TRUE", ""),
        new Case("REAL DEFAULT 0.1", ""),
        new Case("REAL DEFAULT 3", ""),
        new Case("NUMERIC DEFAULT 9007199254740993", ""),
        new Case("BLOB DEFAULT x'00ff'", ""),
        new Case("DEFAULT 'none'", ""),
        new Case("INTEGER DEFAULT 5", "STRICT"),
        new Case("TEXT DEFAULT 'x'", "STRICT"),
        new Case("REAL DEFAULT 2", "STRICT"),
        new Case("BLOB DEFAULT x'01'", "STRICT"),
        new Case("ANY DEFAULT '5'", "STRICT"),
        new Case("TEXT DEFAULT 'x'", "WITHOUT ROWID"));
  }

  private static TestDatabase database(Case given) throws SQLException {
    TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE log (x)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) " + given.options(),
            "INSERT INTO t VALUES (2, 'two'), (5, 'five'), (9, NULL)",
            "ALTER TABLE t ADD COLUMN c " + given.column(),
            "ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'stays'",
            "ALTER TABLE t ADD COLUMN g TEXT AS (quote(c) || d)",
            "INSERT INTO t (id, a) VALUES (12, 'twelve')",
            "INSERT INTO t SELECT 13, 'thirteen', c, d FROM t WHERE id = 2",
            "CREATE INDEX plain ON t (c)",
            "CREATE INDEX more ON t (a, c DESC) WHERE c IS NOT NULL",
            "CREATE INDEX computed ON t (lower(c), d)",
            "CREATE INDEX generated ON t (g)",
            "CREATE INDEX other ON t (a)",
            "CREATE TRIGGER fires BEFORE UPDATE OF c ON t BEGIN INSERT INTO log VALUES ('!'); END",
            "CREATE TEMP TRIGGER fires_too AFTER UPDATE ON t BEGIN INSERT INTO log VALUES ('?'); END");
    database.execute("ANALYZE");
    return database;
  }

  private static Stream<AlterColumn<?>> changes() {
    return Stream.of(
        alterColumn("c").defaultExpression("'new'"),
        alterColumn("c").defaultExpression("77"),
        alterColumn("c").defaultExpression("CURRENT_TIMESTAMP"),
        alterColumn("c").dropDefault());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theyKeepWhatTheyRead(Case given) throws SQLException {
    for (AlterColumn<?> change : changes().toList()) {
      for (RebuildMode mode : RebuildMode.values()) {
        try (TestDatabase database = database(given)) {
          List<String> values = database.query(VALUES);
          List<String> objects = objects(database);

          database.alter(mode, "t", change);

          String what = change.describe() + ", " + mode;
          assertWithMessage(what).that(database.query(VALUES)).isEqualTo(values);
          assertWithMessage(what).that(database.query("SELECT * FROM log")).isEmpty();
          assertWithMessage(what).that(objects(database)).isEqualTo(objects);
          assertWithMessage(what)
              .that(database.query("PRAGMA integrity_check"))
              .containsExactly("ok");
          database.execute("UPDATE t SET c = c WHERE id = 2");
          assertWithMessage(what)
              .that(database.query("SELECT x FROM log ORDER BY x"))
              .containsExactly("!", "?");
        }
      }
    }
  }

  private static List<String> objects(TestDatabase database) throws SQLException {
    List<String> objects =
        database.query(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'retort%' AND"
                + " tbl_name NOT LIKE 'retort%' AND name <> 't' ORDER BY name");
    objects.addAll(database.query("SELECT name, sql FROM temp.sqlite_schema ORDER BY name"));
    objects.addAll(database.query("SELECT * FROM sqlite_stat1 ORDER BY idx"));
    return objects;
  }

  @Test
  void aDefaultThatReadsTheSameIsChangedWithoutLookingAtRows() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a)",
            "INSERT INTO t VALUES (1)",
            "ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5")) {
      assertThat(
              database
                  .alter("t", alterColumn("c").defaultExpression("+5"))
                  .revisions()
                  .get(0)
                  .statements())
          .isEqualTo(5);
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly("CREATE TABLE t (a, c INTEGER DEFAULT (+5))");
      assertThat(database.query("SELECT * FROM t")).containsExactly("1|5");
    }
  }

  @Test
  void aColumnIsAddedWithADefaultForOldRowsAlone() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")) {
      database.alter(
          "t",
          add(dev.retort.schema.Ddl.integer("c").notNull().defaultValue(3)),
          alterColumn("c").dropDefault(),
          add(check("c > 2")));
      assertThat(database.query("SELECT * FROM t")).containsExactly("1|3");
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly("CREATE TABLE t (a, \"c\" INTEGER NOT NULL, CHECK (c > 2))");
      database.execute("DELETE FROM t");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void twoDefaultsChangeAtOnce() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (a)",
            "INSERT INTO t VALUES (1)",
            "ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 5",
            "INSERT INTO t VALUES (2, 6)",
            "ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'x'",
            "INSERT INTO t VALUES (3, 7, 'y')",
            "CREATE UNIQUE INDEX u ON t (c, d)")) {
      database.alter(
          "t", alterColumn("c").dropDefault(), alterColumn("d").defaultExpression("'z'"));
      assertThat(database.query("SELECT * FROM t")).containsExactly("1|5|x", "2|6|x", "3|7|y");
      assertThat(database.query("SELECT a FROM t INDEXED BY u WHERE c = 5 AND d = 'x'"))
          .containsExactly("1");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  @Test
  void bytesThatAreNoTextAreKept() throws SQLException {
    for (String bytes : List.of("610062", "ff")) {
      try (TestDatabase database =
          TestDatabase.inMemory(
              "CREATE TABLE t (a)",
              "INSERT INTO t VALUES (1)",
              "ALTER TABLE t ADD COLUMN c TEXT DEFAULT (CAST(x'" + bytes + "' AS TEXT))")) {
        assertThat(
                database
                    .alter("t", alterColumn("c").defaultExpression("'new'"))
                    .revisions()
                    .get(0)
                    .choices())
            .containsExactly(
                "alter column \"c\": default ('new'): rebuild of \"t\" (1 row, 0 indexes): no literal"
                    + " says what rows read that are older than \"c\"");
        assertThat(database.query("SELECT lower(hex(c)) FROM t")).containsExactly(bytes);
      }
    }
  }

  @Test
  void aColumnThatIsAddedAndGetsAnotherDefaultHasTheFirstInOldRows() throws SQLException {
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase database =
          TestDatabase.inMemory("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 2)")) {
        database.alter(
            mode,
            "t",
            add(dev.retort.schema.Ddl.text("x").notNull().defaultValue("one")),
            alterColumn("x").dropDefault(),
            dev.retort.schema.Ddl.dropColumn("b"));
        assertThat(database.query("SELECT * FROM t")).containsExactly("1|one");
      }
    }
  }
}
