package dev.retort.sql;

/**
 * A piece of SQL that means something: a word, a literal, a sign; whitespace and comments are none.
 *
 * <p>For example {@code SELECT "a b"} has the tokens {@code SELECT} and {@code "a b"}.
 *
 * @param kind for example {@link Kind#QUOTED}
 * @param text the very characters, for example {@code "a b"}, quotes included
 * @param start where it begins in the text
 * @param end where it ends in the text, exclusive
 */
public record Token(Kind kind, String text, int start, int end) {
  /** What a token looks like; the same word may still be a keyword here and a name there. */
  public enum Kind {
    /** An unquoted word, for example {@code SELECT} or {@code users}. */
    WORD,
    /** A quoted name, for example {@code "a b"}, {@code [a b]} or {@code `a b`}. */
    QUOTED,
    /** Text in single quotes, for example {@code 'it''s'}. */
    STRING,
    /** A number, for example {@code 1_000}, {@code 0xff} or {@code 1.5e3}. */
    NUMBER,
    /** A blob, for example {@code x'00ff'}. */
    BLOB,
    /** A variable, for example {@code ?1} or {@code :id}. */
    VARIABLE,
    /** A sign, for example {@code (} or {@code ->>}. */
    SIGN,
    /** What SQLite takes for no token, for example a quote that is never closed. */
    UNKNOWN
  }

  /**
   * Returns whether this is the given unquoted keyword or sign; the case of ASCII letters does not
   * count.
   *
   * @param keyword for example {@code "CREATE"} or {@code "("}
   * @return false for a quoted name, whatever it says
   */
  public boolean is(String keyword) {
    if ((kind != Kind.WORD && kind != Kind.SIGN) || text.length() != keyword.length()) {
      return false;
    }
    for (int at = 0; at < keyword.length(); at++) {
      if (upper(text.charAt(at)) != upper(keyword.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the text without its quotes, for example {@code a"b} for {@code "a""b"}.
   *
   * @return the text itself when it has no quotes
   */
  public String name() {
    if (kind != Kind.QUOTED && kind != Kind.STRING) {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    String quote = text.substring(0, 1);
    return "[".equals(quote) ? inner : inner.replace(quote + quote, quote);
  }

  public String keyword() {
    StringBuilder upper = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      upper.append(upper(text.charAt(at)));
    }
    return upper.toString();
  }

  private static char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? (char) (letter - 32) : letter;
  }
}
