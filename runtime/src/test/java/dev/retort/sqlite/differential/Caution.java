package dev.retort.sqlite.differential;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why Retort may refuse what could be done; any other refusal of that kind is a mistake. */
enum Caution {
  /** An index is in the way of its column, also when a new one of that name follows. */
  INDEX_OF_A_DROPPED_COLUMN("drops column .*, but the index .* needs it\\. Drop that first"),

  /** SQLite itself gives no column a name of the rowid; within a CREATE TABLE it may stand. */
  COLUMN_CALLED_ROWID("cannot (add|rename to) rowid alias: rowid");

  private final Pattern message;

  Caution(String message) {
    this.message = Pattern.compile(message, Pattern.DOTALL);
  }

  static Optional<Caution> of(String refusal) {
    return Arrays.stream(values())
        .filter(caution -> caution.message.matcher(refusal).find())
        .findFirst();
  }
}
