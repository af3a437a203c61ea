package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** Indexes that cannot be made on the new shape of their table. */
final class BrokenIndex {
  private BrokenIndex() {}

  /**
   * Makes an index of a table in its new shape.
   *
   * @throws PlanRefusal when it names what is not there
   */
  static void requireMade(Connection connection, StoredObject index) throws SQLException {
    try {
      Query.run(connection, Qualified.main(index.sql()));
    } catch (SQLException refused) {
      throw new PlanRefusal(
          "leaves the "
              + index.words()
              + " broken: "
              + SqliteMessage.of(refused)
              + ". Drop or replace it in the same revision.",
          refused);
    }
  }
}
