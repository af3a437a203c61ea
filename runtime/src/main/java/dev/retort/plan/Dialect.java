package dev.retort.plan;

import dev.retort.error.StorageException;
import dev.retort.op.DialectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

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
   * Makes a connection wait while another run holds the database, so that it can be read.
   *
   * @param connection the database
   * @param lockTimeout how long to wait
   * @return the wait, to be closed after the reading
   * @throws SQLException when the database refuses
   */
  Wait waiting(Connection connection, Duration lockTimeout) throws SQLException;

  /** A connection that waits until this is closed. */
  @FunctionalInterface
  interface Wait extends AutoCloseable {
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
