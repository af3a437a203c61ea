package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code PRAGMA quick_check} says of the pages of a database. */
final class QuickCheck {
  /**
   * What it says of rows that a constraint would refuse today, and of the indexes that virtual
   * tables keep for themselves. Such a database can be read, and its copy is as good as it is.
   */
  private static final Pattern NO_DAMAGE =
      Pattern.compile(
          "(?:NULL|TEXT|NUMERIC) value in .*|non-\\w+ value in .*|CHECK constraint failed in .*"
              + "|.*inverted index.*|In RTree .*",
          Pattern.DOTALL);

  private QuickCheck() {}

  /** Returns what is damaged; nothing when the database is sound. */
  static List<String> of(Connection connection) throws SQLException {
    return Query.strings(connection, "PRAGMA main.quick_check").stream()
        .filter(line -> !line.equals("ok") && !NO_DAMAGE.matcher(line).matches())
        .toList();
  }
}
