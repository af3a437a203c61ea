package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a change must lead to: a database that was built from scratch with the wanted schema and the
 * converted rows.
 *
 * @param database the database
 * @param sequences the AUTOINCREMENT counters, by table
 * @param statistics the rows of ANALYZE
 */
record Truth(MemoryDatabase database, Map<String, String> sequences, Set<String> statistics)
    implements AutoCloseable {

  /**
   * Builds it.
   *
   * @throws Wrong when there can be no such database
   */
  static Truth of(Scenario scenario, TableModel after, MemoryDatabase old)
      throws SQLException, Wrong {
    if (!after.refusals().isEmpty()) {
      throw new Wrong("asks for what is refused: " + after.refusals());
    }
    requireUnused(scenario, after);
    MemoryDatabase made = MemoryDatabase.open();
    try {
      build(scenario, after, old, made);
      Truth truth = new Truth(made, sequences(old, made), Statistics.of(scenario, after, old));
      requireSound(old, made);
      made.execute("PRAGMA foreign_keys = ON");
      return truth;
    } catch (SQLException impossible) {
      made.close();
      throw new Wrong("SQLite says: " + impossible.getMessage());
    } catch (Wrong wrong) {
      made.close();
      throw wrong;
    }
  }

  private static void requireUnused(Scenario scenario, TableModel after) throws Wrong {
    for (int missing : after.missing()) {
      for (Clause clause : after.clauses()) {
        if (clause.mentions(missing)) {
          throw new Wrong("a dropped column is named by " + clause.body());
        }
      }
      for (Dependent dependent : scenario.dependents()) {
        if (dependent.columns().contains(missing)) {
          throw new Wrong("a dropped column is named by " + dependent.name());
        }
      }
    }
  }

  private static void build(
      Scenario scenario, TableModel after, MemoryDatabase old, MemoryDatabase made)
      throws SQLException, Wrong {
    Map<String, String> texts = RenamedTexts.of(scenario, after);
    texts.put("main." + after.name(), after.sql());
    for (String statement : scenario.script()) {
      if (statement.startsWith("PRAGMA encoding") || statement.startsWith("PRAGMA user")) {
        made.execute(statement);
      }
    }
    made.execute("PRAGMA foreign_keys = OFF");
    List<List<String>> objects =
        old.rows(
            "SELECT type, name FROM main.sqlite_schema WHERE sql IS NOT NULL"
                + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type <> 'table', rowid");
    for (List<String> object : objects) {
      boolean table = object.get(0).equals("table");
      if (table) {
        made.execute(texts.get("main." + object.get(1)));
        if (object.get(1).equals(after.name())) {
          new RowTransfer(scenario.table(), after, old, made).run();
        } else {
          copy(old, made, object.get(1));
        }
      }
    }
    for (List<String> object : objects) {
      if (!object.get(0).equals("table")) {
        made.execute(texts.get("main." + object.get(1)));
      }
    }
    for (String name : old.strings("SELECT name FROM temp.sqlite_schema ORDER BY rowid")) {
      made.execute(
          texts.get("temp." + name).replaceFirst("(?i)CREATE TRIGGER", "CREATE TEMP TRIGGER"));
    }
  }

  private static void copy(MemoryDatabase old, MemoryDatabase made, String table)
      throws SQLException {
    String name = MemoryDatabase.name(table);
    String rowid = Rowid.of(old, table).word().orElseThrow();
    List<String> columns =
        new ArrayList<>(
            old.strings("SELECT name FROM pragma_table_xinfo(" + MemoryDatabase.text(table) + ")"));
    List<String> values = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of(rowid));
    values.add(rowid);
    for (String column : columns) {
      if (!MemoryDatabase.name(column).equals(rowid)) {
        names.add(MemoryDatabase.name(column));
        values.add(MemoryDatabase.literal(MemoryDatabase.name(column)));
      }
    }
    for (List<String> row : old.rows("SELECT " + String.join(", ", values) + " FROM " + name)) {
      made.execute(
          "INSERT INTO "
              + name
              + " ("
              + String.join(", ", names)
              + ") VALUES ("
              + String.join(", ", row)
              + ")");
    }
  }

  /** A counter is never lower than before, and never lower than a key that was given. */
  private static Map<String, String> sequences(MemoryDatabase old, MemoryDatabase made)
      throws SQLException {
    Map<String, String> sequences = new TreeMap<>(Sequences.of(made));
    for (Map.Entry<String, String> before : Sequences.of(old).entrySet()) {
      sequences.merge(
          before.getKey(),
          before.getValue(),
          (is, was) -> Long.parseLong(is) > Long.parseLong(was) ? is : was);
    }
    for (Map.Entry<String, String> sequence : sequences.entrySet()) {
      if (made.strings("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").isEmpty()) {
        break;
      }
      String name = MemoryDatabase.text(sequence.getKey());
      made.execute("DELETE FROM sqlite_sequence WHERE name = " + name + " COLLATE NOCASE");
      made.execute(
          "INSERT INTO sqlite_sequence VALUES (" + name + ", " + sequence.getValue() + ")");
    }
    return sequences;
  }

  private static void requireSound(MemoryDatabase old, MemoryDatabase made)
      throws SQLException, Wrong {
    Set<String> complaints = new HashSet<>(Soundness.complaints(made));
    complaints.removeAll(Soundness.complaints(old));
    if (!complaints.isEmpty()) {
      throw new Wrong("something cannot be used: " + complaints);
    }
    Set<String> broken = new HashSet<>(Violations.of(made));
    broken.removeAll(Violations.of(old));
    if (!broken.isEmpty()) {
      throw new Wrong("foreign keys are broken: " + broken);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
