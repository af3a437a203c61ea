package dev.retort.op;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on rows that SQL alone cannot say, run in its turn within the run's transaction. */
@FunctionalInterface
public interface DataStep {

  /**
   * Reads and changes rows.
   *
   * @param connection the run's connection; its commit, rollback, setAutoCommit and close refuse
   * @throws SQLException when the database refuses; the run is then rolled back
   */
  void run(Connection connection) throws SQLException;
}
