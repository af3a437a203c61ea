package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;

/**
 * A database before a change.
 *
 * @param script the statements that make it, each of which SQLite accepts
 * @param table the picture of the table that will change
 * @param dependents what names that table
 */
record Scenario(List<String> script, TableModel table, List<Dependent> dependents) {
  Scenario {
    script = List.copyOf(script);
    dependents = List.copyOf(dependents);
  }

  /** Makes the database, with foreign keys enforced as an application has them. */
  MemoryDatabase make() throws SQLException {
    MemoryDatabase database = MemoryDatabase.open();
    for (String statement : script) {
      database.execute(statement);
    }
    database.execute("PRAGMA foreign_keys = ON");
    return database;
  }
}
