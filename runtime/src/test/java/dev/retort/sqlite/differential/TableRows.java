package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the rows of all tables and views of a database as often as is asked. */
final class TableRows {
  private final MemoryDatabase database;
  private final Map<String, String> queries = new LinkedHashMap<>();

  private TableRows(MemoryDatabase database) {
    this.database = database;
  }

  static TableRows of(MemoryDatabase database) throws SQLException {
    TableRows rows = new TableRows(database);
    for (List<String> table :
        database.rows(
            "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name"
                + Facts.OURS)) {
      rows.queries.put(table.get(0), rows.query(table.get(0), table.get(1)));
    }
    return rows;
  }

  private String query(String table, String type) throws SQLException {
    List<String> values = new ArrayList<>();
    Optional<String> rowid =
        type.equals("table") ? Rowid.of(database, table).word() : Optional.empty();
    values.add(rowid.map(word -> "t." + word).orElse("'-'"));
    for (String column :
        database.strings(
            "SELECT name FROM pragma_table_xinfo("
                + MemoryDatabase.text(table)
                + ", 'main') WHERE hidden <> 1")) {
      String value = "t." + MemoryDatabase.name(column);
      values.add("typeof(" + value + ") || ' ' || " + MemoryDatabase.literal(value));
    }
    return "SELECT "
        + String.join(", ", values)
        + " FROM main."
        + MemoryDatabase.name(table)
        + " AS t";
  }

  /** Returns the rows with the class of each value. */
  Map<String, String> read() throws SQLException {
    Map<String, String> all = new TreeMap<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      List<String> rows = new ArrayList<>();
      for (List<String> row : database.rows(query.getValue())) {
        rows.add(row.toString());
      }
      rows.sort(null);
      for (int place = 0; place < rows.size(); place++) {
        all.put("row " + query.getKey() + " " + (place + 1), rows.get(place));
      }
    }
    return all;
  }
}
