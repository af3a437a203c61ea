package dev.retort.plan;

import dev.retort.op.Operation;
import dev.retort.schema.Schema;
import java.sql.SQLException;
import java.util.List;

/**
 * A part of a schema without its rows, on which operations are played to see what they leave
 * behind: the database's own words for it, not a model's.
 */
public interface Rehearsal extends AutoCloseable {

  /**
   * Returns the schema as it is now, open for what is not part of it.
   *
   * @return the schema
   * @throws SQLException when it cannot be read
   */
  Schema schema() throws SQLException;

  /**
   * Plays an operation; of one that cannot be played here, what it is known to do is taken.
   *
   * @param operation the operation
   * @throws SQLException when the result cannot be read
   */
  void play(Operation operation) throws SQLException;

  /**
   * Marks what is there now, so that one can come back to it, and what comes after be compared.
   *
   * @throws SQLException when it cannot be read
   */
  void mark() throws SQLException;

  /**
   * Goes back to the last mark, and takes it away.
   *
   * @throws SQLException when it cannot be read
   */
  void back() throws SQLException;

  /**
   * Returns what is not as it was at the last mark, or at the beginning, in words.
   *
   * @return none when everything is
   * @throws SQLException when it cannot be read
   */
  List<String> differences() throws SQLException;

  /**
   * Forgets it all.
   *
   * @throws SQLException when the database refuses
   */
  @Override
  void close() throws SQLException;
}
