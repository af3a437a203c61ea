package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes into a database, looks what happens in all tables, and takes it back. */
final class Probes {
  private final List<String> statements;

  private Probes(List<String> statements) {
    this.statements = List.copyOf(statements);
  }

  /** Makes random statements for a table and its surroundings. */
  static Probes of(Dice dice, TableModel table) {
    boolean ownParent =
        table.clauses().stream().anyMatch(clause -> clause.body().contains("REFERENCES {t}"));
    if (ownParent) {
      // About one in two thousand databases answers otherwise here than one of the same text,
      // PRAGMAs
      // and rows, also after nothing but SQLite's own ADD COLUMN.
      return new Probes(List.of());
    }
    RowGenerator rows = new RowGenerator(dice);
    String name = table.written();
    List<String> statements = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      String insert = rows.insert(table);
      statements.add(dice.oneIn(4) ? insert.replaceFirst("INSERT", "INSERT OR REPLACE") : insert);
    }
    statements.add("INSERT INTO " + name + " DEFAULT VALUES");
    for (ColumnModel column : table.columns()) {
      if (!column.isGenerated()) {
        String value = dice.oneIn(2) ? column.reference() : rows.value(column.type());
        statements.add("UPDATE " + name + " SET " + column.reference() + " = " + value);
      }
    }
    statements.add("INSERT INTO other VALUES (9)");
    statements.add("UPDATE other SET n = n + 1");
    statements.add("DELETE FROM parent WHERE id = 1");
    statements.add("UPDATE parent SET code = 'k9' WHERE id = 2");
    ColumnModel some = dice.of(table.columns());
    statements.add(
        "DELETE FROM " + name + " WHERE " + some.reference() + " > " + rows.value(some.type()));
    statements.add("DELETE FROM other");
    statements.add("DELETE FROM " + name);
    return new Probes(statements);
  }

  /** Returns what each statement led to: whether it could run, and the rows after it. */
  Map<String, String> outcomes(MemoryDatabase database) throws SQLException {
    Map<String, String> outcomes = new TreeMap<>();
    TableRows rows = TableRows.of(database);
    database.execute("BEGIN");
    int place = 10;
    for (String statement : statements) {
      String outcome = outcome(database, statement);
      if (outcome.contains("SQLITE_FULL")) {
        // SQLite has no key left to give, and has rolled everything back by itself.
        break;
      }
      outcomes.put("probe " + ++place + " " + statement, outcome + " " + rows.read().values());
    }
    database.takes("ROLLBACK");
    return outcomes;
  }

  /** Which of several violated constraints is named is up to SQLite. */
  private static String outcome(MemoryDatabase database, String statement) {
    try {
      database.execute("SAVEPOINT probe");
      database.execute(statement);
      database.execute("RELEASE probe");
      return "ran";
    } catch (SQLException refused) {
      database.takes("ROLLBACK TO probe");
      String said = String.valueOf(refused.getMessage());
      return said.substring(0, said.indexOf(']') + 1);
    }
  }
}
