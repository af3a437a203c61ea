package dev.retort.sqlite;

import dev.retort.error.ConnectionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The PRAGMAs that a run sets on a connection, and what they were before.
 *
 * <p>foreign_keys is off during a run, since dropping a table deletes its rows and would delete or
 * null the rows that reference them. Within a transaction that PRAGMA does nothing and says
 * nothing; so it is read back.
 */
final class RunPragmas {
  private final Connection connection;
  private final long foreignKeys;
  private final long legacyAlterTable;
  private final long writableSchema;
  private final long busyTimeout;
  private final CatalogAccess catalog;

  private RunPragmas(Connection connection) throws SQLException {
    this.connection = connection;
    this.foreignKeys = read("foreign_keys");
    this.legacyAlterTable = read("legacy_alter_table");
    this.writableSchema = read("writable_schema");
    this.busyTimeout = read("busy_timeout");
    this.catalog = CatalogAccess.of(connection);
    write("writable_schema", 0);
  }

  /** Sets the PRAGMAs for a run. */
  static RunPragmas set(Connection connection, Duration lockTimeout) throws SQLException {
    RunPragmas pragmas = new RunPragmas(connection);
    try {
      waitUpTo(connection, lockTimeout);
      pragmas.write("legacy_alter_table", 0);
      pragmas.write("foreign_keys", 0);
      if (pragmas.read("foreign_keys") != 0) {
        throw inTransaction();
      }
      return pragmas;
    } catch (SQLException | RuntimeException refused) {
      pragmas.restore();
      throw refused;
    }
  }

  static void waitUpTo(Connection connection, Duration time) throws SQLException {
    long millis = Math.min(time.toMillis(), Integer.MAX_VALUE);
    Query.run(connection, "PRAGMA busy_timeout = " + millis);
  }

  /**
   * Without a journal SQLite says that it has rolled back, and keeps what it had written to the
   * file by then; see https://www.sqlite.org/pragma.html#pragma_journal_mode.
   */
  static void requireJournal(Connection connection) throws SQLException {
    if (Query.strings(connection, "PRAGMA main.journal_mode").contains("off")) {
      throw new ConnectionException(
          "the connection has journal_mode = OFF, with which SQLite takes nothing back that fails."
              + " Leave that out of its address, or set another before: PRAGMA journal_mode ="
              + " DELETE.");
    }
  }

  static ConnectionException inTransaction() {
    return new ConnectionException(
        "the connection has a transaction under way, and Retort has one of its own. Commit it or"
            + " roll it back before.");
  }

  CatalogAccess catalog() {
    return catalog;
  }

  /**
   * Sets back what a plan may have left behind, after a rollback: SQLite keeps the schema of the
   * aborted transaction in memory until it is told to read it again.
   */
  void reset() throws SQLException {
    Query.run(connection, "PRAGMA writable_schema = RESET");
    write("legacy_alter_table", 0);
  }

  /** Sets back all of them; one that fails does not keep the others from it. */
  void restore() throws SQLException {
    Map<String, Long> before = new LinkedHashMap<>();
    before.put("foreign_keys", foreignKeys);
    before.put("legacy_alter_table", legacyAlterTable);
    before.put("writable_schema", writableSchema);
    before.put("busy_timeout", busyTimeout);
    List<SQLException> failures = new ArrayList<>();
    before.forEach(
        (pragma, value) -> {
          try {
            write(pragma, value);
          } catch (SQLException refused) {
            failures.add(refused);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  private long read(String pragma) throws SQLException {
    return Query.number(connection, "PRAGMA " + pragma);
  }

  private void write(String pragma, long value) throws SQLException {
    Query.run(connection, "PRAGMA " + pragma + " = " + value);
  }
}
