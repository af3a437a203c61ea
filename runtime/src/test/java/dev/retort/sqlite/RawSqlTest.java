package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.schema.Extent;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is told of raw SQL without running it agrees with what SQLite does when it runs it.
 *
 * <p>{@code -Dretort.histories=10000} makes more random ones, {@code -Dretort.seed=7} others.
 */
class RawSqlTest {
  private static final int HISTORIES = Integer.getInteger("retort.histories", 400);
  private static final long SEED = Long.getLong("retort.seed", 20_261_120L);

  private static final String[] TABLES = {"a", "b", "c"};
  private static final String[] COLUMNS = {"x", "y", "z", "\"x\"", "[y]"};

  private static final String[] STATEMENTS = {
    "CREATE TABLE T (C, D INTEGER NOT NULL DEFAULT 1)",
    "CREATE TABLE T (C TEXT PRIMARY KEY, D REFERENCES U (C), CHECK (D > 0)) STRICT",
    "CREATE TABLE T AS SELECT 1 AS C, 2 AS D",
    "CREATE TABLE IF NOT EXISTS T (C INTEGER)",
    "CREATE TABLE IF NOT EXISTS main.T (C INTEGER, D)",
    "CREATE TEMP TABLE T (D)",
    "CREATE VIRTUAL TABLE T USING fts5 (C)",
    "DROP TABLE T",
    "DROP TABLE IF EXISTS T",
    "DROP TABLE main.T",
    "ALTER TABLE T RENAME TO U",
    "ALTER TABLE T RENAME COLUMN C TO D",
    "ALTER TABLE T RENAME C TO D",
    "ALTER TABLE T ADD COLUMN C TEXT DEFAULT 'x' -- a comment",
    "ALTER TABLE T ADD C INTEGER REFERENCES U (D)",
    "ALTER TABLE T DROP COLUMN C",
    "ALTER TABLE T DROP D",
    "CREATE INDEX ixT ON T (C)",
    "CREATE INDEX IF NOT EXISTS ixU ON U (C, D)",
    "CREATE UNIQUE INDEX uxT ON T (C) WHERE D IS NOT NULL",
    "CREATE INDEX exT ON T (lower(C))",
    "DROP INDEX ixT",
    "DROP INDEX IF EXISTS uxU",
    "CREATE VIEW vT AS SELECT C FROM T",
    "CREATE VIEW T AS SELECT 1 AS C",
    "DROP VIEW vT",
    "DROP VIEW IF EXISTS T",
    "CREATE TRIGGER trT AFTER INSERT ON T BEGIN DELETE FROM U; SELECT 1; END",
    "DROP TRIGGER trT",
    "DROP TRIGGER IF EXISTS trU",
    "INSERT INTO T (C) VALUES (1)",
    "DELETE FROM T",
    "ANALYZE",
    "PRAGMA user_version = 3",
    "WITH q AS (SELECT 1) SELECT * FROM q"
  };

  /** What a full-text table has made; behind a temporary table SQLite no longer says so. */
  private static final Pattern SHADOW = Pattern.compile("[abc]_(config|content|data|docsize|idx)");

  @Test
  void randomHistoriesEndAsTheyDoInSqlite() throws SQLException {
    int played = 0;
    int refused = 0;
    int found = 0;
    for (int history = 0; history < HISTORIES; history++) {
      Random random = new Random(SEED + history);
      Schema schema = Schema.empty();
      StringBuilder told = new StringBuilder("-Dretort.seed=" + (SEED + history));
      try (TestDatabase database = TestDatabase.inMemory()) {
        for (int step = 0; step < 25; step++) {
          String sql = statement(random);
          told.append("\n").append(sql);
          RawSql.Outcome outcome = RawSql.apply(schema, sql);
          boolean ran = runs(database, sql);
          if (!outcome.findings().isEmpty()) {
            found++;
            assertWithMessage("%s: found %s", told, outcome.findings()).that(ran).isFalse();
          }
          // What SQLite refuses changes nothing, whether it was foreseen or not.
          schema = ran ? outcome.after() : schema;
          played += ran ? 1 : 0;
          refused += ran ? 0 : 1;
          assertAgrees(told.toString(), schema, SqliteInspection.inspect(database.connection()));
        }
      }
    }
    assertThat(played).isGreaterThan(HISTORIES);
    assertThat(found).isGreaterThan(refused / 2);
  }

  private static String statement(Random random) {
    String sql = STATEMENTS[random.nextInt(STATEMENTS.length)];
    String first = COLUMNS[random.nextInt(COLUMNS.length)];
    String second = COLUMNS[random.nextInt(COLUMNS.length)];
    String table = TABLES[random.nextInt(TABLES.length)];
    String other = TABLES[random.nextInt(TABLES.length)];
    return sql.replaceAll("(?<=\\b|ix|ux|ex|tr|v)T\\b(?! DEFAULT)", table)
        .replaceAll("(?<=\\b|ix|ux|ex|tr|v)U\\b", other)
        .replaceAll("\\bC\\b", first)
        .replaceAll("\\bD\\b", second);
  }

  private static boolean runs(TestDatabase database, String sql) {
    try {
      database.execute(sql);
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private static Object shape(Table table) {
    return Shapes.of(Schema.of(List.of(table), List.of()));
  }

  /** What is certain is so, and what is there is at least possible. */
  private static void assertAgrees(String told, Schema schema, Schema real) {
    for (SchemaObject object : schema.objects().values()) {
      assertWithMessage("%s: %s", told, object.name())
          .that(real.presence(object.name()))
          .isEqualTo(Presence.KNOWN);
      if (object instanceof Table table && table.extent() == Extent.COMPLETE) {
        assertWithMessage(told)
            .that(real.table(table.name()).map(Table::columnNames))
            .hasValue(table.columnNames());
        assertWithMessage(told)
            .that(shape(table))
            .isEqualTo(shape(real.table(table.name()).orElseThrow()));
      }
    }
    for (Name name : real.objects().keySet()) {
      if (SHADOW.matcher(name.text()).matches()) {
        continue;
      }
      assertWithMessage("%s: %s", told, name)
          .that(schema.presence(name))
          .isNotEqualTo(Presence.ABSENT);
    }
    for (Name name : schema.triggers().keySet()) {
      assertWithMessage("%s: %s", told, name)
          .that(real.triggerPresence(name))
          .isEqualTo(Presence.KNOWN);
    }
    for (Name name : real.triggers().keySet()) {
      assertWithMessage("%s: %s", told, name)
          .that(schema.triggerPresence(name))
          .isNotEqualTo(Presence.ABSENT);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE t (a); DROP TABLE u | 31 | drops table \"u\", but there is no table \"u\" here. Did you mean \"t\"?",
        "CREATE TABLE t (a); CREATE TABLE T (b) | 33 | creates table \"T\", but there is a table \"T\" here already.",
        "CREATE TABLE t (abc); ALTER TABLE t DROP COLUMN abd | 48 | drops column \"abd\" of \"t\", but \"t\" has no such column here. Did you mean \"abc\"?",
        "CREATE TABLE t (a); CREATE INDEX i ON t (b) | 41 | creates index \"i\" on column \"b\" of \"t\", but \"t\" has no such column here. Did you mean \"a\"?",
        "DROP VIEW v | 10 | drops view \"v\", but there is no view \"v\" here."
      })
  void whatSqliteWouldRefuseIsFoundAtItsName(String sql, int offset, String message) {
    List<RawSql.Finding> findings = RawSql.apply(Schema.empty(), sql).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).problem().message()).isEqualTo(message);
    assertThat(findings.get(0).offset()).isEqualTo(offset);
  }

  @Test
  void whatNobodyUnderstandsMakesEverythingPossible() {
    Schema schema = RawSql.apply(Schema.empty(), "CREATE TABLE t (a)").after();
    assertThat(RawSql.apply(schema, "FROBNICATE t").after()).isEqualTo(Schema.open());
    Schema altered = RawSql.apply(schema, "ALTER TABLE t ALTER COLUMN a SET NOT NULL").after();
    assertThat(altered.presence(Name.of("t"))).isEqualTo(Presence.MAYBE);
    assertThat(altered.presence(Name.of("u"))).isEqualTo(Presence.ABSENT);
  }
}
