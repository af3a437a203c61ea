package dev.retort.run;

import dev.retort.plan.Session;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What a run does in its transaction: the three directions are three of these. */
@FunctionalInterface
interface Work {

  /**
   * Goes through the revisions.
   *
   * @param session the run's hold on the connection
   * @param path the ids of the revisions, in their order
   * @param applied the ids of all revisions that are applied before it
   * @return what was done for each
   */
  List<RevisionReport> run(Session session, List<String> path, Set<String> applied)
      throws SQLException;
}
