package dev.retort.sqlite.text;

/**
 * A text is none that SQLite stores, or has a form that cannot be placed; its message quotes it.
 *
 * <p>For example: {@code cannot read the text at "FROM", where a name stands: CREATE TABLE FROM}.
 */
public final class UnreadableText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableText(String sql, String where, String expected) {
    super("cannot read the text at " + where + ", where " + expected + ": " + sql);
  }

  UnreadableText(String sql, String why) {
    super("cannot edit the text, since " + why + ": " + sql);
  }
}
