package dev.retort.revision;

/**
 * What stands before the {@code @} of a target: the branch of a revision, which is named by its
 * label or by its id.
 *
 * <p>A revision is on the branch when it goes down to that revision or that one goes down to it,
 * directly or not. So a branch reaches down to its base, through revisions that it shares with
 * others. Its own are only those that no other branch has.
 */
final class Branch {
  private final Links links;
  private final String name;
  private final int root;
  private final boolean[] above;
  private final boolean[] below;

  Branch(Links links, String name, int root) {
    this.links = links;
    this.name = name;
    this.root = root;
    this.above = links.withThoseAbove(root);
    this.below = links.withThoseBelow(root);
  }

  /** Returns how the branch was named, for example {@code email}. */
  String name() {
    return name;
  }

  /** Returns the revision that the branch is named after. */
  int root() {
    return root;
  }

  /** Tells whether a revision is on the branch. */
  boolean has(int number) {
    return above[number] || below[number];
  }

  /**
   * Marks what belongs to this branch alone: its revision, all that goes down to it, and what is
   * below it as far as the first revision that others follow too, or that merges.
   */
  boolean[] own() {
    boolean[] own = above.clone();
    int[] downs = links.downs(root);
    while (downs.length == 1
        && links.ups(downs[0]).length == 1
        && links.downs(downs[0]).length <= 1) {
      own[downs[0]] = true;
      downs = links.downs(downs[0]);
    }
    return own;
  }
}
