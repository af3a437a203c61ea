package dev.retort.error;

import java.util.List;

/** The database is not current: revisions are not applied yet. Nothing was changed. */
public final class PendingRevisionsException extends MigrationException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> revisions;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> current;

  /**
   * Makes the exception.
   *
   * @param revisions the ids of those that are not applied
   * @param current where the database is; none for base
   */
  public PendingRevisionsException(List<String> revisions, List<String> current) {
    super(words(revisions, current));
    this.revisions = List.copyOf(revisions);
    this.current = List.copyOf(current);
  }

  /**
   * Returns the ids of the revisions that are not applied.
   *
   * @return in the order in which they would be applied
   */
  public List<String> revisions() {
    return revisions;
  }

  /**
   * Returns where the database is.
   *
   * @return ids, sorted; none for base
   */
  public List<String> current() {
    return current;
  }

  private static String words(List<String> revisions, List<String> current) {
    return "the database is not up to date: it is at %s, and %s %s not applied to it. Run upgrade() where the database is migrated, and start this application again."
        .formatted(
            current.isEmpty() ? "base" : Quoted.ids(current),
            Quoted.revisions(revisions),
            revisions.size() == 1 ? "is" : "are");
  }
}
