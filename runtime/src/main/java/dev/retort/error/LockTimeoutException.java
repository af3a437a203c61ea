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
   * @param cause what was thrown
   */
  public LockTimeoutException(Duration waited, Throwable cause) {
    super(
        "the database was locked by another run or another program for "
            + words(waited)
            + ". Let it end, or wait longer: .lockTimeout(..)",
        cause);
    this.waited = waited;
  }

  private static String words(Duration waited) {
    long millis = waited.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
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
