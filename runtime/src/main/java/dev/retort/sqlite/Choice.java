package dev.retort.sqlite;

/**
 * How a change of a table is made, and why in that way.
 *
 * @param strategy the way
 * @param reason for example {@code no row changes}
 */
record Choice(Strategy strategy, String reason) {

  /** The ways, from cheap to dear. */
  enum Strategy {
    /** Nothing is to be done on SQLite. */
    NONE("nothing to do"),
    /** SQLite's own ALTER TABLE. */
    NATIVE("native"),
    /** The stored text of the table is edited, and the rows stay where they are. */
    TEXT_EDIT("text edit"),
    /** A new table is made, the rows are copied, and it takes the old one's place. */
    REBUILD("rebuild");

    private final String words;

    Strategy(String words) {
      this.words = words;
    }
  }

  static Choice none(String reason) {
    return new Choice(Strategy.NONE, reason);
  }

  static Choice inPlace(String reason) {
    return new Choice(Strategy.NATIVE, reason);
  }

  static Choice textEdit(String reason) {
    return new Choice(Strategy.TEXT_EDIT, reason);
  }

  static Choice rebuild(String reason) {
    return new Choice(Strategy.REBUILD, reason);
  }

  /** Returns the rebuild that takes the place of a text edit, for a reason. */
  Choice rebuiltFor(String why) {
    return strategy == Strategy.TEXT_EDIT ? rebuild(why) : this;
  }

  /** Returns for example {@code text edit: no row changes}. */
  String words() {
    return strategy.words + ": " + reason;
  }

  /** Returns the dearer one of two, the first of two that are as dear. */
  Choice or(Choice other) {
    return other.strategy.compareTo(strategy) > 0 ? other : this;
  }
}
