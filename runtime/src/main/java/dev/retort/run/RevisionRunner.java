package dev.retort.run;

import dev.retort.error.MigrationException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.Operation;
import dev.retort.plan.Dialect;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Plans the operations of one revision when its turn comes, runs them, and checks references. */
final class RevisionRunner {
  private final Session session;
  private final StepRunner steps;
  private final MigrationListener listener;
  private final Faults faults;
  private final String verb;
  private final String rolledBack;
  private final Set<String> said = new HashSet<>();
  private boolean noticed;

  /**
   * Makes a runner for one run.
   *
   * @param verb what is done to revisions, for example {@code downgrade of revision}
   * @param heads where the database is before the run
   */
  RevisionRunner(
      Session session,
      Connection connection,
      Dialect dialect,
      MigrationListener listener,
      Faults faults,
      String verb,
      List<String> heads) {
    this.session = session;
    this.listener = listener;
    this.faults = faults;
    this.verb = verb;
    this.rolledBack =
        "was rolled back; the database is at "
            + (heads.isEmpty() ? "base" : "\"" + String.join("\" and \"", heads) + "\"");
    this.steps = new StepRunner(connection, session, dialect, listener, faults, this::failed);
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
    String state =
        transaction == StepRunner.Transaction.KEPT
            ? rolledBack
            : "ended the transaction of the run; what ran before it may be in the database";
    return faults.failed(new RevisionFailedException(revision, verb, failure, state, cause));
  }
}
