package dev.retort.history;

import dev.retort.error.HistoryException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A row of the history table, as it is stored.
 *
 * @param id the id of the revision
 * @param kind {@code upgrade} when it ran, {@code stamp} when it was only said to be there
 * @param fingerprint the fingerprint of its operations, when it ran
 * @param message its message
 * @param appliedAt when, in ISO-8601 with an offset, for example {@code 2026-11-20T10:15:30.123Z}
 * @param durationMillis how long it took, in milliseconds
 * @param appliedBy the name of the user of the operating system
 * @param retortVersion the version of Retort that applied it
 * @param undo the objects that it touched as they were before it, when it ran
 */
public record HistoryRow(
    String id,
    String kind,
    Optional<String> fingerprint,
    String message,
    String appliedAt,
    long durationMillis,
    String appliedBy,
    String retortVersion,
    Optional<String> undo) {

  /** The kind of a revision that ran. */
  public static final String UPGRADE = "upgrade";

  /** The kind of a revision that was only said to be there. */
  public static final String STAMP = "stamp";

  /**
   * Returns when the revision was applied.
   *
   * @return for example {@code 2026-11-20T10:15:30.123Z}
   * @throws HistoryException when somebody has written there what is no time
   */
  public Instant time() {
    try {
      return Instant.parse(appliedAt);
    } catch (DateTimeParseException unreadable) {
      throw new HistoryException(
          "the history says that revision \"%s\" was applied at \"%s\", which is no time such as 2026-11-20T10:15:30.123Z. Set applied_at of that row to one."
              .formatted(id, appliedAt));
    }
  }
}
