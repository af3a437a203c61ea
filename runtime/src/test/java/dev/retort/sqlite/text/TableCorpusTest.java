package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.retort.Corpora;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCorpusTest {
  @Test
  void everyTextIsReadAsSqliteReadsIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JsonObject oracle : oracles()) {
      String sql = oracle.get("stored_sql").getAsString();
      try {
        Reading.check(sql, Facts.of(oracle));
      } catch (AssertionError | UnreadableText problem) {
        wrong.add(oracle.get("n") + ": " + problem.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyEditChangesNothingElse() throws IOException, SQLException {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      for (JsonObject oracle : oracles()) {
        try {
          checked += new Editing(connection, oracle.get("stored_sql").getAsString()).check();
        } catch (AssertionError
            | UnreadableText
            | SQLException
            | IndexOutOfBoundsException
            | IllegalArgumentException problem) {
          wrong.add(oracle.get("n") + ": " + problem);
        }
      }
    }
    System.out.printf("Edits of real texts that SQLite took: %,d%n", checked);
    assertWithMessage(checked + " edits, " + wrong.size() + " wrong").that(wrong).isEmpty();
    assertThat(checked).isGreaterThan(50_000);
  }

  static List<JsonObject> oracles() throws IOException {
    return Files.readAllLines(Corpora.folder().resolve("ddl").resolve("oracle.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }
}
