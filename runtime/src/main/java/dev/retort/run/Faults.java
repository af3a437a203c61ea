package dev.retort.run;

import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.MigrationException;
import dev.retort.error.RevisionFailedException;
import dev.retort.error.StorageException;
import dev.retort.error.StorageException.Fault;
import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what befell the connection, the lock or the file from what a revision got wrong. */
final class Faults {
  private final Connection connection;
  private final Dialect dialect;
  private final Duration lockTimeout;

  Faults(Connection connection, Dialect dialect, Duration lockTimeout) {
    this.connection = connection;
    this.dialect = dialect;
    this.lockTimeout = lockTimeout;
  }

  /** Returns the exception for what was refused while only reading. */
  MigrationException reading(SQLException refused) {
    return told(refused, " cannot be read: ");
  }

  /** Returns the exception for what was refused to a backup that was to be restored. */
  MigrationException restoring(SQLException refused) {
    return told(refused, " cannot be restored, and is as it was: ");
  }

  /** What is left of a run that was refused something. */
  enum Became {
    /** Nothing. */
    UNCHANGED("nothing was changed"),
    /** What it had committed before. */
    PARTLY_ROLLED_BACK("what was not committed before was rolled back");

    private final String words;

    Became(String words) {
      this.words = words;
    }
  }

  /** Returns the exception for what was refused to a run outside of its revisions' statements. */
  MigrationException running(SQLException refused, Became became) {
    return told(refused, " refused, and " + became.words + ": ");
  }

  private MigrationException told(SQLException refused, String what) {
    if (isClosed(refused)) {
      return closed(refused);
    }
    if (dialect.isBusy(refused)) {
      return new LockTimeoutException(lockTimeout, dialect.holder(connection), refused);
    }
    String message = dialect.place(connection) + what + dialect.message(refused);
    Optional<Fault> fault = dialect.fault(refused);
    return fault.isPresent()
        ? new StorageException(fault.get(), message, refused)
        : new DatabaseException(message, refused);
  }

  /** Returns a failure as what it is: the revision's, or that of the file or the connection. */
  MigrationException failed(RevisionFailedException failure) {
    if (isClosed(failure)) {
      return closed(failure);
    }
    Optional<Fault> fault =
        causes(failure).flatMap(each -> dialect.fault(each).stream()).findFirst();
    return fault.isPresent()
        ? new StorageException(fault.get(), String.valueOf(failure.getMessage()), failure)
        : failure;
  }

  /** Says whether the database may have ended the transaction, and not the step that threw. */
  boolean rolledBack(Throwable thrown) {
    return causes(thrown).anyMatch(dialect::rollsBack);
  }

  /** Returns what the driver threw, also where a library of a step has wrapped it. */
  private static Stream<SQLException> causes(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .limit(100) // a chain may be a circle
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast);
  }

  private boolean isClosed(Throwable thrown) {
    try {
      return connection.isClosed();
    } catch (SQLException unknown) {
      thrown.addSuppressed(unknown);
      return false;
    }
  }

  private static ConnectionException closed(Throwable cause) {
    return new ConnectionException(
        "the connection was closed before the run had ended, which takes back what the run had"
            + " not committed. Keep it open until then.",
        cause);
  }
}
