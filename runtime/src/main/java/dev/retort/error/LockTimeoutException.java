package dev.retort.error;

import java.time.Duration;
import java.util.Optional;

/**
 * Another run, or another program, kept the database locked for too long. Nothing was changed but
 * what a run of several transactions had committed before.
 */
public final class LockTimeoutException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final Duration waited;

  private final String holder;

  /**
   * Makes the exception.
   *
   * @param waited how long was waited
   * @param holder who has the database, as far as that can be told, for example {@code process 4711
   *     (java)}
   * @param cause what was thrown
   */
  public LockTimeoutException(Duration waited, Optional<String> holder, Throwable cause) {
    super(
        "the database was locked by "
            + holder.orElse("another run or another program")
            + " for "
            + words(waited)
            + ". Let it end, or wait longer: .lockTimeout(..)",
        cause);
    this.waited = waited;
    this.holder = holder.orElse("");
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

  /**
   * Returns who had the database when the time was up.
   *
   * @return for example {@code process 4711 (java)}; empty where the system does not tell
   */
  public Optional<String> holder() {
    return holder.isEmpty() ? Optional.empty() : Optional.of(holder);
  }
}
