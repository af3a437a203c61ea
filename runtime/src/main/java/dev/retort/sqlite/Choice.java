package dev.retort.sqlite;

/**
 * How a change of a table is made, and why in that way.
 *
 * @param strategy the way
 * @param reason for example {@code SQLite adds the column in place, and no row changes}
 */
record Choice(Strategy strategy, String reason) {

  /** The ways, from cheap to dear. */
  enum Strategy {
    /** Nothing is to be done on SQLite. */
    NONE,
    /** SQLite's own ALTER TABLE. */
    NATIVE,
    /** A new table is made, the rows are copied, and it takes the old one's place. */
    REBUILD
  }

  static Choice none(String reason) {
    return new Choice(Strategy.NONE, reason);
  }

  static Choice inPlace(String reason) {
    return new Choice(Strategy.NATIVE, reason);
  }

  static Choice rebuild(String reason) {
    return new Choice(Strategy.REBUILD, reason);
  }
}
