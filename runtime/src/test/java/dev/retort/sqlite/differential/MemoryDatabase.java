package dev.retort.sqlite.differential;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database in memory, on one connection. */
final class MemoryDatabase implements AutoCloseable {
  private final Connection connection;

  private MemoryDatabase(Connection connection) {
    this.connection = connection;
  }

  static MemoryDatabase open() throws SQLException {
    return new MemoryDatabase(DriverManager.getConnection("jdbc:sqlite::memory:"));
  }

  Connection connection() {
    return connection;
  }

  /** Runs a statement, trigger bodies included. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Says whether SQLite takes a statement. */
  boolean takes(String sql) {
    try {
      execute(sql);
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  /** Returns the rows of a query; NULL is the text {@code null}. */
  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int count = result.getMetaData().getColumnCount();
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= count; at++) {
          row.add(String.valueOf(result.getString(at)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** Returns the first column of a query. */
  List<String> strings(String sql) throws SQLException {
    return rows(sql).stream().map(row -> row.get(0)).toList();
  }

  /** Writes a text as SQL has it. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** Writes a name as SQL has it. */
  static String name(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  /** Returns the SQL that writes a value as a literal, to the byte. */
  static String literal(String value) {
    return "CASE typeof(%1$s) WHEN 'text' THEN 'CAST(x''' || hex(%1$s) || ''' AS TEXT)' WHEN 'blob' THEN 'x''' || hex(%1$s) || '''' ELSE quote(%1$s) END"
        .formatted(value);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
