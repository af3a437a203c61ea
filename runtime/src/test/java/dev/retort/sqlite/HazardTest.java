package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.sqlite.TestDatabase.altering;

import dev.retort.Migrator;
import dev.retort.run.RebuildMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is easily lost is kept, by each change and in each way of altering a table. */
class HazardTest {
  private static final Set<SingleChange> CHANGES =
      EnumSet.complementOf(EnumSet.of(SingleChange.COLUMN_DROPPED, SingleChange.COLUMN_RENAMED));

  private static final String TABLE =
      "CREATE TABLE t (id INTEGER PRIMARY KEY, note VARCHAR(10), n INTEGER, fresh INTEGER)";
  private static final String ROWS =
      "INSERT INTO t VALUES (1, 'a', 5, NULL), (7, '\u00e9\uD83D\uDE00', NULL, NULL)";

  @TempDir Path folder;

  /**
   * A file with a table {@code t} in it, whose column {@code fresh} holds nothing.
   *
   * @param feature what is special about it
   * @param script what makes it
   */
  private record Hazard(String feature, List<String> script) {
    @Override
    public String toString() {
      return feature;
    }
  }

  private static Hazard of(String feature, String... script) {
    return new Hazard(feature, List.of(script));
  }

  private static Hazard file(String pragma) {
    return of(
        pragma,
        "PRAGMA " + pragma,
        TABLE,
        "CREATE TABLE big (x)",
        "INSERT INTO big VALUES (zeroblob(200000))",
        "CREATE INDEX ix ON t (note, n)",
        ROWS,
        "DELETE FROM big");
  }

  static Stream<Arguments> hazards() {
    return Stream.of(rows(), beside(), sameNames(), shapes(), files())
        .flatMap(List::stream)
        .flatMap(
            hazard ->
                Stream.of(RebuildMode.values()).map(mode -> Arguments.arguments(hazard, mode)));
  }

  private static List<Hazard> rows() {
    return List.of(
        of(
            "hidden rowids with gaps",
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE t (note VARCHAR(10), n INTEGER, fresh INTEGER)",
            "INSERT INTO t(rowid, note, n) VALUES (10, 'a', 1), (-5, 'b', 2), (9000000000, 'c', 3)"),
        of(
            "a counter of AUTOINCREMENT above all rows",
            "CREATE TABLE other (id INTEGER PRIMARY KEY AUTOINCREMENT)",
            "INSERT INTO other VALUES (77)",
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, note VARCHAR(10), fresh INTEGER)",
            "INSERT INTO t (id, note) VALUES (1, 'a'), (500, 'b')",
            "DELETE FROM t WHERE id = 500"),
        of(
            "sqlite_stat1 and sqlite_stat4",
            TABLE,
            "CREATE INDEX ix_n ON t (n)",
            "CREATE INDEX ix_note ON t (note, n)",
            "WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < 300)"
                + " INSERT INTO t SELECT x, 'n' || x % 7, x % 50, NULL FROM i",
            "ANALYZE",
            "UPDATE sqlite_stat1 SET stat = '300 9 9' WHERE idx = 'ix_note'"));
  }

  private static List<Hazard> beside() {
    return List.of(
        of(
            "FTS5 with its content in the table",
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE t (note VARCHAR(10), n INTEGER, fresh INTEGER)",
            "CREATE VIRTUAL TABLE f USING fts5(note, content='t')",
            "CREATE TRIGGER ai AFTER INSERT ON t BEGIN INSERT INTO f(rowid, note) VALUES (new.rowid,"
                + " new.note); END",
            "INSERT INTO t(rowid, note, n) VALUES (10, 'apple', 1), (20, 'pear', 2)"),
        of(
            "an R-Tree that a trigger fills",
            "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)",
            TABLE,
            "CREATE TRIGGER ai AFTER INSERT ON t BEGIN INSERT INTO r VALUES (new.id, new.id, new.id"
                + " + 1); END",
            ROWS),
        of(
            "attached databases with a table of the same name",
            TABLE,
            ROWS,
            "ATTACH ':memory:' AS \"the other\"",
            "ATTACH ':memory:' AS third",
            "CREATE TABLE \"the other\".t (id INTEGER PRIMARY KEY AUTOINCREMENT, note BLOB)",
            "CREATE INDEX \"the other\".ix ON t (note)",
            "INSERT INTO \"the other\".t VALUES (9, 'z')",
            "CREATE TABLE third.t (note)",
            "CREATE TEMP TRIGGER far AFTER INSERT ON \"the other\".t BEGIN SELECT 1; END"));
  }

  private static List<Hazard> sameNames() {
    return List.of(
        of(
            "a temporary table of the same name",
            TABLE,
            "CREATE INDEX ix ON t (note)",
            ROWS,
            "CREATE TEMP TABLE t (other INT)",
            "CREATE INDEX temp.ix ON t (other)",
            "INSERT INTO temp.t VALUES (3)"),
        of(
            "a temporary view of the same name",
            TABLE,
            ROWS,
            "CREATE TEMP VIEW t AS SELECT 7 AS other"),
        of(
            "a temporary trigger of the same name",
            TABLE,
            "CREATE TABLE log (x)",
            "CREATE TRIGGER trg AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.id); END",
            "CREATE TEMP TRIGGER trg AFTER INSERT ON main.t BEGIN INSERT INTO log VALUES (-new.id);"
                + " END",
            ROWS));
  }

  private static List<Hazard> shapes() {
    String columns =
        IntStream.rangeClosed(1, 1998)
            .mapToObj(at -> "c" + at + " VARCHAR(5)")
            .collect(Collectors.joining(", "));
    return List.of(
        of(
            "WITHOUT ROWID",
            "CREATE TABLE p (id INTEGER PRIMARY KEY)",
            "CREATE TABLE t (k TEXT, note VARCHAR(10), j INT, fresh INTEGER, PRIMARY KEY (k DESC, j))"
                + " WITHOUT ROWID",
            "CREATE INDEX ix ON t (note)",
            "INSERT INTO t VALUES ('a', 'x', 1, NULL), ('b', 'y', 2, NULL)"),
        of(
            "STRICT",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT, k ANY, fresh INTEGER) STRICT",
            "INSERT INTO t VALUES (1, NULL, '000123', NULL), (2, NULL, 1.5, NULL)"),
        of(
            "generated columns",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v INT AS (a * 2), note VARCHAR(10), a INT, w TEXT"
                + " AS (note || a) STORED NOT NULL, x AS (v + 1) VIRTUAL UNIQUE, fresh INTEGER)",
            "INSERT INTO t (id, note, a) VALUES (1, 'x', 5), (2, 'y', 6)"),
        of(
            "2,000 columns",
            "CREATE TABLE t (id INTEGER PRIMARY KEY, " + columns + ", fresh INTEGER)",
            "INSERT INTO t (id, c1, c1998) VALUES (7, 'a', 'b')"));
  }

  private static List<Hazard> files() {
    return Stream.of(
            "encoding = 'UTF-16le'",
            "encoding = 'UTF-16be'",
            "auto_vacuum = FULL",
            "auto_vacuum = INCREMENTAL",
            "journal_mode = WAL",
            "journal_mode = DELETE",
            "journal_mode = TRUNCATE",
            "journal_mode = PERSIST",
            "page_size = 512",
            "page_size = 65536")
        .map(HazardTest::file)
        .toList();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("hazards")
  void nothingElseIsDifferentAfterAnyChange(Hazard hazard, RebuildMode mode) throws SQLException {
    for (SingleChange kind : CHANGES) {
      try (TestDatabase database =
          TestDatabase.file(folder.resolve(kind + ".db"), hazard.script().toArray(String[]::new))) {
        SingleChange.Case given = kind.of(ListedTable.of(database, "t")).orElseThrow();
        Snapshot before = database.snapshot();
        boolean forbidden = given.isForbidden(database);
        if (forbidden) {
          // A row holds NULL: it is given a value, so that the change can be made.
          database.execute("UPDATE main.t SET " + given.column().quoted() + " = 3");
          before = database.snapshot();
        }
        Migrator.builder(TestDatabase.registry(altering("t", given.change())))
            .connection(database.connection())
            .rebuild(mode)
            .build()
            .upgrade();
        assertWithMessage(kind.toString())
            .that(
                ChangeExpectation.violations(
                    List.of(new ChangeExpectation(kind, given)), before, database.snapshot()))
            .isEmpty();
        assertThat(database.query("PRAGMA main.integrity_check")).containsExactly("ok");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RebuildMode.class)
  void aTableThatNoLongerCountsKeepsOneCounter(RebuildMode mode) throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a, b, c)",
            "INSERT INTO t (a) VALUES ('x')")) {
      database
          .migrator(
              mode,
              altering("t", alterColumn("id").autoincrement(false)),
              altering("t", dropColumn("a")),
              altering("t", dropColumn("b")))
          .upgrade();
      assertThat(database.query("SELECT name, seq FROM sqlite_sequence")).containsExactly("t|1");
    }
  }
}
