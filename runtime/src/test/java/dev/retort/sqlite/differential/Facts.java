package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be told of a database, the history aside, by what it is told of; for example {@code row
 * t 10}.
 */
final class Facts {
  static final String OURS =
      " NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'retort\\_%' ESCAPE '\\'";
  private static final List<String> PRAGMAS =
      List.of(
          "foreign_keys",
          "legacy_alter_table",
          "writable_schema",
          "defer_foreign_keys",
          "ignore_check_constraints",
          "recursive_triggers",
          "user_version",
          "application_id",
          "encoding",
          "integrity_check");
  private final MemoryDatabase database;
  private final Map<String, String> facts = new TreeMap<>();

  private Facts(MemoryDatabase database) {
    this.database = database;
  }

  static Map<String, String> of(MemoryDatabase database) throws SQLException {
    Facts facts = new Facts(database);
    for (String pragma : PRAGMAS) {
      facts.put("pragma " + pragma, database.strings("PRAGMA " + pragma).toString());
    }
    facts.put("broken references", Violations.of(database).toString());
    facts.texts("main");
    facts.texts("temp");
    for (List<String> table :
        database.rows(
            "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'"
                + " AND name"
                + OURS)) {
      facts.put("table " + table.get(0), table.subList(1, 4).toString());
      facts.columns(table.get(0));
      facts.keys(table.get(0));
    }
    facts.facts.putAll(TableRows.of(database).read());
    return facts.facts;
  }

  private void put(String key, String fact) {
    facts.put(key, fact);
  }

  private void texts(String schema) throws SQLException {
    List<List<String>> objects =
        database.rows(
            "SELECT type, name, tbl_name, sql FROM "
                + schema
                + ".sqlite_schema WHERE sql IS NOT NULL AND name"
                + OURS
                + " ORDER BY rowid");
    for (List<String> object : objects) {
      put("text " + schema + " " + object.get(1), object.get(3));
      if (object.get(0).equals("trigger") || object.get(0).equals("index")) {
        facts.merge(
            "order of " + object.get(0) + " on " + schema + " " + object.get(2),
            object.get(1),
            (some, next) -> some + ", " + next);
      }
    }
  }

  private void columns(String table) throws SQLException {
    for (List<String> column :
        database.rows(
            "SELECT * FROM pragma_table_xinfo(" + MemoryDatabase.text(table) + ", 'main')")) {
      put("column " + table + " " + column.get(0), column.toString());
    }
  }

  private void keys(String table) throws SQLException {
    String name = MemoryDatabase.text(table);
    for (List<String> key :
        database.rows("SELECT * FROM pragma_foreign_key_list(" + name + ", 'main')")) {
      facts.merge(
          "foreign key " + table + " " + key.get(0), key.toString(), (one, two) -> one + two);
    }
    for (List<String> index :
        database.rows("SELECT * FROM pragma_index_list(" + name + ", 'main')")) {
      String terms =
          database
              .rows(
                  "SELECT * FROM pragma_index_xinfo("
                      + MemoryDatabase.text(index.get(1))
                      + ", 'main')")
              .toString();
      put("index " + table + " " + index.get(1), index.subList(2, 5) + " " + terms);
    }
  }

  /** Returns what differs. */
  static List<String> differences(Map<String, String> wanted, Map<String, String> found) {
    TreeSet<String> keys = new TreeSet<>(wanted.keySet());
    keys.addAll(found.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      if (!Objects.equals(wanted.get(key), found.get(key))) {
        differences.add(key + ": " + wanted.get(key) + " -> " + found.get(key));
      }
    }
    return differences;
  }
}
