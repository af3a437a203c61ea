package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what ANALYZE has found, which no change of a table may lose. */
final class Statistics {
  private static final String KEY = "|the index of a key|";

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
    return row.contains(KEY);
  }

  static Set<String> read(MemoryDatabase database) throws SQLException {
    Set<String> statistics = new TreeSet<>();
    if (!database
        .strings("SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'")
        .isEmpty()) {
      for (List<String> row : database.rows("SELECT tbl, idx, stat FROM main.sqlite_stat1")) {
        // The numbers of keys may be others, when the text has them in another order.
        statistics.add(String.join("|", row).replaceFirst("\\|sqlite_autoindex_.*_\\d+\\|", KEY));
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
