package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the PRAGMAs say of a table.
 *
 * @param type table, virtual, shadow or view
 * @param withoutRowid whether it has no rowids
 * @param strict whether values must be of their column's type
 * @param columns its columns, hidden ones too
 */
record TableFacts(String type, boolean withoutRowid, boolean strict, List<ColumnFacts> columns) {

  /**
   * What {@code PRAGMA table_xinfo} says of a column.
   *
   * @param name its name
   * @param type its declared type, empty for none
   * @param hidden 0 for a plain column, 2 for a virtual and 3 for a stored generated one
   */
  record ColumnFacts(String name, String type, int hidden) {}

  /** Returns the facts of all tables of the main database by name. */
  static Map<String, TableFacts> all(Connection connection) throws SQLException {
    Map<String, List<ColumnFacts>> columns = columns(connection);
    Map<String, TableFacts> facts = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'")) {
      while (rows.next()) {
        String name = rows.getString(1);
        facts.put(
            name,
            new TableFacts(
                rows.getString(2),
                rows.getBoolean(3),
                rows.getBoolean(4),
                columns.getOrDefault(name, List.of())));
      }
    }
    return facts;
  }

  private static Map<String, List<ColumnFacts>> columns(Connection connection) throws SQLException {
    Map<String, List<ColumnFacts>> columns = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t.name, c.name, c.type, c.hidden FROM main.sqlite_schema AS t,"
                    + " pragma_table_xinfo(t.name, 'main') AS c WHERE t.type = 'table'"
                    + " ORDER BY t.rowid, c.cid")) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
            .add(new ColumnFacts(rows.getString(2), rows.getString(3), rows.getInt(4)));
      }
    }
    return columns;
  }
}
