package dev.retort.adopt;

import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table of another tool's, which is read and never written.
 *
 * @param tool for example {@code Flyway}
 * @param name for example {@code flyway_schema_history}
 * @param columns what is read of it; it may have more
 * @param order what its rows are sorted by, as SQL
 */
record OtherTable(String tool, String name, List<String> columns, String order) {
  OtherTable {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the table of " + tool + " needs a name");
    }
    columns = List.copyOf(columns);
  }

  /** Makes something of a row, whose columns are those of the table, in their order. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Returns something for every row; nothing when there is no such table. */
  <T> List<T> rows(Connection connection, Dialect dialect, RowReader<T> reader)
      throws SQLException {
    List<T> found = new ArrayList<>();
    if (!dialect.hasTable(connection, name)) {
      return found;
    }
    String from = " FROM " + dialect.qualified(name);
    try (Statement statement = connection.createStatement()) {
      requireColumns(statement, from);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT " + String.join(", ", columns) + from + " ORDER BY " + order)) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
    }
    return found;
  }

  /** Asks for the columns first: what the table lacks would be an error of the database's. */
  private void requireColumns(Statement statement, String from) throws SQLException {
    Set<String> there = new TreeSet<>();
    try (ResultSet none = statement.executeQuery("SELECT *" + from + " LIMIT 0")) {
      ResultSetMetaData columnsThere = none.getMetaData();
      for (int at = 1; at <= columnsThere.getColumnCount(); at++) {
        there.add(columnsThere.getColumnName(at).toLowerCase(Locale.ROOT));
      }
    }
    List<String> lacking =
        columns.stream().filter(each -> !there.contains(each.toLowerCase(Locale.ROOT))).toList();
    if (!lacking.isEmpty()) {
      throw new AdoptionException(
          Obstacle.FOREIGN,
          tool,
          List.of(),
          "the table \"%s\" is not %s's: it has no %s %s. Name the one that is, beside the mapping: Adoption.from%s(..)"
              .formatted(
                  name,
                  tool,
                  lacking.size() == 1 ? "column" : "columns",
                  Listing.quoted(lacking),
                  tool));
    }
  }
}
