package dev.retort.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What was restored.
 *
 * @param file the backup
 * @param bytes how large it is
 * @param heads the heads of the database now, those that this application does not know too; none
 *     for {@code base}
 * @param duration how long it took, waiting for others included
 */
public record RestoreReport(Path file, long bytes, List<String> heads, Duration duration) {
  /** Copies the list. */
  public RestoreReport {
    heads = List.copyOf(heads);
  }
}
