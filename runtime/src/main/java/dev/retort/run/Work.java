package dev.retort.run;

import dev.retort.plan.Session;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** What a run does to each of its revisions: to apply it, to undo it, or to write it down. */
interface Work {

  /** Returns where it goes. */
  Direction direction();

  /**
   * Makes ready for all revisions, before the first one is touched.
   *
   * @param path their ids, in their order
   * @param applied the ids of all applied revisions
   */
  default void prepare(List<String> path, Set<String> applied) throws SQLException {}

  /**
   * Returns what is to be done for the next revision.
   *
   * @param id its id
   */
  Turn turn(String id) throws SQLException;

  /** How much of it is one transaction, whatever was said of the run. */
  default TransactionMode transaction(RunSettings settings) {
    return settings.transaction();
  }

  /** The turn of one revision. */
  interface Turn {

    /** Says whether the database does this only where no transaction is under way. */
    default boolean isOutside() {
      return false;
    }

    /**
     * Does it.
     *
     * @param session the run's hold on the connection
     * @param runner runs operations
     * @param write writes to the history: at once in the transaction that is under way, else in one
     *     of its own
     * @return what was done
     */
    RevisionReport take(Session session, RevisionRunner runner, Writing write) throws SQLException;
  }

  /** Writes something down in the history. */
  @FunctionalInterface
  interface Writing {
    void down(Entry entry) throws SQLException;
  }

  /** Something to be written down in the history. */
  @FunctionalInterface
  interface Entry {
    void write() throws SQLException;
  }
}
