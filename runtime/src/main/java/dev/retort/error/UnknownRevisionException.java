package dev.retort.error;

import java.util.List;

/**
 * The database has revisions that this application does not know: it is newer. Nothing was changed.
 */
public final class UnknownRevisionException extends MigrationException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> revisions;

  /**
   * Makes the exception.
   *
   * @param revisions their ids
   * @param message what to tell the user
   */
  public UnknownRevisionException(List<String> revisions, String message) {
    super(message);
    this.revisions = List.copyOf(revisions);
  }

  /**
   * Returns the ids of the unknown revisions.
   *
   * @return sorted
   */
  public List<String> revisions() {
    return revisions;
  }
}
