package dev.retort.run;

import java.time.Duration;
import java.util.Map;

/**
 * What a run is told beside its revisions.
 *
 * @param lockTimeout how long to wait for another run
 * @param transaction how much of the run is one transaction
 * @param listener who is told of it
 * @param arguments what {@code op.arg(..)} gives
 */
public record RunSettings(
    Duration lockTimeout,
    TransactionMode transaction,
    MigrationListener listener,
    Map<String, String> arguments) {
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  /** Copies the arguments; a wait is no longer than 24 days, which is what databases count to. */
  public RunSettings {
    lockTimeout = lockTimeout.compareTo(LONGEST) > 0 ? LONGEST : lockTimeout;
    arguments = Map.copyOf(arguments);
  }
}
