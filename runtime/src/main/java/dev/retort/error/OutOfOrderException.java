package dev.retort.error;

import java.util.List;

/** A revision would be applied below one that is applied. Nothing was changed. */
public final class OutOfOrderException extends MigrationException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> revisions;

  /**
   * Makes the exception.
   *
   * @param revisions the ids of those that were passed over
   * @param message what to tell the user
   */
  public OutOfOrderException(List<String> revisions, String message) {
    super(message);
    this.revisions = List.copyOf(revisions);
  }

  /**
   * Returns the ids of the revisions that were passed over.
   *
   * @return in the order in which they could have been applied
   */
  public List<String> revisions() {
    return revisions;
  }
}
