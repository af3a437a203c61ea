package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.strict;
import static dev.retort.schema.Ddl.unique;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.RevisionFailedException;
import dev.retort.op.Migration;
import dev.retort.run.RebuildMode;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that a change forbids are counted and named, and nothing changes. */
class ViolationsTest {
  private static final String ROWS =
      """
      CREATE TABLE parent (id INTEGER PRIMARY KEY, a TEXT, b TEXT, UNIQUE (a, b));
      INSERT INTO parent VALUES (1, 'x', 'y');
      CREATE TABLE t (n INT, v TEXT, p INT);
      INSERT INTO t (rowid, n, v, p) VALUES
        (3, 1, 'a', 1), (5, NULL, 'a', 2), (8, -1, 'A', NULL), (9, -2, NULL, 7), (11, 'word', 'b', 1);
      INSERT INTO t (rowid, n, v, p) VALUES (12, -3, 'b', 8), (13, -4, 'c', 9), (20, 1, 'd', 10);
      CREATE TABLE k (a TEXT, b INT, n INT, PRIMARY KEY (a, b)) WITHOUT ROWID;
      INSERT INTO k VALUES ('it''s', 1, NULL), ('z', 2, 5);
      """;

  /**
   * A change that rows forbid.
   *
   * @param table the table
   * @param message what is said
   * @param change the change
   */
  record Case(String table, String message, TableChange change) {
    @Override
    public String toString() {
      return table + ": " + change.describe();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "t",
            "column \"n\" of \"t\" is NULL in 1 row (rowid 5). Say what it becomes: .backfill(\"...\")",
            alterColumn("n").notNull()),
        new Case(
            "k",
            "column \"n\" of \"k\" is NULL in 1 row (key 'it''s' and 1). Say what it becomes:"
                + " .backfill(\"...\")",
            alterColumn("n").notNull()),
        new Case(
            "t",
            "4 rows (rowid 8, 9, 12, ..) of \"t\" break the check (n > 0) named \"positive\"."
                + " Change them first, with execute(..) or run(..).",
            add(check("n > 0").named("positive"))),
        new Case(
            "k",
            "1 row (key 'z' and 2) of \"k\" break the check (b < 2)."
                + " Change them first, with execute(..) or run(..).",
            add(check("b < 2"))),
        new Case(
            "t",
            "5 rows (rowid 5, 9, 12, ..) of \"t\" reference no row of \"parent\" by the foreign key"
                + " (\"p\") to \"parent\" (\"id\"). Change them first, with execute(..) or run(..).",
            add(foreignKey("p").references("parent", "id"))),
        new Case(
            "t",
            "2 values are more than once in (\"v\") of \"t\", which is to be unique: 'a' in 2 rows"
                + " (rowid 3, 5). Change them first, with execute(..) or run(..).",
            add(unique("v"))),
        new Case(
            "t",
            "column \"v\" of \"t\" is NULL in 1 row (rowid 9). Say what it becomes:"
                + " alterColumn(\"v\").notNull().backfill(\"...\")",
            add(primaryKey("v"))),
        new Case(
            "t",
            "column \"n\" of \"t\" holds what is no INT in 1 row (rowid 11), which a strict table"
                + " refuses. Change them first, with execute(..) or run(..).",
            strict(true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rowsAreCountedAndNamed(Case given) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(ROWS)) {
      Snapshot before = database.snapshot();
      RevisionFailedException failure =
          assertThrows(
              RevisionFailedException.class, () -> database.alter(given.table(), given.change()));
      String message = failure.getMessage();
      assertThat(message.substring(message.indexOf("  db:  ") + 7)).isEqualTo(given.message());
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aRebuildRefusesThemToo(Case given) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(ROWS)) {
      Snapshot before = database.snapshot();
      assertThrows(
          RevisionFailedException.class,
          () -> database.alter(RebuildMode.CLASSIC, given.table(), given.change()));
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
  }

  @Test
  void whatIsMadeGoodByTheEndOfTheRevisionIsNoViolation() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
            "CREATE TABLE t (p INTEGER)",
            "INSERT INTO t VALUES (5)")) {
      Migration revision =
          op -> {
            op.alterTable("t", add(foreignKey("p").references("parent", "id")));
            op.execute("INSERT INTO parent VALUES (5)");
          };
      database.upgrade(revision);
      assertThat(database.query("PRAGMA foreign_key_check")).isEmpty();
      database.execute("PRAGMA foreign_keys = ON");
      assertThat(database.query("PRAGMA foreign_key_list(t)")).hasSize(1);
    }
  }

  /** What is said of orphans is what SQLite says of them, for every pair of types. */
  @Test
  void orphansAreThoseThatSqliteFinds() throws SQLException {
    List<String> types =
        List.of(
            "INTEGER", "TEXT", "TEXT COLLATE NOCASE", "REAL", "NUMERIC", "BLOB", "", "INTEGER KEY");
    String values =
        "(1), ('1'), (1.0), ('1.0'), (2.5), ('2.5'), ('a'), ('A'), (x'31'), (NULL), (' 1'), (3)";
    for (String parent : types) {
      for (String child : types) {
        String key = parent.endsWith("KEY") ? "INTEGER PRIMARY KEY" : parent + " UNIQUE";
        String stored = parent.endsWith("KEY") ? "(1), (2)" : "(1), ('1.0'), (2.5), ('a'), (x'31')";
        try (TestDatabase database =
            TestDatabase.inMemory(
                "CREATE TABLE parent (k " + key + ")",
                "INSERT OR IGNORE INTO parent VALUES " + stored,
                "CREATE TABLE child (c " + child.replace(" KEY", "") + ")",
                "INSERT INTO child VALUES " + values,
                "CREATE TABLE twin (c " + child.replace(" KEY", "") + " REFERENCES parent (k))",
                "PRAGMA foreign_keys = OFF",
                "INSERT INTO twin SELECT c FROM child")) {
          List<String> orphans =
              database.query("SELECT rowid FROM pragma_foreign_key_check('twin') ORDER BY 1");
          database.execute("DROP TABLE twin");
          String what = child + " to " + parent;
          String message = "";
          try {
            database.alter("child", add(foreignKey("c").references("parent", "k")));
          } catch (RevisionFailedException failure) {
            message = failure.getMessage();
          }
          if (orphans.isEmpty()) {
            assertWithMessage(what).that(message).isEmpty();
          } else {
            String first =
                String.join(", ", orphans.subList(0, Math.min(3, orphans.size())))
                    + (orphans.size() > 3 ? ", .." : "");
            assertWithMessage(what)
                .that(message)
                .contains(
                    orphans.size()
                        + (orphans.size() == 1 ? " row" : " rows")
                        + " (rowid "
                        + first
                        + ") of \"child\" reference no row of \"parent\"");
          }
        }
      }
    }
  }

  @Test
  void anAddedColumnIsLookedAtToo() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(ROWS)) {
      assertThrows(
          RevisionFailedException.class,
          () ->
              database.alter(
                  "t",
                  add(integer("q").defaultValue(77)),
                  add(foreignKey("q").references("parent", "id"))));
      assertThrows(
          RevisionFailedException.class,
          () -> database.alter("t", add(integer("q")), alterColumn("q").notNull()));
      assertThrows(
          RevisionFailedException.class,
          () -> database.alter("t", add(integer("q").defaultValue(1)), add(check("q > 1"))));
      assertThrows(
          RevisionFailedException.class,
          () -> database.alter("t", add(integer("q").unique().defaultValue(1))));
    }
  }
}
