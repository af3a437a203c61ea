package dev.retort.run;

import dev.retort.error.MigrationException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Operation;
import dev.retort.plan.Dialect;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Plans the operations of one revision when its turn comes, runs them, and checks references. */
final class RevisionRunner {
  private final Session session;
  private final StepRunner steps;
  private final MigrationListener listener;
  private final Faults faults;
  private final Direction direction;
  private final String state;
  private final Set<String> said;
  private boolean noticed;

  /**
   * Makes a runner for one transaction.
   *
   * @param state what is to be said of a revision that fails: what became of it, and where the
   *     database is
   * @param said the notes that were made before
   */
  RevisionRunner(
      Session session,
      Connection connection,
      Dialect dialect,
      RunSettings settings,
      Faults faults,
      Patience patience,
      Direction direction,
      String state,
      Set<String> said) {
    this.session = session;
    this.listener = settings.listener();
    this.faults = faults;
    this.direction = direction;
    this.state = state;
    this.said = said;
    this.steps =
        new StepRunner(connection, session, dialect, listener, faults, patience, this::failed);
  }

  /** Something that is written down once a revision has run. */
  @FunctionalInterface
  interface Epilogue {
    void write(Duration took) throws SQLException;
  }

  RevisionReport run(RevisionTask task, List<Operation> operations, Epilogue epilogue)
      throws SQLException {
    listener.revisionStarted(task.id(), task.message());
    long started = System.nanoTime();
    Plan plan = session.plan(task.id(), operations);
    boolean touched = plan.references() == Plan.References.TOUCHED;
    if (touched && !noticed) {
      session.notice();
      noticed = true;
    }
    steps.run(task.id(), plan);
    if (touched) {
      requireReferences(task.id(), plan.steps().size() + 1, operations);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    epilogue.write(took);
    List<String> notes = plan.notes().stream().filter(said::add).toList();
    RevisionReport report =
        new RevisionReport(
            task.id(), task.message(), plan.steps().size(), plan.choices(), notes, took);
    listener.revisionFinished(report);
    return report;
  }

  private void requireReferences(String id, int number, List<Operation> operations)
      throws SQLException {
    List<String> broken = session.broken(operations);
    if (!broken.isEmpty()) {
      String message = String.join("; ", broken);
      throw failed(
          id,
          new RevisionFailedException.Failure(
              number, number, "check all foreign keys", "PRAGMA foreign_key_check", message),
          StepRunner.Transaction.KEPT,
          new IllegalStateException(message));
    }
  }

  private MigrationException failed(
      String revision,
      RevisionFailedException.Failure failure,
      StepRunner.Transaction transaction,
      Throwable cause) {
    String became =
        transaction == StepRunner.Transaction.KEPT
            ? state
            : "ended the transaction of the run: what ran until then was committed or taken back with"
                + " it, and what ran after that stays";
    String verb = direction == Direction.DOWNGRADE ? "downgrade of revision" : "revision";
    return faults.failed(new RevisionFailedException(revision, verb, failure, became, cause));
  }
}
