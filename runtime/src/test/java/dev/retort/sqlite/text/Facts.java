package dev.retort.sqlite.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What SQLite says of a table, from its PRAGMAs. */
record Facts(
    Map<String, Column> columns,
    List<Map<String, String>> foreignKeys,
    List<String> indexes,
    boolean strict,
    boolean withoutRowid,
    boolean autoincrement) {

  record Column(
      String type,
      boolean notNull,
      Optional<String> defaultSql,
      int key,
      int hidden,
      String collation) {

    Column withNotNull(boolean on) {
      return new Column(type, on, defaultSql, key, hidden, collation);
    }

    Column withDefault(Optional<String> value) {
      return new Column(type, notNull, value, key, hidden, collation);
    }

    Column withCollation(String name) {
      return new Column(type, notNull, defaultSql, key, hidden, name);
    }
  }

  static Facts of(JsonObject oracle) {
    Map<String, Column> columns = new LinkedHashMap<>();
    JsonObject collations = oracle.getAsJsonObject("column_collation");
    for (JsonElement element : oracle.getAsJsonArray("table_xinfo")) {
      Map<String, String> row = row(element);
      columns.put(row.get("name"), column(row, collations.get(row.get("name")).getAsString()));
    }
    List<Map<String, String>> keys = new ArrayList<>();
    oracle.getAsJsonArray("foreign_key_list").forEach(element -> keys.add(row(element)));
    JsonObject table = oracle.getAsJsonObject("table_list");
    return new Facts(
        columns,
        keys,
        List.of(),
        table.get("strict").getAsInt() == 1,
        table.get("wr").getAsInt() == 1,
        oracle.get("autoincrement").getAsBoolean());
  }

  Column column(ColumnText column) {
    return columns.get(column.name().text());
  }

  /** What SQLite keeps of a text, or nothing when it refuses it. */
  static Optional<String> stored(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT stored");
      try {
        statement.execute(sql);
        try (ResultSet row =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE type = 'table'"
                    + " AND name <> 'sqlite_sequence'")) {
          return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
      } catch (SQLException refused) {
        return Optional.empty();
      } finally {
        statement.execute("ROLLBACK TO stored");
        statement.execute("RELEASE stored");
      }
    }
  }

  /** Creates the table in a savepoint, asks, and rolls back. */
  static Facts of(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SAVEPOINT facts");
      try {
        for (String sql : statements) {
          statement.execute(sql);
        }
        return read(statement, String.join(" ", statements));
      } finally {
        statement.execute("ROLLBACK TO facts");
        statement.execute("RELEASE facts");
      }
    }
  }

  /** The same after a change of the table, or nothing when SQLite refuses that. */
  static Optional<Facts> after(Connection connection, String sql, String change) {
    try {
      return Optional.of(of(connection, sql, change));
    } catch (SQLException refused) {
      return Optional.empty();
    }
  }

  private static Facts read(Statement statement, String sql) throws SQLException {
    Map<String, String> table =
        rows(
                statement,
                "SELECT l.name, l.wr, l.strict FROM pragma_table_list l JOIN sqlite_schema s"
                    + " ON s.name = l.name WHERE l.schema = 'main' AND s.name <> 'sqlite_sequence'"
                    + " AND s.type = 'table'")
            .get(0);
    String name = '"' + table.get("name").replace("\"", "\"\"") + '"';
    List<Map<String, String>> columnRows = rows(statement, "PRAGMA main.table_xinfo(" + name + ")");
    List<String> collations =
        sql.toUpperCase(Locale.ROOT).contains("COLLATE")
            ? collations(statement, name, columnRows)
            : Collections.nCopies(columnRows.size(), "BINARY");
    Map<String, Column> columns = new LinkedHashMap<>();
    for (int at = 0; at < columnRows.size(); at++) {
      Map<String, String> row = columnRows.get(at);
      columns.put(row.get("name"), column(row, collations.get(at)));
    }
    List<String> indexes = new ArrayList<>();
    for (Map<String, String> index : rows(statement, "PRAGMA main.index_list(" + name + ")")) {
      String terms = index.get("unique") + index.get("origin");
      String of = '"' + index.get("name").replace("\"", "\"\"") + '"';
      for (Map<String, String> term : rows(statement, "PRAGMA main.index_xinfo(" + of + ")")) {
        if ("1".equals(term.get("key"))) {
          terms += '|' + term.get("name") + ' ' + term.get("coll") + ' ' + term.get("desc");
        }
      }
      indexes.add(terms);
    }
    return new Facts(
        columns,
        rows(statement, "PRAGMA main.foreign_key_list(" + name + ")"),
        indexes,
        "1".equals(table.get("strict")),
        "1".equals(table.get("wr")),
        !rows(statement, "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'")
            .isEmpty());
  }

  // The collation of a column shows in an index of it.
  private static List<String> collations(
      Statement statement, String table, List<Map<String, String>> columns) throws SQLException {
    String names =
        columns.stream()
            .map(row -> '"' + row.get("name").replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(", "));
    statement.execute("CREATE INDEX main.\"facts index\" ON " + table + "(" + names + ")");
    List<String> collations =
        rows(statement, "PRAGMA main.index_xinfo(\"facts index\")").stream()
            .map(row -> row.get("coll"))
            .toList();
    statement.execute("DROP INDEX main.\"facts index\"");
    return collations;
  }

  private static Column column(Map<String, String> row, String collation) {
    return new Column(
        row.get("type"),
        !"0".equals(row.get("notnull")),
        Optional.ofNullable(row.get("dflt_value")),
        Integer.parseInt(row.get("pk")),
        Integer.parseInt(row.get("hidden")),
        collation);
  }

  private static Map<String, String> row(JsonElement element) {
    Map<String, String> row = new TreeMap<>();
    element
        .getAsJsonObject()
        .entrySet()
        .forEach(
            entry -> {
              if (!entry.getValue().isJsonNull()) {
                row.put(entry.getKey(), entry.getValue().getAsString());
              }
            });
    return row;
  }

  private static List<Map<String, String>> rows(Statement statement, String sql)
      throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData names = result.getMetaData();
      while (result.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int at = 1; at <= names.getColumnCount(); at++) {
          String value = result.getString(at);
          if (value != null) {
            row.put(names.getColumnName(at), value);
          }
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
