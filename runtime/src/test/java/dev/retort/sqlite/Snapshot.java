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
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * All that can be told of the databases of a connection, the history aside: rows with their rowids
 * (also where those are hidden) to the byte, stored texts, columns, indexes, foreign keys, the
 * counters, the statistics, and the PRAGMAs.
 *
 * @param facts what is told, by what it is told of, for example {@code row main.t 10}
 */
record Snapshot(SortedMap<String, String> facts) {
  private static final List<String> PRAGMAS =
      List.of(
          "foreign_keys",
          "legacy_alter_table",
          "writable_schema",
          "busy_timeout",
          "recursive_triggers",
          "defer_foreign_keys",
          "ignore_check_constraints",
          "cache_size");
  private static final List<String> FILE_PRAGMAS =
      List.of("user_version", "application_id", "encoding", "auto_vacuum", "journal_mode");

  static Snapshot of(Connection connection) throws SQLException {
    SortedMap<String, String> facts = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      Reader reader = new Reader(statement, facts);
      for (String pragma : PRAGMAS) {
        facts.put("pragma " + pragma, reader.strings("PRAGMA " + pragma).toString());
      }
      for (String database : reader.strings("SELECT name FROM pragma_database_list")) {
        reader.database(database);
      }
    }
    return new Snapshot(facts);
  }

  /** Returns what differs from here to there. */
  List<String> differences(Snapshot there) {
    TreeSet<String> keys = new TreeSet<>(facts.keySet());
    keys.addAll(there.facts.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String was = facts.get(key);
      String is = there.facts.get(key);
      if (!Objects.equals(was, is)) {
        differences.add(key + ": " + was + " -> " + is);
      }
    }
    return differences;
  }

  /** Returns this with a fact as it is expected to become. */
  Snapshot expecting(String key, UnaryOperator<String> change) {
    SortedMap<String, String> changed = new TreeMap<>(facts);
    if (!changed.containsKey(key)) {
      throw new IllegalArgumentException("no fact " + key + " among " + changed.keySet());
    }
    changed.compute(key, (same, was) -> change.apply(was));
    return new Snapshot(changed);
  }

  /** Returns this without the facts whose keys begin with a text. */
  Snapshot without(String prefix) {
    SortedMap<String, String> fewer = new TreeMap<>(facts);
    fewer.keySet().removeIf(key -> key.startsWith(prefix));
    return new Snapshot(fewer);
  }

  private static final class Reader {
    private final Statement statement;
    private final SortedMap<String, String> facts;

    Reader(Statement statement, SortedMap<String, String> facts) {
      this.statement = statement;
      this.facts = facts;
    }

    void database(String database) throws SQLException {
      if (!database.equals("temp")) {
        for (String pragma : FILE_PRAGMAS) {
          facts.put(
              "pragma " + database + "." + pragma,
              strings("PRAGMA " + Name.found(database).sql() + "." + pragma).toString());
        }
      }
      texts(database);
      for (List<String> table :
          rows(
              "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = "
                  + Literal.of(database).sql())) {
        String name = table.get(0);
        if (!name.toLowerCase(Locale.ROOT).startsWith("retort_")
            && !name.endsWith("_schema")
            && !name.endsWith("_master")) {
          table(database, table);
        }
      }
    }

    /** Objects are compared in their order on each table. */
    private void texts(String database) throws SQLException {
      SortedMap<String, Integer> places = new TreeMap<>();
      for (List<String> object :
          rows(
              "SELECT type, name, tbl_name, sql FROM "
                  + Name.found(database).sql()
                  + ".sqlite_schema WHERE tbl_name NOT LIKE 'retort\\_%' ESCAPE '\\' ORDER BY rowid")) {
        int place = places.merge(object.get(2), 1, Integer::sum);
        facts.put(
            "text " + database + " " + object.get(2) + " " + object.get(0) + " " + object.get(1),
            object.get(3));
        facts.put(
            "order " + database + " " + object.get(2) + " " + object.get(1),
            object.get(0).equals("table") || object.get(0).equals("view")
                ? "first"
                : String.valueOf(place));
      }
    }

    private void table(String database, List<String> table) throws SQLException {
      String name = table.get(0);
      String at = database + "." + name;
      facts.put("table " + at, table.subList(1, 4).toString());
      String arguments = Literal.of(name).sql() + ", " + Literal.of(database).sql() + ")";
      List<List<String>> columns =
          attempt("SELECT * FROM pragma_table_xinfo(" + arguments, "columns " + at);
      boolean view = table.get(1).equals("view");
      for (List<String> column : columns) {
        facts.put("column " + at + "." + column.get(1), view ? column.get(0) : column.toString());
      }
      if (table.get(1).equals("view")) {
        attempt("SELECT * FROM " + Name.found(database).sql() + "." + Name.found(name).sql(), at)
            .forEach(row -> facts.merge("seen " + at, row.toString(), String::concat));
        return;
      }
      for (List<String> key : rows("SELECT * FROM pragma_foreign_key_list(" + arguments)) {
        facts.merge("foreign key " + at + " " + key.get(0), key.toString(), String::concat);
      }
      for (List<String> index : rows("SELECT * FROM pragma_index_list(" + arguments)) {
        facts.put("index " + at + " " + index.get(1), index.subList(1, 5).toString());
        for (List<String> term :
            rows(
                "SELECT * FROM pragma_index_xinfo("
                    + Literal.of(index.get(1)).sql()
                    + ", "
                    + Literal.of(database).sql()
                    + ")")) {
          facts.merge("terms " + at + " " + index.get(1), term.toString(), String::concat);
        }
      }
      contents(database, name, table.get(2).equals("1"), columns);
    }

    private void contents(
        String database, String name, boolean withoutRowid, List<List<String>> columns)
        throws SQLException {
      List<String> values = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (List<String> column : columns) {
        if (column.get(6).equals("1")) {
          continue;
        }
        names.add(column.get(1).toLowerCase(Locale.ROOT));
        String value = "t." + Name.found(column.get(1)).sql();
        values.add(
            "typeof("
                + value
                + ") || ' ' || iif(typeof("
                + value
                + ") IN ('text', 'blob'), hex("
                + value
                + "), quote("
                + value
                + "))");
      }
      boolean counted = withoutRowid || name.startsWith("sqlite_stat");
      String rowid =
          List.of("rowid", "_rowid_", "oid").stream()
              .filter(word -> !names.contains(word))
              .findFirst()
              .filter(word -> !counted)
              .map(word -> "t." + word)
              .orElse("'-'");
      int place = 0;
      for (List<String> row :
          attempt(
              "SELECT "
                  + rowid
                  + ", "
                  + String.join(", ", values)
                  + " FROM "
                  + Name.found(database).sql()
                  + "."
                  + Name.found(name).sql()
                  + " AS t ORDER BY "
                  + (counted ? "2, 3" : "1"),
              "rows " + database + "." + name)) {
        place++;
        String key =
            row.get(0).equals("-") || name.equals("sqlite_sequence")
                ? "#" + (name.equals("sqlite_sequence") ? row.get(1) : place)
                : row.get(0);
        facts.put(
            "row " + database + "." + name + " " + key, row.subList(1, row.size()).toString());
      }
    }

    /** Reads what may be broken, and notes what is said of it. */
    private List<List<String>> attempt(String sql, String key) throws SQLException {
      try {
        return rows(sql);
      } catch (SQLException broken) {
        facts.put("broken " + key, String.valueOf(broken.getMessage()));
        return List.of();
      }
    }

    List<String> strings(String sql) throws SQLException {
      return rows(sql).stream().map(row -> row.get(0)).toList();
    }

    private List<List<String>> rows(String sql) throws SQLException {
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery(sql)) {
        int count = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int at = 1; at <= count; at++) {
            row.add(String.valueOf(result.getString(at)));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
