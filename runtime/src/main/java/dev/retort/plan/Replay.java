package dev.retort.plan;

import dev.retort.op.Operation;
import dev.retort.schema.Drift;
import java.sql.SQLException;
import java.util.List;

/**
 * The applied revisions, played in memory one after the other, to see what the database would be if
 * nothing but they had changed it. What they do not tell is unknown, and never a difference.
 */
public interface Replay extends AutoCloseable {

  /**
   * Plays a revision that ran.
   *
   * @param revision its id
   * @param operations what it asked for
   * @param undo what was remembered when it ran: the objects it touched, as they were before it
   * @throws SQLException when the result cannot be read
   */
  void ran(String revision, List<Operation> operations, String undo) throws SQLException;

  /**
   * Plays a revision that was stamped: what it asks for was said to be there, and may have been
   * there in another shape.
   *
   * @param revision its id
   * @param operations what it asks for
   * @throws SQLException when the result cannot be read
   */
  void stamped(String revision, List<Operation> operations) throws SQLException;

  /**
   * Takes all that is there by now as unknown, since what a revision did to it cannot be told.
   *
   * @param revision its id
   * @param why in words, for example {@code this application does not know it}
   * @throws SQLException when the result cannot be read
   */
  void lost(String revision, String why) throws SQLException;

  /**
   * Compares what has been played with the database.
   *
   * @return the differences, and what could not be compared
   * @throws SQLException when either cannot be read
   */
  Drift drift() throws SQLException;

  /**
   * Forgets it all.
   *
   * @throws SQLException when the database refuses
   */
  @Override
  void close() throws SQLException;
}
