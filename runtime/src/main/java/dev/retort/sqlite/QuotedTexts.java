package dev.retort.sqlite;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The double-quoted words that SQLite takes for texts, since no column has their name; see
 * https://www.sqlite.org/quirks.html#dblquote. A quoted name of a dropped column becomes one
 * without a word from SQLite.
 *
 * <p>SQLite itself is asked: RENAME COLUMN writes such words with single quotes in all objects.
 * With writable_schema it leaves what it cannot read as it is.
 */
final class QuotedTexts {
  private QuotedTexts() {}

  /** Returns the words in each object of a copy that has any. */
  static Map<String, Set<String>> in(SchemaCopy copy) throws SQLException {
    Map<String, String> before = texts(copy);
    Map<String, Set<String>> quoted = new HashMap<>();
    copy.play("SAVEPOINT retort_quoted");
    try {
      copy.play("CREATE TABLE main.retort_quoted (x)");
      copy.play("PRAGMA writable_schema = ON");
      copy.play("ALTER TABLE main.retort_quoted RENAME COLUMN x TO y");
      for (Map.Entry<String, String> after : texts(copy).entrySet()) {
        Set<String> words = words(before.getOrDefault(after.getKey(), ""), after.getValue());
        if (!words.isEmpty()) {
          quoted.put(after.getKey(), words);
        }
      }
    } finally {
      copy.play("ROLLBACK TO retort_quoted");
      copy.play("RELEASE retort_quoted");
      copy.play("PRAGMA writable_schema = RESET");
    }
    return quoted;
  }

  private static Map<String, String> texts(SchemaCopy copy) throws SQLException {
    Map<String, String> texts = new HashMap<>();
    copy.objects().forEach(object -> texts.put(object.words(), object.sql()));
    return texts;
  }

  private static Set<String> words(String before, String after) {
    Set<String> words = new LinkedHashSet<>();
    if (before.equals(after)) {
      return words;
    }
    List<Token> were = SqlScript.tokens(before);
    List<Token> are = SqlScript.tokens(after);
    for (int at = 0; at < Math.min(were.size(), are.size()); at++) {
      if (were.get(at).kind() == Token.Kind.QUOTED && are.get(at).kind() == Token.Kind.STRING) {
        words.add(were.get(at).name());
      }
    }
    return words;
  }
}
