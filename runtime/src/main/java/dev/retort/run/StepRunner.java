package dev.retort.run;

import dev.retort.error.MigrationException;
import dev.retort.error.RevisionFailedException;
import dev.retort.plan.Dialect;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one revision, one after the other, and says exactly which one failed. */
final class StepRunner {
  private final Connection connection;
  private final Session session;
  private final Dialect dialect;
  private final MigrationListener listener;
  private final Faults faults;
  private final Patience patience;
  private final Failures failures;

  /** Makes the exception for a failed step of a revision. */
  @FunctionalInterface
  interface Failures {
    MigrationException failed(
        String revision,
        RevisionFailedException.Failure failure,
        Transaction transaction,
        Throwable cause);
  }

  /** What became of the run's transaction when a step failed. */
  enum Transaction {
    /** It is there, and will be rolled back. */
    KEPT,
    /** The step has ended it, and what ran before is in the database. */
    ENDED
  }

  /** A step failed for a reason that is no exception. */
  private static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    private final Transaction transaction;

    Unfit(String message, Transaction transaction) {
      super(message);
      this.transaction = transaction;
    }

    Unfit(String message, Transaction transaction, SQLException cause) {
      super(message, cause);
      this.transaction = transaction;
    }
  }

  StepRunner(
      Connection connection,
      Session session,
      Dialect dialect,
      MigrationListener listener,
      Faults faults,
      Patience patience,
      Failures failures) {
    this.connection = connection;
    this.session = session;
    this.dialect = dialect;
    this.listener = listener;
    this.faults = faults;
    this.patience = patience;
    this.failures = failures;
  }

  void run(String revision, Plan plan) {
    List<Step> steps = plan.steps();
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      RunningStatement running =
          new RunningStatement(
              revision, at + 1, steps.size(), step.why(), step.table().map(Name::text));
      Cancellation.requireNone();
      listener.statementStarted(running);
      long started = System.nanoTime();
      try {
        run(step, running);
      } catch (MigrationException known) {
        throw known;
      } catch (Exception thrown) { // a step of another language may throw any
        requireNotCancelled(thrown);
        throw failures.failed(
            revision,
            new RevisionFailedException.Failure(
                at + 1, steps.size(), step.why(), step.text(), message(thrown)),
            thrown instanceof Unfit unfit ? unfit.transaction : Transaction.KEPT,
            thrown);
      }
      listener.statementFinished(running, Duration.ofNanos(System.nanoTime() - started));
    }
  }

  /** A step that an interrupt has ended did not fail; its caller is to see the interrupt too. */
  private static void requireNotCancelled(Exception thrown) {
    if (Cancellation.isCauseOf(thrown)) {
      Thread.currentThread().interrupt();
      Cancellation.requireNone();
    }
  }

  private String message(Exception thrown) {
    if (thrown instanceof SQLException refused) {
      return dialect.message(refused);
    }
    return thrown instanceof Unfit ? String.valueOf(thrown.getMessage()) : thrown.toString();
  }

  private void run(Step step, RunningStatement running) throws Exception {
    if (step instanceof Step.Call call) {
      call(call);
    } else if (step instanceof Step.Reread) {
      session.raiseSchemaVersion();
    } else if (step instanceof Statement statement) {
      run(statement, running);
    }
  }

  private void run(Statement statement, RunningStatement running) throws SQLException, Unfit {
    switch (statement.kind()) {
      case SCHEMA, ROWS -> execute(statement, running);
      case OUTSIDE -> executeOutside(statement);
      case REFUSAL -> {
        Optional<String> wrong = first(statement.sql());
        if (wrong.isPresent()) {
          throw new Unfit(wrong.get(), Transaction.KEPT);
        }
      }
      case COMPUTED -> {
        Optional<String> computed = first(statement.sql());
        if (computed.isPresent()) {
          execute(computed.get());
        }
      }
    }
  }

  private void execute(Statement statement, RunningStatement running) throws SQLException, Unfit {
    try {
      if (statement.portions().isPresent()) {
        new PortionedCopy(connection, statement.sql(), statement.portions().get())
            .run(copied -> listener.rowsCopied(running, copied.done(), copied.rows()));
      } else {
        execute(statement.sql());
      }
    } catch (SQLException refused) {
      Optional<String> explained = explained(statement, refused);
      if (explained.isPresent()) {
        throw new Unfit(explained.get(), Transaction.KEPT, refused);
      }
      throw refused;
    }
  }

  /** Waits for others, and looks whether a PRAGMA that answers with its new value has it. */
  private void executeOutside(Statement statement) throws SQLException, Unfit {
    Optional<String> wrong;
    try {
      wrong = patience.wait(() -> dialect.executeOutside(connection, statement.sql()));
    } catch (SQLException refused) {
      if (dialect.isBusy(refused)) {
        throw faults.running(refused, Faults.Became.PARTLY_ROLLED_BACK);
      }
      throw refused;
    }
    if (wrong.isPresent()) {
      throw new Unfit(wrong.get(), Transaction.KEPT);
    }
  }

  /** Returns what the explaining query says, if the transaction is still there to be asked. */
  private Optional<String> explained(Statement statement, SQLException refused) {
    if (statement.explanation().isEmpty()) {
      return Optional.empty();
    }
    try {
      return first(statement.explanation().get());
    } catch (SQLException unexplained) {
      refused.addSuppressed(unexplained);
      return Optional.empty();
    }
  }

  private void execute(String sql) throws SQLException {
    try (java.sql.Statement running = connection.createStatement()) {
      running.execute(sql);
    }
  }

  private Optional<String> first(String query) throws SQLException {
    try (java.sql.Statement running = connection.createStatement();
        ResultSet rows = running.executeQuery(query)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private void call(Step.Call call) throws Exception {
    long schema = session.schemaVersion();
    session.mark();
    try {
      call.step().run(StepConnection.of(connection));
    } catch (Exception thrown) {
      if (!faults.rolledBack(thrown)) {
        requireTransaction();
      }
      throw thrown;
    }
    requireTransaction();
    if (session.schemaVersion() != schema) {
      throw new Unfit(
          "the step changed the schema; say that with the operations of Op, and keep run(..) for"
              + " rows",
          Transaction.KEPT);
    }
  }

  /** Fails when the transaction is another one than before the step, whatever else went wrong. */
  private void requireTransaction() throws SQLException, Unfit {
    if (!session.unmark()) {
      throw new Unfit(
          "the step ended the run's transaction; leave COMMIT and ROLLBACK to the run",
          Transaction.ENDED);
    }
  }
}
