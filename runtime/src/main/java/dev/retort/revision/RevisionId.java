package dev.retort.revision;

import java.util.Arrays;
import java.util.Optional;

/**
 * The name of a revision, for ever, for example {@code b7f2}. A label of a branch follows the same
 * rule.
 *
 * <p>1 to 255 of {@code [A-Za-z0-9_.-]}, the first one neither {@code -} nor {@code .}, and none of
 * the words {@code head}, {@code heads}, {@code base} and {@code current}, which mean something as
 * a target.
 *
 * @param text the id as it is written, for example {@code b7f2}
 */
public record RevisionId(String text) implements Comparable<RevisionId> {
  /** The most characters that an id may have. */
  static final int LONGEST = 255;

  private static final boolean[] ALLOWED = allowed();

  /**
   * Makes an id.
   *
   * @throws IllegalArgumentException when it breaks the rule of ids
   */
  public RevisionId {
    Optional<String> mistake = mistake("id", text);
    if (mistake.isPresent()) {
      throw new IllegalArgumentException(mistake.get());
    }
  }

  /**
   * Returns the id that a text is.
   *
   * @param text for example {@code b7f2}
   * @return the id, or nothing when the text breaks the rule of ids
   */
  public static Optional<RevisionId> parse(String text) {
    return keepsTheRule(text) ? Optional.of(new RevisionId(text)) : Optional.empty();
  }

  /** Tells whether a text can be an id or a label. */
  static boolean keepsTheRule(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST || isReserved(text)) {
      return false;
    }
    for (int at = 0; at < length; at++) {
      char letter = text.charAt(at);
      if (letter >= 128 || !ALLOWED[letter]) {
        return false;
      }
    }
    return !isLaterOnly(text.charAt(0));
  }

  /** Says what is wrong with a text as an id or a label, if anything is. */
  static Optional<String> mistake(String kind, String text) {
    if (keepsTheRule(text)) {
      return Optional.empty();
    }
    return Optional.of(explain(kind, text));
  }

  private static String explain(String kind, String text) {
    if (text.isEmpty()) {
      return "the " + kind + " is empty. Give it 1 to 255 of A-Z, a-z, 0-9, _, . and -";
    }
    if (text.length() > LONGEST) {
      return "the "
          + kind
          + " \""
          + text.substring(0, 20)
          + "...\" has "
          + text.length()
          + " characters. Use at most 255";
    }
    String named = "the " + kind + " \"" + text + "\" ";
    if (isReserved(text)) {
      return named + "is a word that targets use. Choose another one";
    }
    if (isLaterOnly(text.charAt(0))) {
      return named + "begins with \"" + text.charAt(0) + "\". Begin it with a letter, a digit or _";
    }
    return named
        + "holds the character \""
        + firstOther(text)
        + "\". Use only A-Z, a-z, 0-9, _, . and -";
  }

  private static String firstOther(String text) {
    int at = 0;
    while (isAllowed(text.charAt(at))) {
      at++;
    }
    return new StringBuilder().appendCodePoint(text.codePointAt(at)).toString();
  }

  private static boolean isReserved(String text) {
    int length = text.length();
    return length >= 4
        && length <= 7
        && (text.equals("head")
            || text.equals("heads")
            || text.equals("base")
            || text.equals("current"));
  }

  private static boolean isLaterOnly(char letter) {
    return letter == '-' || letter == '.';
  }

  /** One look at a table: this is asked for each letter of each id at every start. */
  private static boolean isAllowed(char letter) {
    return letter < 128 && ALLOWED[letter];
  }

  private static boolean[] allowed() {
    boolean[] allowed = new boolean[128];
    Arrays.fill(allowed, 'a', 'z' + 1, true);
    Arrays.fill(allowed, 'A', 'Z' + 1, true);
    Arrays.fill(allowed, '0', '9' + 1, true);
    allowed['_'] = true;
    allowed['.'] = true;
    allowed['-'] = true;
    return allowed;
  }

  @Override
  public int compareTo(RevisionId other) {
    return text.compareTo(other.text);
  }

  /**
   * Returns the id in double quotes, as messages show it.
   *
   * @return for example {@code "b7f2"}, quotes included
   */
  @Override
  public String toString() {
    return '"' + text + '"';
  }
}
