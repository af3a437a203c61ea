package dev.retort.sqlite;

import dev.retort.schema.Cell;
import dev.retort.schema.Name;
import dev.retort.schema.Row;
import java.util.ArrayList;
import java.util.List;

/** Writes the statements that insert and delete rows. */
final class SqliteRows {
  /** How many rows one statement inserts at most, so that none grows beyond SQLite's limits. */
  private static final int AT_ONCE = 100;

  private SqliteRows() {}

  /**
   * Returns inserts; rows in turn that name the same columns share one. ABORT is said, so that no
   * conflict clause of the table replaces or skips a row in silence.
   */
  static List<String> inserts(Name table, List<Row> rows) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    while (start < rows.size()) {
      int end = start + 1;
      while (end < rows.size()
          && end - start < AT_ONCE
          && rows.get(end).columns().equals(rows.get(start).columns())) {
        end++;
      }
      statements.add(insert(table, rows.subList(start, end)));
      start = end;
    }
    return statements;
  }

  private static String insert(Name table, List<Row> rows) {
    List<String> values = new ArrayList<>();
    for (Row row : rows) {
      values.add(
          "("
              + String.join(", ", row.cells().stream().map(cell -> cell.value().sql()).toList())
              + ")");
    }
    return "INSERT OR ABORT INTO main."
        + table.sql()
        + " ("
        + SqliteDdl.names(rows.get(0).columns())
        + ") VALUES "
        + String.join(", ", values);
  }

  /** Returns one delete for each row. */
  static List<String> deletes(Name table, List<Row> keys) {
    List<String> statements = new ArrayList<>();
    for (Row key : keys) {
      List<String> conditions = new ArrayList<>();
      for (Cell cell : key.cells()) {
        conditions.add(cell.column().sql() + " = " + cell.value().sql());
      }
      statements.add(
          "DELETE FROM main." + table.sql() + " WHERE " + String.join(" AND ", conditions));
    }
    return statements;
  }
}
