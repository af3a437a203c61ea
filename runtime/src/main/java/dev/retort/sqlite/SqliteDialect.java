package dev.retort.sqlite;

import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.MigrationException;
import dev.retort.error.StorageException;
import dev.retort.op.DialectName;
import dev.retort.plan.Dialect;
import dev.retort.plan.Draft;
import dev.retort.plan.Forecast;
import dev.retort.plan.Rehearsal;
import dev.retort.plan.Replay;
import dev.retort.plan.Session;
import dev.retort.schema.Name;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** SQLite. */
@SuppressWarnings(
    "exports") // the package is exported for its inspection; this is for Migrator alone
public final class SqliteDialect implements Dialect {

  private final Ways ways;

  /** Which ways of altering a table are taken. */
  public enum Ways {
    /** The cheapest that loses nothing. */
    CHEAPEST,
    /** SQLite's own ALTER TABLE where it loses nothing, else the classic rebuild. */
    CLASSIC
  }

  /**
   * Makes the dialect.
   *
   * @param ways how tables are altered
   */
  public SqliteDialect(Ways ways) {
    this.ways = ways;
  }

  @Override
  public DialectName name() {
    return DialectName.SQLITE;
  }

  @Override
  public boolean hasTable(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE")) {
      query.setString(1, table);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public void waitUpTo(Connection connection, Duration time) throws SQLException {
    RunPragmas.waitUpTo(connection, time);
  }

  @Override
  public Restoration noteWait(Connection connection) throws SQLException {
    long before = Query.number(connection, "PRAGMA busy_timeout");
    return () -> Query.run(connection, "PRAGMA busy_timeout = " + before);
  }

  @Override
  public Session open(Connection connection, Duration lockTimeout) throws SQLException {
    return SqliteSession.open(connection, lockTimeout, ways);
  }

  @Override
  public Optional<String> executeOutside(Connection connection, String sql) throws SQLException {
    return OutsideStatement.run(connection, sql);
  }

  @Override
  public Forecast forecast(Connection connection) throws SQLException {
    return SqliteForecast.of(connection, ways);
  }

  @Override
  public Rehearsal rehearse(String undo) throws SQLException {
    return SqliteRehearsal.of(undo);
  }

  @Override
  public Replay replay(Connection connection, Set<String> historyColumns) throws SQLException {
    return SqliteReplay.of(connection, historyColumns);
  }

  @Override
  public Draft draft(String version) throws SQLException {
    return SqliteDraft.of(ScriptVersion.of(version));
  }

  /**
   * Returns a version that scripts are written for.
   *
   * @param version for example {@code "3.40"}
   * @return the same
   * @throws IllegalArgumentException when it is none
   */
  public static String requireScriptVersion(String version) {
    try {
      ScriptVersion.of(version);
      return version;
    } catch (SQLException unreadable) {
      throw unopened("a database in memory", unreadable);
    }
  }

  @Override
  public String qualified(String table) {
    return "main." + Name.found(table).sql();
  }

  /** Asks by beginning a transaction, which SQLite refuses within one; it locks nothing yet. */
  @Override
  public void requireFree(Connection connection) throws SQLException {
    if (connection.isClosed()) {
      throw new ConnectionException(
          "the connection is closed. Give one that is open, and keep it open until the run has"
              + " ended.");
    }
    if (!connection.getAutoCommit()) {
      throw new ConnectionException(
          "the connection is not in autocommit mode, and Retort has a transaction of its own. Call"
              + " connection.setAutoCommit(true) before, and set it back after; a pool has a setting"
              + " for it.");
    }
    try {
      Query.run(connection, "BEGIN");
    } catch (SQLException refused) {
      if (String.valueOf(refused.getMessage()).contains("within a transaction")) {
        throw RunPragmas.inTransaction();
      }
      throw refused;
    }
    try {
      Query.run(connection, "ROLLBACK");
    } catch (SQLException refused) {
      if (!String.valueOf(refused.getMessage()).contains("SQL statements in progress")) {
        throw refused;
      }
      // The driver has begun another transaction, and could not end that one.
      OnlineBackup.driver(connection).getDatabase().exec("ROLLBACK", false);
      throw new ConnectionException(
          "a statement of the connection that writes is not finished. Close it before, and its result"
              + " set: until then SQLite lets nobody commit on this connection.",
          refused);
    }
  }

  @Override
  public boolean isBusy(SQLException refused) {
    return SqliteMessage.isBusy(refused);
  }

  @Override
  public Optional<StorageException.Fault> fault(SQLException refused) {
    return SqliteMessage.fault(refused);
  }

  @Override
  public boolean rollsBack(SQLException refused) {
    return SqliteMessage.rollsBack(refused);
  }

  @Override
  public Optional<String> holder(Connection connection) {
    return file(connection).flatMap(LockHolder::of);
  }

  @Override
  public String place(Connection connection) {
    return file(connection).map(file -> "the database \"" + file + "\"").orElse("the database");
  }

  private static Optional<Path> file(Connection connection) {
    try {
      return OpenFile.of(connection);
    } catch (SQLException unknown) { // asked only when something else has failed, which is told
      return Optional.empty();
    }
  }

  /**
   * Returns the exception for a database that cannot be opened.
   *
   * @param database the database in words
   * @param refused what was thrown
   * @return the exception
   */
  public static MigrationException unopened(String database, SQLException refused) {
    String message = database + " cannot be opened: " + SqliteMessage.of(refused);
    Optional<StorageException.Fault> fault = SqliteMessage.fault(refused);
    return fault.isPresent()
        ? new StorageException(fault.get(), message, refused)
        : new DatabaseException(message, refused);
  }

  /**
   * Says whether a database could not be opened because another connection has it.
   *
   * @param refused what was thrown
   * @return whether waiting could help
   */
  public static boolean isLocked(SQLException refused) {
    return SqliteMessage.isBusy(refused);
  }

  @Override
  public String message(SQLException refused) {
    return SqliteMessage.of(refused);
  }
}
