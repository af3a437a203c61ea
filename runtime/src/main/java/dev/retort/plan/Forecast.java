package dev.retort.plan;

import dev.retort.op.Operation;
import java.sql.SQLException;
import java.util.List;

/**
 * What revisions would do, one after the other, to a database that is only read. Each is planned on
 * what the ones before it would leave behind.
 */
public interface Forecast extends AutoCloseable {

  /**
   * Returns the steps of the next revision. Changes nothing.
   *
   * @param revision its id
   * @param operations what it asks for
   * @return the plan
   * @throws SQLException when the database refuses to be read
   */
  Plan plan(String revision, List<Operation> operations) throws SQLException;

  /**
   * Ends the reading.
   *
   * @throws SQLException when the database refuses
   */
  @Override
  void close() throws SQLException;
}
