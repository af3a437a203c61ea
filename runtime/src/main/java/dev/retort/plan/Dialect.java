package dev.retort.plan;

import dev.retort.error.StorageException;
import dev.retort.op.DialectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What a kind of database must be able to do for a run. */
public interface Dialect {

  /**
   * Returns the name of the dialect.
   *
   * @return for example {@link DialectName#SQLITE}
   */
  DialectName name();

  /**
   * Says whether a table is there, without changing anything.
   *
   * @param connection the database
   * @param table its name
   * @return whether it is
   * @throws SQLException when the database refuses
   */
  boolean hasTable(Connection connection, String table) throws SQLException;

  /**
   * Says how long a connection itself waits for whoever has the database.
   *
   * @param connection the database
   * @param time zero for not at all
   * @throws SQLException when the database refuses
   */
  void waitUpTo(Connection connection, Duration time) throws SQLException;

  /**
   * Takes note of how long a connection waits for whoever has the database.
   *
   * @param connection the database
   * @return what sets it back
   * @throws SQLException when the database refuses
   */
  Restoration noteWait(Connection connection) throws SQLException;

  /** Sets a connection back to what it was. */
  @FunctionalInterface
  interface Restoration extends AutoCloseable {
    /**
     * Sets the connection back.
     *
     * @throws SQLException when the database refuses
     */
    @Override
    void close() throws SQLException;
  }

  /**
   * Makes a connection ready for a run. Everything that is set for the run is set back by {@link
   * Session#close}.
   *
   * @param connection the database
   * @param lockTimeout how long to wait for another run
   * @return the run's hold on the connection, no transaction begun
   * @throws SQLException when the database refuses
   */
  Session open(Connection connection, Duration lockTimeout) throws SQLException;

  /**
   * Runs a statement where no transaction is under way.
   *
   * @param connection the database
   * @param sql for example {@code PRAGMA journal_mode = WAL}
   * @return what is wrong, where the database has silently left all as it was
   * @throws SQLException when the database refuses
   */
  Optional<String> executeOutside(Connection connection, String sql) throws SQLException;

  /**
   * Returns a forecast of what revisions would do, which reads the database until it is closed.
   *
   * @param connection the database
   * @return the forecast
   * @throws SQLException when the database refuses to be read
   */
  Forecast forecast(Connection connection) throws SQLException;

  /**
   * Returns a rehearsal on what was remembered when a revision ran.
   *
   * @param undo what {@link Session#remember} returned then; empty for an empty database
   * @return the rehearsal
   * @throws SQLException when the text cannot be read
   */
  Rehearsal rehearse(String undo) throws SQLException;

  /**
   * Returns a replay of revisions in memory, to be compared with a database, which is only read.
   *
   * @param connection the database
   * @param historyColumns the columns of a history: tables that have them all are left out
   * @return the replay, of no revision yet
   * @throws SQLException when the database refuses to be read
   */
  Replay replay(Connection connection, Set<String> historyColumns) throws SQLException;

  /**
   * Returns a script in the making for an empty database, to be filled with revisions.
   *
   * @param version the oldest version of the database that is to run it, for example {@code 3.40}
   * @return the draft
   * @throws SQLException when no rehearsal can be made
   * @throws IllegalArgumentException when the version is none, or none that scripts are written for
   */
  Draft draft(String version) throws SQLException;

  /**
   * Returns the name of a table as SQL says it, so that nothing temporary is taken for it.
   *
   * @param table for example {@code retort_history}
   * @return for example {@code main."retort_history"}
   */
  String qualified(String table);

  /**
   * Refuses a connection that a run could not have for itself.
   *
   * @param connection the database
   * @throws SQLException when the database refuses to answer
   * @throws RuntimeException when a transaction is under way, in words
   */
  void requireFree(Connection connection) throws SQLException;

  /**
   * Says whether a database refused because another has it.
   *
   * @param refused what the driver threw
   * @return whether waiting longer could help
   */
  boolean isBusy(SQLException refused);

  /**
   * Returns who has the database, as far as the system tells.
   *
   * @param connection the database, which may refuse to answer
   * @return for example {@code process 4711 (java)}
   */
  Optional<String> holder(Connection connection);

  /**
   * Says whether the file or the disk is to blame, and not the statement.
   *
   * @param refused what the driver threw
   * @return what is wrong with it; empty for anything else
   */
  Optional<StorageException.Fault> fault(SQLException refused);

  /**
   * Says whether a database may have rolled back the transaction by itself, whatever it was told.
   *
   * @param refused what the driver threw
   * @return true after a full disk, for example
   */
  boolean rollsBack(SQLException refused);

  /**
   * Returns the database in words, as well as it can be told.
   *
   * @param connection the database, which may refuse to answer
   * @return for example {@code the database "/home/ada/app.db"}, or {@code the database}
   */
  String place(Connection connection);

  /**
   * Returns what the database said, without what the driver puts around it, and what helps where
   * the statement is not to blame.
   *
   * @param refused what the driver threw
   * @return for example {@code NOT NULL constraint failed: users.name}
   */
  String message(SQLException refused);
}
