package dev.retort.revision;

/**
 * Where a problem is to be mended: a value of the {@code @Revision} annotation of one revision.
 *
 * @param node the index of the revision in the list that the graph was made of, from 0
 * @param member the member of the annotation
 * @param index the index of the value in that member, from 0
 */
public record Place(int node, Member member, int index) {

  /** A member of {@code @Revision} that says where the revision stands in the graph. */
  public enum Member {
    /** The id. */
    ID("id"),
    /** The ids of the revisions it follows. */
    DOWN("down"),
    /** The labels of its branch. */
    LABELS("labels"),
    /** The revisions that must be applied before. */
    DEPENDS_ON("dependsOn");

    private final String text;

    Member(String text) {
      this.text = text;
    }

    /**
     * Returns the name of the member in {@code @Revision}.
     *
     * @return for example {@code dependsOn}
     */
    public String text() {
      return text;
    }
  }
}
