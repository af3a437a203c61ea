package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the views, triggers and foreign keys that SQLite cannot use. */
final class Soundness {
  private Soundness() {}

  /** Returns what SQLite says of each, empty when all can be used. */
  static Set<String> complaints(MemoryDatabase database) {
    Set<String> complaints = new TreeSet<>();
    try {
      for (List<String> object :
          database.rows(
              "SELECT type, name FROM main.sqlite_schema WHERE type IN ('table', 'view')"
                  + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                  + " AND name NOT LIKE 'retort\\_%' ESCAPE '\\'")) {
        String name = MemoryDatabase.name(object.get(1));
        ask(database, "EXPLAIN SELECT * FROM main." + name, complaints);
        if (object.get(0).equals("table")) {
          ask(database, "EXPLAIN INSERT INTO main." + name + " DEFAULT VALUES", complaints);
          ask(database, "EXPLAIN DELETE FROM main." + name, complaints);
          updates(database, object.get(1), complaints);
          ask(
              database,
              "PRAGMA main.foreign_key_check(" + MemoryDatabase.text(object.get(1)) + ")",
              complaints);
        }
      }
    } catch (SQLException unreadable) {
      complaints.add(String.valueOf(unreadable.getMessage()));
    }
    return complaints;
  }

  private static void updates(MemoryDatabase database, String table, Set<String> complaints)
      throws SQLException {
    for (String column :
        database.strings(
            "SELECT name FROM pragma_table_xinfo("
                + MemoryDatabase.text(table)
                + ", 'main') WHERE hidden = 0")) {
      String name = MemoryDatabase.name(column);
      ask(
          database,
          "EXPLAIN UPDATE main." + MemoryDatabase.name(table) + " SET " + name + " = NULL",
          complaints);
    }
  }

  private static void ask(MemoryDatabase database, String sql, Set<String> complaints) {
    try {
      database.rows(sql);
    } catch (SQLException refused) {
      complaints.add(String.valueOf(refused.getMessage()));
    }
  }
}
