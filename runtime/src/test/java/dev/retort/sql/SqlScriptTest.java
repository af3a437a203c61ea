package dev.retort.sql;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
  @Test
  void statementsEndAtSemicolons() {
    assertThat(SqlScript.statements(" SELECT 1 ;\n\n;SELECT 2"))
        .containsExactly("SELECT 1", "SELECT 2")
        .inOrder();
  }

  @Test
  void semicolonsInStringsNamesAndCommentsDoNotSplit() {
    String one = "SELECT ';', \";\", [;], `;`, 'it''s;' -- ;\n /* ; */ FROM t";
    String two = "-- before;\nSELECT x'00'";
    assertThat(SqlScript.statements(one + ";" + two + "; -- after;\n /* the end;"))
        .containsExactly(one, two)
        .inOrder();
  }

  @Test
  void aTriggerIsOneStatement() {
    String trigger =
        """
        CREATE TEMP TRIGGER IF NOT EXISTS log AFTER UPDATE OF a ON t
        WHEN CASE new.a WHEN 1 THEN 1 END BEGIN
          UPDATE t SET a = CASE WHEN a THEN 1 ELSE CASE b WHEN 2 THEN 3 END END;
          SELECT 'end;', "begin" FROM t; -- END;
          DELETE FROM t;
        END""";
    assertThat(SqlScript.statements(trigger + ";\nSELECT 1;"))
        .containsExactly(trigger, "SELECT 1")
        .inOrder();
  }

  @Test
  void aTransactionIsManyStatements() {
    assertThat(SqlScript.statements("BEGIN; CREATE TABLE trigger(a); END; COMMIT;"))
        .containsExactly("BEGIN", "CREATE TABLE trigger(a)", "END", "COMMIT")
        .inOrder();
  }

  @Test
  void aTriggerMayBeNamedBegin() {
    String trigger = "CREATE TRIGGER begin AFTER INSERT ON t BEGIN SELECT 1; END";
    assertThat(SqlScript.statements(trigger + ";SELECT 2"))
        .containsExactly(trigger, "SELECT 2")
        .inOrder();
  }

  @Test
  void anExplainedTriggerIsOneStatement() {
    String trigger =
        "EXPLAIN QUERY PLAN CREATE TRIGGER a AFTER INSERT ON t BEGIN SELECT 1; SELECT 2; END";
    assertThat(SqlScript.statements(trigger + ";SELECT 2"))
        .containsExactly(trigger, "SELECT 2")
        .inOrder();
  }

  @Test
  void textThatIsNeverClosedIsTheLastStatement() {
    assertThat(SqlScript.statements("SELECT 1; SELECT 'a; b"))
        .containsExactly("SELECT 1", "SELECT 'a; b")
        .inOrder();
  }

  @Test
  void commentsAreNoStatements() {
    assertThat(SqlScript.statements("-- nothing\n; /* at; all */ ;\ufeff ")).isEmpty();
  }

  @Test
  void theFirstWordIsUpperCase() {
    assertThat(SqlScript.firstWord("/* x */ -- y\n pragma user_version")).hasValue("PRAGMA");
    assertThat(SqlScript.firstWord("(SELECT 1)")).isEmpty();
    assertThat(SqlScript.firstWord("\"create\" table")).isEmpty();
    assertThat(SqlScript.firstWord("-- nothing")).isEmpty();
  }

  @Test
  void tokensAreSqlites() {
    String sql =
        "a$b \"c\"\"d\" [e]f`g`'h''i' 1_000 0xFf 1.5e-3 .5 1. x'0aFf' ?1 :n @v $t::u(w) #1"
            + " a->>b->c<>d||e!=f<<g -- z\n/*/ y */ é Ünï";
    assertThat(SqlScript.tokens(sql).stream().map(Token::text))
        .containsExactly(
            "a$b",
            "\"c\"\"d\"",
            "[e]",
            "f",
            "`g`",
            "'h''i'",
            "1_000",
            "0xFf",
            "1.5e-3",
            ".5",
            "1.",
            "x'0aFf'",
            "?1",
            ":n",
            "@v",
            "$t::u(w)",
            "#1",
            "a",
            "->>",
            "b",
            "->",
            "c",
            "<>",
            "d",
            "||",
            "e",
            "!=",
            "f",
            "<<",
            "g",
            "é",
            "Ünï")
        .inOrder();
    assertThat(SqlScript.tokens(sql).stream().map(Token::kind)).doesNotContain(Token.Kind.UNKNOWN);
  }

  @Test
  void whatSqliteCannotReadIsUnknown() {
    for (String sql :
        List.of("'a", "\"a", "`a", "[a", "1a", "0x1g", "x'0", "x'0'", "$", "!", "^")) {
      assertWithMessage(sql)
          .that(SqlScript.tokens(sql).get(0).kind())
          .isEqualTo(Token.Kind.UNKNOWN);
    }
  }

  @Test
  void realSchemasComeOutTheSamePieceByPiece() throws IOException, SQLException {
    for (Path script : scripts()) {
      String sql = Files.readString(script);
      List<String> whole = schema(List.of(sql));
      List<String> pieces = schema(SqlScript.statements(sql));
      assertWithMessage(script.toString()).that(pieces).isEqualTo(whole);
    }
  }

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(Corpora.folder().resolve("schemas"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> schema(List<String> statements) throws SQLException {
    boolean whole = statements.size() == 1;
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement run = connection.createStatement()) {
      for (String statement : statements) {
        if (whole) {
          run.executeUpdate(statement);
        } else {
          run.execute(statement);
        }
      }
      try (ResultSet row =
          run.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid")) {
        while (row.next()) {
          rows.add(row.getString(1) + '|' + row.getString(2) + '|' + row.getString(3));
          rows.add(String.valueOf(row.getString(4)));
        }
      }
    }
    return rows;
  }
}
