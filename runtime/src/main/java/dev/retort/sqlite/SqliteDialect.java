package dev.retort.sqlite;

import dev.retort.op.DialectName;
import dev.retort.plan.Dialect;
import dev.retort.plan.Session;
import dev.retort.schema.Extent;
import dev.retort.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** SQLite. */
@SuppressWarnings(
    "exports") // the package is exported for its inspection; this is for Migrator alone
public final class SqliteDialect implements Dialect {

  /** Makes the dialect, which has no state. */
  public SqliteDialect() {}

  @Override
  public DialectName name() {
    return DialectName.SQLITE;
  }

  @Override
  public boolean hasTable(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE")) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public Wait waiting(Connection connection, Duration lockTimeout) throws SQLException {
    long before = Query.number(connection, "PRAGMA busy_timeout");
    long wanted = Math.min(lockTimeout.toMillis(), Integer.MAX_VALUE);
    Query.run(connection, "PRAGMA busy_timeout = " + wanted);
    return () -> Query.run(connection, "PRAGMA busy_timeout = " + before);
  }

  @Override
  public Session open(Connection connection, Duration lockTimeout) throws SQLException {
    return SqliteSession.open(connection, lockTimeout);
  }

  @Override
  public Schema recall(String undo) throws SQLException {
    try (SchemaCopy copy = SchemaCopy.ofScript(undo)) {
      Schema schema = copy.inspect();
      return new Schema(schema.objects(), schema.triggers(), Extent.OPEN, Set.of(), Set.of());
    }
  }

  @Override
  public String message(SQLException refused) {
    return SqliteMessage.of(refused);
  }
}
