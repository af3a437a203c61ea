package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A column as {@code PRAGMA table_xinfo} tells it.
 *
 * @param place its number, from 0
 * @param name its name
 * @param type its declared type
 * @param required 1 when it is NOT NULL
 * @param fallback its default, {@code null} for none
 * @param key its place in the primary key, from 1
 * @param hidden 0 for one that is stored and not generated
 */
record ListedColumn(
    int place, String name, String type, int required, String fallback, int key, int hidden) {

  static List<ListedColumn> of(TestDatabase database, String table) throws SQLException {
    List<ListedColumn> columns = new ArrayList<>();
    try (Statement statement = database.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT * FROM pragma_table_xinfo(" + Literal.of(table).sql() + ", 'main')")) {
      while (row.next()) {
        columns.add(
            new ListedColumn(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                String.valueOf(row.getString(5)),
                row.getInt(6),
                row.getInt(7)));
      }
    }
    return columns;
  }

  /** Returns what a {@link Snapshot} says of it. */
  String fact() {
    return List.of(place, name, type, required, fallback, key, hidden).toString();
  }

  Affinity affinity() {
    return Affinity.of(type);
  }

  ListedColumn retyped(String to) {
    return new ListedColumn(place, name, to, required, fallback, key, hidden);
  }

  ListedColumn notNull() {
    return new ListedColumn(place, name, type, 1, fallback, key, hidden);
  }

  ListedColumn defaultingTo(String to) {
    return new ListedColumn(place, name, type, required, to, key, hidden);
  }

  ListedColumn at(int to) {
    return new ListedColumn(to, name, type, required, fallback, key, hidden);
  }

  String quoted() {
    return Name.found(name).sql();
  }
}
