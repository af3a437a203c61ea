package dev.retort.error;

import java.util.List;

/**
 * Applied revisions ask for something else now than when they were applied. Nothing was changed.
 */
public final class EditedRevisionException extends MigrationException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an unmodifiable copy, whose elements are serializable
  private final List<Edit> edits;

  /**
   * An applied revision that was edited.
   *
   * @param revision its id
   * @param stored the fingerprint of its operations when it was applied
   * @param present the fingerprint of its operations now
   */
  public record Edit(String revision, String stored, String present)
      implements java.io.Serializable {}

  /**
   * Makes the exception.
   *
   * @param edits the revisions, in the order in which they were applied
   */
  public EditedRevisionException(List<Edit> edits) {
    super(words(edits));
    this.edits = List.copyOf(edits);
  }

  /**
   * Returns the revisions and their fingerprints.
   *
   * @return in the order in which they were applied
   */
  public List<Edit> edits() {
    return edits;
  }

  /**
   * Returns the ids of the revisions.
   *
   * @return in the order in which they were applied
   */
  public List<String> revisions() {
    return edits.stream().map(Edit::revision).toList();
  }

  private static String words(List<Edit> edits) {
    boolean one = edits.size() == 1;
    StringBuilder text =
        new StringBuilder(Quoted.revisions(edits.stream().map(Edit::revision).toList()));
    text.append(one ? " was" : " were");
    text.append(" edited after ").append(one ? "it was" : "they were");
    text.append(" applied to this database, so that its schema is not what the code says. Take the")
        .append(" edit back, and put the change into a new revision; or, where the edit changes")
        .append(" nothing or the database has it already, call repair().");
    for (Edit edit : edits) {
      text.append(
          "\n  \"%s\": %s when it was applied, %s now"
              .formatted(edit.revision(), brief(edit.stored()), brief(edit.present())));
    }
    return text.toString();
  }

  /** The whole hash says no more to a person than its beginning. */
  private static String brief(String fingerprint) {
    return fingerprint.length() > 14 ? fingerprint.substring(0, 14) + ".." : fingerprint;
  }
}
