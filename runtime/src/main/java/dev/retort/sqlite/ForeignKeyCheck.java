package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.TableChange;
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
   * A broken reference. The number of the key says nothing: SQLite counts from the last one that is
   * written.
   *
   * @param child the referencing table
   * @param columns the referencing columns; none when something is wrong with a key as a whole
   * @param parent the referenced table
   * @param row the rowid of the row, or what is wrong with the key
   */
  private record Broken(Name child, List<Name> columns, Name parent, String row) {
    String words() {
      String by = String.join(", ", columns.stream().map(Name::toString).toList());
      return columns.isEmpty()
          ? row
          : "row %s of %s references no row of %s by (%s)".formatted(row, child, parent, by);
    }

    /** Returns what stays the same when names change: what SQLite says of a key has names in it. */
    Broken identity() {
      return columns.isEmpty() ? new Broken(child, columns, parent, "") : this;
    }

    Broken after(RenameTable rename) {
      return new Broken(
          child.equals(rename.from()) ? rename.to() : child,
          columns,
          parent.equals(rename.from()) ? rename.to() : parent,
          row);
    }

    Broken after(TableChange.RenameColumn rename) {
      return new Broken(
          child,
          columns.stream()
              .map(column -> column.equals(rename.from()) ? rename.to() : column)
              .toList(),
          parent,
          row);
    }
  }

  private ForeignKeyCheck(Map<Broken, Integer> broken) {
    this.broken = broken;
  }

  /** Returns what there is to say of a database without foreign keys. */
  static ForeignKeyCheck nothing() {
    return new ForeignKeyCheck(Map.of());
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
    Map<Integer, List<Name>> columns = columns(connection, table);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "PRAGMA main.foreign_key_check(" + Literal.of(table.text()).sql() + ")")) {
      while (rows.next()) {
        String row = rows.getString(2);
        broken.merge(
            new Broken(
                table,
                columns.get(rows.getInt(4)),
                Name.found(rows.getString(3)),
                row == null ? "(without rowid)" : row),
            1,
            Integer::sum);
      }
    } catch (SQLException mismatch) {
      if (!String.valueOf(mismatch.getMessage()).contains("foreign key mismatch")) {
        throw mismatch;
      }
      broken.put(new Broken(table, List.of(), table, SqliteMessage.of(mismatch)), 1);
    }
  }

  /** Returns the referencing columns of each foreign key of a table, by its number. */
  private static Map<Integer, List<Name>> columns(Connection connection, Name table)
      throws SQLException {
    Map<Integer, List<Name>> columns = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, \"from\" FROM pragma_foreign_key_list("
                    + Literal.of(table.text()).sql()
                    + ", 'main') ORDER BY id, seq")) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getInt(1), key -> new ArrayList<>())
            .add(Name.found(rows.getString(2)));
      }
    }
    return columns;
  }

  /**
   * Returns what is broken here and was not there, in words; renamed tables and columns are the
   * same ones.
   */
  List<String> since(ForeignKeyCheck before, List<Operation> operations) {
    Map<Broken, Integer> old = new HashMap<>();
    before.broken.forEach(
        (each, count) -> old.merge(renamed(each, operations).identity(), count, Integer::sum));
    List<String> words = new ArrayList<>();
    int more = 0;
    for (Map.Entry<Broken, Integer> each : broken.entrySet()) {
      int fresh = each.getValue() - old.getOrDefault(each.getKey().identity(), 0);
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
        renamed = renamed.after(rename);
      } else if (operation instanceof AlterTable alter && alter.table().equals(renamed.child())) {
        for (TableChange change : alter.changes()) {
          renamed = change instanceof TableChange.RenameColumn to ? renamed.after(to) : renamed;
        }
      }
    }
    return renamed;
  }
}
