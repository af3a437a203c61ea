package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the AUTOINCREMENT counters. */
final class Sequences {
  private Sequences() {}

  /** Returns the counters that have counted, by table. */
  static Map<String, String> of(MemoryDatabase database) throws SQLException {
    Map<String, String> sequences = new TreeMap<>();
    if (database
        .strings("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'")
        .isEmpty()) {
      return sequences;
    }
    for (List<String> row :
        database.rows("SELECT name, seq FROM main.sqlite_sequence WHERE seq <> 0")) {
      sequences.merge(row.get(0), row.get(1), (one, other) -> one + " and " + other);
    }
    return sequences;
  }
}
