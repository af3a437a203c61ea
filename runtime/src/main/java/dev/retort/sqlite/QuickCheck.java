package dev.retort.sqlite;

import dev.retort.error.StorageException.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code PRAGMA quick_check} says of the pages of a database. */
final class QuickCheck {
  /**
   * What it says of rows that a constraint would refuse today, of the indexes that virtual tables
   * keep for themselves, and of an order of rows that only a collation of the application knows.
   * Such a database can be read, and its copy is as good as it is.
   */
  private static final Pattern NO_DAMAGE =
      Pattern.compile(
          "(?:NULL|TEXT|NUMERIC) value in .*|non-\\w+ value in .*|CHECK constraint failed in .*"
              + "|.*inverted index.*|In RTree .*|row not in PRIMARY KEY order .*",
          Pattern.DOTALL);

  private QuickCheck() {}

  /** Returns what is damaged; nothing when the database is sound. */
  static List<String> of(Connection connection) throws SQLException {
    try {
      return Query.strings(connection, "PRAGMA main.quick_check").stream()
          .flatMap(String::lines)
          .filter(line -> !line.equals("ok") && !line.startsWith("*** in database"))
          .filter(line -> !NO_DAMAGE.matcher(line).matches())
          .toList();
    } catch (SQLException refused) { // some damage ends the check itself
      if (SqliteMessage.fault(refused).filter(fault -> fault == Fault.CORRUPT).isPresent()) {
        return List.of(SqliteMessage.words(refused));
      }
      throw refused;
    }
  }
}
