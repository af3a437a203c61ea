package dev.retort.revision;

import dev.retort.error.TargetException;

/**
 * Where an upgrade or a downgrade is asked to go, as it was written: {@code head}, {@code base}, a
 * number of steps such as {@code +2} or {@code -1}, or the name of a revision: its id, its label or
 * the beginning of its id.
 */
sealed interface Target {

  /** Returns what was asked for. */
  String text();

  /** Returns what a text asks for. */
  static Target parse(String text) {
    if (text.equals("head")) {
      return new Head();
    }
    if (text.equals("base")) {
      return new Base();
    }
    if (isSteps(text)) {
      return new Steps(text);
    }
    if (RevisionId.keepsTheRule(text)) {
      return new Named(text);
    }
    throw new TargetException(
        text,
        Text.quote(text)
            + " is no target. A target is head, base, an id, the beginning of an id, a label,"
            + " +n or -n");
  }

  private static boolean isSteps(String text) {
    if (text.length() < 2 || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
      return false;
    }
    boolean some = false;
    for (int at = 1; at < text.length(); at++) {
      char digit = text.charAt(at);
      if (digit < '0' || digit > '9') {
        return false;
      }
      some |= digit != '0';
    }
    return some;
  }

  /** The one revision that no other goes down to. */
  record Head() implements Target {
    @Override
    public String text() {
      return "head";
    }
  }

  /** Before the first revision. */
  record Base() implements Target {
    @Override
    public String text() {
      return "base";
    }
  }

  /**
   * So many revisions from where the database is.
   *
   * @param text a sign and a number from 1, for example {@code -1}
   */
  record Steps(String text) implements Target {
    boolean goesUp() {
      return text.charAt(0) == '+';
    }

    /** Returns how many; no more than any graph has. */
    int count() {
      int count = 0;
      for (int at = 1; at < text.length(); at++) {
        if (count > Integer.MAX_VALUE / 10 - 1) {
          return Integer.MAX_VALUE;
        }
        count = count * 10 + (text.charAt(at) - '0');
      }
      return count;
    }
  }

  /**
   * A revision, by its id, its label or the beginning of its id.
   *
   * @param text what was written
   */
  record Named(String text) implements Target {}
}
