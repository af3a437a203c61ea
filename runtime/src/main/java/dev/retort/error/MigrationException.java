package dev.retort.error;

/**
 * The root of everything that a {@code Migrator} throws. Its message is for people; its cases carry
 * their facts as plain values.
 */
public abstract sealed class MigrationException extends RuntimeException
    permits AdoptionException,
        BackupException,
        CancelledException,
        ConnectionException,
        DatabaseException,
        EditedRevisionException,
        GraphException,
        HistoryException,
        IrreversibleException,
        LockTimeoutException,
        OutOfOrderException,
        PendingRevisionsException,
        RefusedException,
        RevisionFailedException,
        StorageException,
        TargetException,
        UnknownRevisionException {
  private static final long serialVersionUID = 1L;

  MigrationException(String message) {
    super(message);
  }

  MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}
