package dev.retort.sqlite;

import dev.retort.plan.Step;
import java.sql.SQLException;
import java.util.List;

/** A way of giving a table another shape by copying its rows. */
interface Rebuild {

  /**
   * Returns the steps; those that change the schema have been played on the copy.
   *
   * @throws PlanRefusal when the table cannot be rebuilt without losing something
   */
  List<Step> steps() throws SQLException;
}
