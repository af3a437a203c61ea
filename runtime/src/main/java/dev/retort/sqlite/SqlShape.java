package dev.retort.sqlite;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Texts of SQL without how they are written. */
final class SqlShape {
  /** Words of a table that say what no PRAGMA tells. */
  private static final List<String> UNTOLD =
      List.of(
          "AUTOINCREMENT",
          "CHECK",
          "COLLATE",
          "CONFLICT",
          "DEFERRABLE",
          "DEFERRED",
          "GENERATED",
          "STORED",
          "DESC");

  private SqlShape() {}

  /** Returns the tokens, names without quotes and everything but texts in lower case. */
  static String tokens(String sql) {
    List<String> tokens = new ArrayList<>();
    for (Token token : SqlScript.tokens(sql)) {
      tokens.add(
          token.kind() == Token.Kind.STRING ? token.text() : token.name().toLowerCase(Locale.ROOT));
    }
    return String.join(" ", tokens);
  }

  /** Returns a text in one line, as it is written but for comments and the space between tokens. */
  static String line(String sql) {
    StringBuilder line = new StringBuilder();
    int end = 0;
    for (Token token : SqlScript.tokens(sql)) {
      line.append(line.length() > 0 && token.start() > end ? " " : "").append(token.text());
      end = token.end();
    }
    return line.toString();
  }

  /** Returns which words that no PRAGMA tells a text says, for example {@code CHECK 2 times}. */
  static String clauses(String sql) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (Token token : SqlScript.tokens(sql)) {
      for (String word : UNTOLD) {
        if (token.is(word)) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    List<String> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(word + (count == 1 ? "" : " " + count + " times")));
    return words.isEmpty() ? "none" : String.join(", ", words);
  }
}
