package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectTextTest {
  @Test
  void anIndexHasTermsAndACondition() {
    IndexText index =
        IndexText.read(
            "CREATE UNIQUE INDEX main.\"by it\" ON pets ( name COLLATE nocase DESC, (age), lower"
                + "(x) COLLATE \"b\" , a || b COLLATE c ASC, d NULLS LAST) WHERE pets.age > 0 -- x");
    assertThat(index.name()).isEqualTo(Name.of("by it"));
    assertThat(index.table()).isEqualTo(Name.of("pets"));
    assertThat(index.unique()).isTrue();
    assertThat(index.where()).hasValue("pets.age > 0");
    assertThat(index.terms())
        .containsExactly(
            new TermText("name", Optional.of(Name.of("name")), Optional.of("nocase"), true),
            new TermText("(age)", Optional.of(Name.of("age")), Optional.empty(), false),
            new TermText("lower(x)", Optional.empty(), Optional.of("b"), false),
            new TermText("a || b COLLATE c", Optional.empty(), Optional.empty(), false),
            new TermText("d", Optional.of(Name.of("d")), Optional.empty(), false))
        .inOrder();
    assertThat(index.onTable(Name.of("x")).renamed(Name.of("i")).sql())
        .isEqualTo(
            "CREATE UNIQUE INDEX main.\"i\" ON \"x\" ( name COLLATE nocase DESC, (age), lower"
                + "(x) COLLATE \"b\" , a || b COLLATE c ASC, d NULLS LAST) WHERE \"x\".age > 0"
                + " -- x");
  }

  @Test
  void aViewHasAQuery() {
    ViewText view = ViewText.read("CREATE VIEW v ( a, \"b c\" ) AS /* x */ SELECT 1, 2 -- end");
    assertThat(view.name()).isEqualTo(Name.of("v"));
    assertThat(view.columns()).containsExactly(Name.of("a"), Name.of("b c")).inOrder();
    assertThat(view.select()).isEqualTo("SELECT 1, 2");
  }

  @Test
  void aTriggerHasATableAndColumns() {
    TriggerText trigger =
        TriggerText.read(
            "CREATE TEMP TRIGGER before BEFORE UPDATE OF \"a b\", c ON main.t WHEN (new.c)"
                + " BEGIN SELECT 1; END");
    assertThat(trigger.name()).isEqualTo(Name.of("before"));
    assertThat(trigger.table()).isEqualTo(Name.of("t"));
    assertThat(trigger.updateOf()).containsExactly(Name.of("a b"), Name.of("c")).inOrder();
    assertThat(trigger.temporary()).isTrue();
  }

  @Test
  void aVirtualTableHasArguments() {
    VirtualTableText table =
        VirtualTableText.read(
            "CREATE VIRTUAL TABLE docs USING fts5(body, \"it's\" UNINDEXED , tokenize = 'a, b')");
    assertThat(table.name()).isEqualTo(Name.of("docs"));
    assertThat(table.module()).isEqualTo("fts5");
    assertThat(table.arguments())
        .containsExactly("body", "\"it's\" UNINDEXED", "tokenize = 'a, b'")
        .inOrder();
    assertThat(VirtualTableText.read("CREATE VIRTUAL TABLE v USING dbstat").arguments()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX i ON t(a)",
        "CREATE UNIQUE INDEX/**/\"i\"/**/ON[T](/*(*/a/*)*/DESC,--)\nb COLLATE'rtrim')--'",
        "CREATE INDEX 'i'ON't'('a','b')",
        "CREATE INDEX i ON `t`(a COLLATE nocase COLLATE binary, (b), ((b)) COLLATE rtrim DESC)",
        "CREATE INDEX i ON t(lower(\"b\"), a || 't.a' || 't') WHERE t . a AND \"T\".b",
        "CREATE INDEX i ON t(a)WHERE(t.a)>0 AND b IN('t.a',x'28',1_000)OR/*t.a*/t.b NOTNULL",
        "CREATE INDEX where_ ON t(CASE WHEN a THEN b ELSE 't' END, a->>'$.t.x')WHERE a IS NOT NULL",
        "CREATE INDEX \"t.a\" ON \"t\" (\r\n  a ASC,\r\n  b DESC -- t.b\r\n)\r\n",
      })
  void anIndexMovesAsInSqlitesOwnRename(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t(a, b)");
      statement.execute(sql);
      String stored = stored(statement, "index");
      IndexText index = IndexText.read(stored);
      assertThat(index.sql()).isEqualTo(stored);
      statement.execute("ALTER TABLE t RENAME TO \"new \"\"name\"");
      assertThat(index.onTable(Name.of("new \"name")).sql()).isEqualTo(stored(statement, "index"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER r AFTER UPDATE OF a,\"b\"ON t BEGIN SELECT 1; END",
        "CREATE TRIGGER \"r\"/**/DELETE/**/ON/**/[t]/**/FOR EACH ROW WHEN(old.a)BEGIN SELECT 2;END",
        "CREATE TRIGGER begin_ INSERT ON't'WHEN new.a<>'BEGIN' BEGIN SELECT 'ON t';SELECT 3;END",
        "CREATE TRIGGER of BEFORE UPDATE OF b ON main.`t` BEGIN SELECT CASE 1 WHEN 1 THEN 2 END;END",
        "CREATE TRIGGER r INSERT ON t--\nWHEN(CASE WHEN new.a THEN 1 END)--\nBEGIN--\nSELECT 4;--\nEND--",
      })
  void aTriggerMovesAsInSqlitesOwnRename(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t(a, b)");
      statement.execute(sql);
      String stored = stored(statement, "trigger");
      TriggerText trigger = TriggerText.read(stored);
      assertThat(trigger.sql()).isEqualTo(stored);
      statement.execute("ALTER TABLE t RENAME TO \"new \"\"name\"");
      assertThat(trigger.on(Name.of("new \"name"))).isEqualTo(stored(statement, "trigger"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE VIEW v AS SELECT 1",
        "CREATE VIEW[v](a,\"b c\",'d')AS/**/VALUES(1,2,3)--",
        "CREATE VIEW as_ AS WITH x AS (SELECT 1 AS a) SELECT a FROM x -- AS SELECT 2",
        "CREATE VIEW 'v'/*(a)*/AS\r\nSELECT ';' AS \"AS\"\r\n",
      })
  void aViewIsReadAndPrintedBack(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      String stored = stored(statement, "view");
      ViewText view = ViewText.read(stored);
      assertThat(view.sql()).isEqualTo(stored);
      // The query alone gives the same columns and rows.
      assertThat(rows(statement, view.select()))
          .isEqualTo(rows(statement, "SELECT * FROM " + view.name().sql()));
    }
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        for (int at = 1; at <= row.getMetaData().getColumnCount(); at++) {
          values.add(row.getString(at));
        }
      }
    }
    return values;
  }

  private static String stored(Statement statement, String type) throws SQLException {
    return rows(statement, "SELECT sql FROM sqlite_schema WHERE type = '" + type + "'").get(0);
  }

  @Test
  void whatIsOfAnotherKindIsRefused() {
    String sql = "CREATE TABLE t(a)";
    for (Runnable read :
        List.<Runnable>of(
            () -> IndexText.read(sql),
            () -> ViewText.read(sql),
            () -> TriggerText.read(sql),
            () -> VirtualTableText.read(sql))) {
      assertThrows(UnreadableText.class, read::run);
    }
  }
}
