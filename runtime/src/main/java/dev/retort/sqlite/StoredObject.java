package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A row of {@code sqlite_schema} that has a text.
 *
 * @param type table, index, view or trigger
 * @param name its name
 * @param table the table or view it is on; its own name for those
 * @param sql the text that SQLite keeps of it
 */
record StoredObject(String type, String name, String table, String sql) {

  /** Returns all of the main database, in the order in which they were made. */
  static List<StoredObject> all(Connection connection) throws SQLException {
    return where(connection, "main.sqlite_schema", "");
  }

  /** Returns those of the main database that have a name: a trigger may share one. */
  static List<StoredObject> named(Connection connection, Name name) throws SQLException {
    return where(
        connection,
        "main.sqlite_schema",
        " AND name = " + Literal.of(name.text()).sql() + " COLLATE NOCASE");
  }

  /** Returns the views, triggers and virtual tables of the main database. */
  static List<StoredObject> breakable(Connection connection) throws SQLException {
    return where(
        connection,
        "main.sqlite_schema",
        " AND (type IN ('view', 'trigger') OR sql LIKE 'CREATE VIRTUAL%')");
  }

  /** Returns those of the main database that have one of these names, or are on one so named. */
  static List<StoredObject> of(Connection connection, Set<Name> names) throws SQLException {
    String list =
        String.join(", ", names.stream().map(name -> Literal.of(name.text()).sql()).toList());
    return where(
        connection,
        "main.sqlite_schema",
        " AND (name COLLATE NOCASE IN (%s) OR tbl_name COLLATE NOCASE IN (%s))"
            .formatted(list, list));
  }

  /** Returns the tables, views and triggers of the connection alone. */
  static List<StoredObject> temporary(Connection connection) throws SQLException {
    return where(
        connection,
        "temp.sqlite_schema",
        " AND type <> 'index' AND sql NOT LIKE 'CREATE VIRTUAL%'");
  }

  private static List<StoredObject> where(Connection connection, String schema, String condition)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type, name, tbl_name, sql FROM "
                    + schema
                    + " WHERE sql IS NOT NULL"
                    + condition
                    + " ORDER BY rowid")) {
      List<StoredObject> objects = new ArrayList<>();
      while (rows.next()) {
        objects.add(
            new StoredObject(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
      return objects;
    }
  }

  /** Returns the words for it, for example {@code view "v"}. */
  String words() {
    return type + " " + Name.found(name);
  }

  /** Says whether this is SQLite's own or Retort's. */
  boolean isInternal() {
    return reserved(name) || reserved(table);
  }

  private static boolean reserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("sqlite_") || lower.startsWith("retort_");
  }
}
