package dev.retort.run;

import dev.retort.history.HistoryRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A revision that is applied to the database.
 *
 * @param id its id, for example {@code "b7f2"}
 * @param kind whether it ran or was stamped
 * @param fingerprint the fingerprint of its operations, when it ran
 * @param message its message; empty for none
 * @param appliedAt when
 * @param duration how long it took; zero for a stamp
 * @param appliedBy the name of the user of the operating system
 * @param retortVersion the version of Retort that applied it
 */
public record HistoryEntry(
    String id,
    Kind kind,
    Optional<String> fingerprint,
    String message,
    Instant appliedAt,
    Duration duration,
    String appliedBy,
    String retortVersion) {

  /** How a revision came into the history. */
  public enum Kind {
    /** It ran. */
    UPGRADE,
    /** It was said to be there already. */
    STAMP
  }

  static HistoryEntry of(HistoryRow row) {
    return new HistoryEntry(
        row.id(),
        row.kind().equals(HistoryRow.STAMP) ? Kind.STAMP : Kind.UPGRADE,
        row.fingerprint(),
        row.message(),
        row.time(),
        Duration.ofMillis(row.durationMillis()),
        row.appliedBy(),
        row.retortVersion());
  }
}
