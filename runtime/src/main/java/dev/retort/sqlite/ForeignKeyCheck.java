package dev.retort.sqlite;

import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows whose foreign keys reference nothing; see
 * https://www.sqlite.org/pragma.html#pragma_foreign_key_check. Foreign keys are off during a run,
 * so that this takes the place of their enforcement: only what is broken after a revision and was
 * not before it counts.
 */
final class ForeignKeyCheck {
  private static final int SHOWN = 5;

  private final Map<Broken, Integer> broken;

  /**
   * A broken reference.
   *
   * @param child the referencing table
   * @param parent the referenced table
   * @param row the rowid of the row, or what is wrong with the key as a whole
   */
  private record Broken(Name child, Name parent, String row) {
    String words() {
      return "row " + row + " of " + child + " references no row of " + parent;
    }
  }

  private ForeignKeyCheck(Map<Broken, Integer> broken) {
    this.broken = broken;
  }

  /** Returns the broken references of the main database. */
  static ForeignKeyCheck of(Connection connection) throws SQLException {
    Map<Broken, Integer> broken = new LinkedHashMap<>();
    List<String> tables =
        Query.strings(
            connection,
            "SELECT DISTINCT t.name FROM main.sqlite_schema AS t,"
                + " pragma_foreign_key_list(t.name, 'main') WHERE t.type = 'table'"
                + " ORDER BY t.name");
    for (String table : tables) {
      check(connection, Name.found(table), broken);
    }
    return new ForeignKeyCheck(broken);
  }

  /**
   * Checks one table; a key that references no unique columns is an error of SQLite's, not rows.
   */
  private static void check(Connection connection, Name table, Map<Broken, Integer> broken)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "PRAGMA main.foreign_key_check(" + Literal.of(table.text()).sql() + ")")) {
      while (rows.next()) {
        String row = rows.getString(2);
        broken.merge(
            new Broken(table, Name.found(rows.getString(3)), row == null ? "(without rowid)" : row),
            1,
            Integer::sum);
      }
    } catch (SQLException mismatch) {
      if (!String.valueOf(mismatch.getMessage()).contains("foreign key mismatch")) {
        throw mismatch;
      }
      broken.put(new Broken(table, table, SqliteMessage.of(mismatch)), 1);
    }
  }

  /** Returns what is broken here and was not there, in words; renamed tables are the same ones. */
  List<String> since(ForeignKeyCheck before, List<Operation> operations) {
    Map<Broken, Integer> old = new HashMap<>();
    before.broken.forEach(
        (each, count) -> old.merge(renamed(each, operations), count, Integer::sum));
    List<String> words = new ArrayList<>();
    int more = 0;
    for (Map.Entry<Broken, Integer> each : broken.entrySet()) {
      int fresh = each.getValue() - old.getOrDefault(each.getKey(), 0);
      if (fresh > 0 && words.size() < SHOWN) {
        words.add(each.getKey().words());
      } else if (fresh > 0) {
        more++;
      }
    }
    if (more > 0) {
      words.add("and " + more + " more");
    }
    return words;
  }

  private static Broken renamed(Broken broken, List<Operation> operations) {
    Broken renamed = broken;
    for (Operation operation : operations) {
      if (operation instanceof RenameTable rename) {
        renamed =
            new Broken(
                renamed.child().equals(rename.from()) ? rename.to() : renamed.child(),
                renamed.parent().equals(rename.from()) ? rename.to() : renamed.parent(),
                renamed.row());
      }
    }
    return renamed;
  }
}
