package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions and collations that an application gives its own connections. A copy of its
 * database is opened without them; they are supplied there as names without a meaning, so that its
 * tables can be opened, counted and checked.
 */
final class AppNames {
  private static final Pattern COLLATION =
      Pattern.compile("no such collation sequence: (.+)", Pattern.DOTALL);

  private static final Pattern FUNCTION = Pattern.compile("no such function: (.+)", Pattern.DOTALL);

  private AppNames() {}

  /** Returns the collation that a statement lacked. */
  static Optional<String> missingCollation(SQLException refused) {
    return named(COLLATION, refused);
  }

  /** Supplies whatever a statement lacks that is not run. */
  static void supply(Connection copy, String sql) throws SQLException {
    Set<String> supplied = new HashSet<>();
    while (true) {
      try {
        Query.strings(copy, "EXPLAIN " + sql);
        return;
      } catch (SQLException refused) {
        Optional<String> collation = missingCollation(refused);
        Optional<String> function = named(FUNCTION, refused);
        if ((collation.isEmpty() && function.isEmpty())
            || !supplied.add(SqliteMessage.words(refused))) {
          throw refused;
        }
        Stubs.supply(copy, function, collation);
      }
    }
  }

  private static Optional<String> named(Pattern pattern, SQLException refused) {
    Matcher matcher = pattern.matcher(SqliteMessage.words(refused));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
