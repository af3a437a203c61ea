package dev.retort.error;

/**
 * The file of the database, or the disk it is on, does not let itself be read or written: no
 * revision can help that. Nothing was changed but what a run of several transactions had committed
 * before, and the same run succeeds once the fault is gone.
 *
 * <p>When a statement of a revision met the fault, the message is that of a {@link
 * RevisionFailedException}, which is the cause and has the statement.
 */
public final class StorageException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  /** What is wrong with the file or the disk. */
  public enum Fault {
    /** The disk is full, or the database has as many pages as it may have. */
    FULL,
    /** The file, its folder or the connection lets nobody write. */
    READ_ONLY,
    /** The file is damaged. */
    CORRUPT,
    /** The file is something else than a database, or is encrypted. */
    NOT_A_DATABASE,
    /** The file, or one that belongs to it, cannot be opened or made. */
    CANNOT_OPEN,
    /** The system failed to read or to write. */
    IO
  }

  /**
   * Makes the exception.
   *
   * @param fault what is wrong
   * @param message what to tell the user
   * @param cause what was thrown
   */
  public StorageException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  /**
   * Returns what is wrong with the file or the disk.
   *
   * @return for example {@link Fault#FULL}
   */
  public Fault fault() {
    return fault;
  }
}
