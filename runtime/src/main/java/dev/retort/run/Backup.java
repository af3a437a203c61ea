package dev.retort.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A copy of a database, as it was before a run changed it.
 *
 * @param file where it is
 * @param bytes how large the file is
 * @param heads the heads of the database then; none for {@code base}
 * @param took how long it took to make and to verify it
 */
public record Backup(Path file, long bytes, List<String> heads, Duration took) {
  /** Copies the list. */
  public Backup {
    heads = List.copyOf(heads);
  }
}
