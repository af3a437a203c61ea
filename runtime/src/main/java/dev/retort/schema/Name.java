package dev.retort.schema;

import java.util.Locale;

/**
 * A name in a database, for example {@code "users"}.
 *
 * <p>It keeps the spelling it was given, and compares without regard to the case of ASCII letters,
 * as SQLite does: {@code É} and {@code é} are two names. A dot is part of a name and no qualifier.
 */
public final class Name implements Comparable<Name> {
  private final String text;
  private final String folded;

  private Name(String text) {
    this.text = text;
    this.folded = fold(text);
  }

  /**
   * Returns a name that a revision may give, keeping the very string.
   *
   * @param text for example {@code "users"}
   * @return the name
   * @throws IllegalArgumentException when it is empty, holds the character NUL, or begins with
   *     {@code sqlite_} or {@code retort_}, which are reserved
   */
  public static Name of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a name is empty: \"\"");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name \"" + text.replace("\0", "\\0") + "\" holds the character NUL");
    }
    Name name = new Name(text);
    if (name.folded.startsWith("sqlite_") || name.folded.startsWith("retort_")) {
      throw new IllegalArgumentException(
          "the name \"" + text + "\" begins with a reserved prefix: sqlite_ or retort_");
    }
    return name;
  }

  /**
   * Returns a name that was found in a database, whatever it is.
   *
   * @param text for example {@code "sqlite_stat1"}
   * @return the name
   */
  public static Name found(String text) {
    return new Name(text);
  }

  /**
   * Returns the name as it was spelt.
   *
   * @return for example {@code users}
   */
  public String text() {
    return text;
  }

  /**
   * Returns the name as SQL writes it, always in double quotes.
   *
   * @return for example {@code "users"}, quotes included
   */
  public String sql() {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public int compareTo(Name other) {
    return folded.compareTo(other.folded);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Name name && folded.equals(name.folded);
  }

  @Override
  public int hashCode() {
    return folded.hashCode();
  }

  /**
   * Returns the name in double quotes, as messages show it.
   *
   * @return for example {@code "users"}, quotes included
   */
  @Override
  public String toString() {
    return '"' + text + '"';
  }

  private static String fold(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 0x80) {
        return foldAscii(text);
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static String foldAscii(String text) {
    StringBuilder folded = new StringBuilder(text);
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (letter >= 'A' && letter <= 'Z') {
        folded.setCharAt(at, (char) (letter + 32));
      }
    }
    return folded.toString();
  }
}
