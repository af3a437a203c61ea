package dev.retort.sqlite.differential;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sqlite.SQLiteJDBCLoader;

/** Why Retort may refuse what could be done; any other refusal of that kind is a mistake. */
enum Caution {
  /** What needs a column is in the way of dropping it, also when a new one of that name follows. */
  DROPPED_COLUMN_IN_USE("drops column .*, but the .* needs it\\. Drop that first"),

  /** SQLite itself renames no column to a name of the rowid; within a CREATE TABLE it may stand. */
  COLUMN_CALLED_ROWID("cannot rename (to|from) rowid alias: rowid"),

  /** A word for the rowid in a text may be another table's. */
  WORD_FOR_THE_ROWID("would be the hidden rowid, since no column has that name any more"),

  /** A key that is dropped by a later change of the same list cannot count before. */
  COUNTED_AND_DROPPED("only the integer primary key of a table with rowids can autoincrement"),

  /** A check that follows a column through a rename names nothing when the column is dropped. */
  RENAMED_AND_DROPPED("rename column .*; drop column .*: no such column: "),

  /** So does a trigger that follows it, though a new column gets the name. */
  QUOTED_AND_DROPPED("would be a text, since no column has that name any more"),

  /** Before 3.53, SQLite writes a number with fifteen digits, so that it is another as a text. */
  FIFTEEN_DIGITS("holds -?\\d\\.\\d{15,}e.* which its new type would turn into '", 53),

  /** Nor did it add a column to a strict table whose virtual columns are not strict. */
  VIRTUAL_MISFIT("type mismatch on DEFAULT", 53);

  private final Pattern message;
  private final int before;

  Caution(String message) {
    this(message, Integer.MAX_VALUE);
  }

  /** Why engines before 3.x may. */
  Caution(String message, int before) {
    this.message = Pattern.compile(message, Pattern.DOTALL);
    this.before = before;
  }

  static Optional<Caution> of(String refusal) {
    int minor = Integer.parseInt(SQLiteJDBCLoader.getVersion().split("\\.", -1)[1]);
    return Arrays.stream(values())
        .filter(caution -> minor < caution.before)
        .filter(caution -> caution.message.matcher(refusal).find())
        .findFirst();
  }
}
