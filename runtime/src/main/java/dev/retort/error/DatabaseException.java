package dev.retort.error;

/**
 * The database refused something that no revision asked for. Nothing was changed, unless the
 * message says so.
 */
public final class DatabaseException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what to tell the user
   * @param cause what was thrown
   */
  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
