package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.retort.Corpora;
import dev.retort.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is called a mistake is one for SQLite too, and nothing that runs is called one. */
class SqlMistakeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "UPDAET t SET a = 1 | 0 | no statement begins with \"UPDAET\". Did you mean \"UPDATE\"?",
        "SELECT 1; DELET FROM t | 10 | no statement begins with \"DELET\". Did you mean \"DELETE\"?",
        "INSERT INTO t (a VALUES (1) | 14 | a \"(\" is not closed",
        "SELECT (1)) | 10 | a \")\" closes nothing",
        "SELECT 'it''s | 7 | the quote ' is not closed",
        "SELECT \"a FROM t | 7 | the quote \" is not closed",
        "SELECT [a FROM t | 7 | the quote [ is not closed",
        "SELECT 1 ^ 2 | 9 | SQL has no \"^\"",
      })
  void aMistakeIsFoundAtItsPlaceAndRefusedBySqlite(String sql, int offset, String message)
      throws SQLException {
    List<SqlMistake> mistakes = SqlMistake.in(sql);

    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.get(0).message()).isEqualTo(message);
    assertThat(mistakes.get(0).offset()).isEqualTo(offset);
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE t (a)")) {
      assertThrows(
          SQLException.class,
          () -> {
            for (String statement : SqlScript.statements(sql)) {
              Query.run(database.connection(), statement);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '(', \")\", [(], `)` -- (",
        "SELECT 1 /* ( '",
        "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; SELECT (2); END",
        "VALUES (1), (2)",
        "WITH q AS (SELECT 1) SELECT * FROM q",
        "SELECT x'ab', 1.5e3, ?1, :a, @b, $c, a->>'$.b', 1 << 2, ~1 FROM t"
      })
  void whatSqliteReadsIsNoMistake(String sql) {
    assertThat(SqlMistake.in(sql)).isEmpty();
  }

  @Test
  void realSqlHasNoMistakes() throws IOException {
    Path corpora = Corpora.folder();
    for (String line : Files.readAllLines(corpora.resolve("ddl/create_tables.jsonl"))) {
      assertSound(JsonParser.parseString(line).getAsJsonObject().get("sql").getAsString());
    }
    try (Stream<Path> files = Files.walk(corpora)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sql")).toList()) {
        assertSound(Files.readString(file));
      }
    }
  }

  private static void assertSound(String sql) {
    assertWithMessage(sql).that(SqlMistake.in(sql)).isEmpty();
  }
}
