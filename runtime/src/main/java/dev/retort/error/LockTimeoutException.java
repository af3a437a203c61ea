package dev.retort.error;

import java.time.Duration;

/** Another run, or another program, kept the database locked for too long. Nothing was changed. */
public final class LockTimeoutException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final Duration waited;

  /**
   * Makes the exception.
   *
   * @param waited how long was waited
   * @param message what to tell the user
   * @param cause what was thrown
   */
  public LockTimeoutException(Duration waited, String message, Throwable cause) {
    super(message, cause);
    this.waited = waited;
  }

  /**
   * Returns how long was waited.
   *
   * @return for example ten minutes
   */
  public Duration waited() {
    return waited;
  }
}
