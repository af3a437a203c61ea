package dev.retort.error;

import java.nio.file.Path;

/**
 * A backup cannot be made before a run, or cannot be restored. Nothing was changed: the run was
 * ended before its first change, and the database is what it was before it was to be restored.
 */
public final class BackupException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final String file;

  /** What is wrong. */
  public enum Fault {
    /** The folder for backups is not there and cannot be made, or is no folder. */
    FOLDER,
    /** There is no room for the backup. */
    FULL,
    /** The backup cannot be written, or the database cannot be copied. */
    NOT_WRITTEN,
    /** The copy is not what the database is, so it was deleted. */
    NOT_THE_SAME,
    /** The database that was to be copied is damaged, or the backup that was to be restored is. */
    DAMAGED,
    /** The file that was to be restored is not there, or is no database. */
    NO_BACKUP
  }

  /**
   * Makes the exception.
   *
   * @param fault what is wrong
   * @param file the folder of the backups, or the backup
   * @param message what to tell the user
   */
  public BackupException(Fault fault, Path file, String message) {
    super(message);
    this.fault = fault;
    this.file = file.toString();
  }

  /**
   * Makes the exception.
   *
   * @param fault what is wrong
   * @param file the folder of the backups, or the backup
   * @param message what to tell the user
   * @param cause what was thrown
   */
  public BackupException(Fault fault, Path file, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.file = file.toString();
  }

  /**
   * Returns what is wrong.
   *
   * @return for example {@link Fault#FULL}
   */
  public Fault fault() {
    return fault;
  }

  /**
   * Returns the folder of the backups where one cannot be made, and the backup where one cannot be
   * restored.
   *
   * @return for example {@code /home/ada/.app/backups}
   */
  public Path file() {
    return Path.of(file);
  }
}
