package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the rows that reference nothing. */
final class Violations {
  private Violations() {}

  /** Returns each by its table, its rowid and the table it references. */
  static Set<String> of(MemoryDatabase database) throws SQLException {
    Set<String> violations = new TreeSet<>();
    for (List<String> row : database.rows("PRAGMA main.foreign_key_check")) {
      violations.add(String.join("|", row.subList(0, 3)));
    }
    return violations;
  }
}
