package dev.retort.error;

/** The connection cannot be used as it is. Nothing was changed. */
public final class ConnectionException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what to tell the user
   */
  public ConnectionException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what to tell the user
   * @param cause what was thrown
   */
  public ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
