package dev.retort.sqlite.text;

import dev.retort.sql.Characters;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.List;
import java.util.Set;

/**
 * The declared type as SQLite keeps it; see {@code sqlite3AddColumn} in
 * https://www.sqlite.org/src/file?name=src/build.c.
 */
final class TypeText {
  private static final Set<String> STANDARD =
      Set.of("ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT");

  private TypeText() {}

  static String shown(String written) {
    String type = written;
    if (type.length() >= 16 && endsWith(type, "ALWAYS")) {
      type = cut(type, "ALWAYS");
      if (endsWith(type, "GENERATED")) {
        type = cut(type, "GENERATED");
      }
    }
    if (type.length() >= 3) {
      type = unwrapped(type);
      String upper = new Token(Token.Kind.WORD, type, 0, 0).keyword();
      if (STANDARD.contains(upper)) {
        return upper;
      }
    }
    return unquoted(type);
  }

  // Takes the first and the last character away when the first is the only quote but for the last.
  private static String unwrapped(String type) {
    if (!Characters.quote(type.charAt(0))) {
      return type;
    }
    for (int at = 1; at < type.length() - 1; at++) {
      if (Characters.quote(type.charAt(at))) {
        return type;
      }
    }
    return type.substring(1, type.length() - 1);
  }

  // Of a type that begins with a quote only what is in the first pair of quotes is kept.
  private static String unquoted(String type) {
    List<Token> tokens = Tokenizer.tokens(type);
    boolean quoted =
        !tokens.isEmpty() && tokens.get(0).start() == 0 && Characters.quote(type.charAt(0));
    return quoted ? tokens.get(0).name() : type;
  }

  private static boolean endsWith(String type, String word) {
    int start = type.length() - word.length();
    return start >= 0 && new Token(Token.Kind.WORD, type.substring(start), 0, 0).is(word);
  }

  private static String cut(String type, String word) {
    int end = type.length() - word.length();
    while (end > 0 && Characters.space(type.charAt(end - 1))) {
      end--;
    }
    return type.substring(0, end);
  }
}
