package dev.retort.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param direction where it went
 * @param revisions the revisions that it applied, undid, stamped or repaired, in their order; none
 *     when there was nothing to do
 * @param before the heads of the database before it
 * @param after the heads of the database after it
 * @param duration how long it took, waiting for a lock included
 * @param backup the copy that was made of the database before it, if one was
 */
public record MigrationReport(
    Direction direction,
    List<RevisionReport> revisions,
    List<String> before,
    List<String> after,
    Duration duration,
    Optional<Backup> backup) {

  /** Where a run went. */
  public enum Direction {
    /** Revisions were applied. */
    UPGRADE,
    /** Revisions were undone. */
    DOWNGRADE,
    /** The history was written, and nothing was run. */
    STAMP,
    /** The history got the fingerprints of edited revisions, and nothing was run. */
    REPAIR
  }

  /**
   * What a run did for one revision.
   *
   * @param id its id
   * @param message its message; empty for none
   * @param statements how many statements it took
   * @param choices which way was chosen for each change of a table and why, in words
   * @param notes what is worth knowing of the database beside, in words, for example {@code view
   *     "v" was broken before: no such column: x}
   * @param duration how long it took
   */
  public record RevisionReport(
      String id,
      String message,
      int statements,
      List<String> choices,
      List<String> notes,
      Duration duration) {
    /** Copies the lists. */
    public RevisionReport {
      choices = List.copyOf(choices);
      notes = List.copyOf(notes);
    }

    RevisionReport noting(String note) {
      List<String> more = new ArrayList<>(notes);
      more.add(note);
      return new RevisionReport(id, message, statements, choices, more, duration);
    }
  }

  /** Copies the lists. */
  public MigrationReport {
    revisions = List.copyOf(revisions);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Says whether there was nothing to do.
   *
   * @return true when no revision was applied, undone, stamped or repaired
   */
  public boolean isEmpty() {
    return revisions.isEmpty();
  }
}
