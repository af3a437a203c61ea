package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what ANALYZE has found, which no change of a table may lose. */
final class Statistics {
  private Statistics() {}

  /** Returns the rows that stay; the indexes of keys have other names when keys change. */
  static Set<String> of(Scenario scenario, TableModel after, MemoryDatabase old)
      throws SQLException {
    Set<String> statistics = read(old);
    boolean sameRows = scenario.table().isWithoutRowid() == after.isWithoutRowid();
    if (!sameRows || !keys(scenario.table()).equals(keys(after))) {
      statistics.removeIf(Statistics::isOfKey);
    }
    return statistics;
  }

  static boolean isOfKey(String row) {
    return row.contains("|sqlite_autoindex_");
  }

  static Set<String> read(MemoryDatabase database) throws SQLException {
    Set<String> statistics = new TreeSet<>();
    if (!database
        .strings("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'")
        .isEmpty()) {
      for (List<String> row : database.rows("SELECT tbl, idx, stat FROM main.sqlite_stat1")) {
        statistics.add(String.join("|", row));
      }
    }
    return statistics;
  }

  private static List<String> keys(TableModel table) {
    return table.clauses().stream()
        .filter(
            clause ->
                clause.kind() == Clause.Kind.UNIQUE || clause.kind() == Clause.Kind.PRIMARY_KEY)
        .map(Clause::body)
        .toList();
  }
}
