package dev.retort.plan;

import dev.retort.op.DialectName;
import dev.retort.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

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
   * Returns the schema that was remembered when a revision ran.
   *
   * @param undo what {@link Session#remember} returned then
   * @return what it says, open for all else
   * @throws SQLException when the text cannot be read
   */
  Schema recall(String undo) throws SQLException;

  /**
   * Returns what the database said, without what the driver puts around it.
   *
   * @param refused what the driver threw
   * @return for example {@code NOT NULL constraint failed: users.name}
   */
  String message(SQLException refused);
}
