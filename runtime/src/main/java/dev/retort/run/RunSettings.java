package dev.retort.run;

import java.time.Duration;
import java.util.Map;

/**
 * What a run is told beside its revisions.
 *
 * @param lockTimeout how long to wait for another run
 * @param listener who is told of it
 * @param arguments what {@code op.arg(..)} gives
 */
public record RunSettings(
    Duration lockTimeout, MigrationListener listener, Map<String, String> arguments) {
  /** Copies the arguments. */
  public RunSettings {
    arguments = Map.copyOf(arguments);
  }
}
