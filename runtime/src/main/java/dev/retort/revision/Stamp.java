package dev.retort.revision;

import java.util.List;

/** What a history is to hold after a stamp. */
final class Stamp {
  private final Links links;
  private final Paths paths;
  private final Applied applied;

  Stamp(Links links, Paths paths, Applied applied) {
    this.links = links;
    this.paths = paths;
    this.applied = applied;
  }

  /**
   * Returns the targets with all before them. When each of them is on a branch, that of the other
   * branches stays which needs nothing that goes.
   */
  List<String> ids(List<Target> targets) {
    boolean[] wanted = new boolean[links.size()];
    for (Target target : targets) {
      mark(wanted, links.withAncestors(paths.position(target).at()));
    }
    if (targets.stream().allMatch(target -> target.branch().isPresent())) {
      mark(wanted, staying(targets, wanted));
    }
    return links.inOrder(wanted);
  }

  private boolean[] staying(List<Target> targets, boolean[] wanted) {
    boolean[] going = new boolean[links.size()];
    for (Target target : targets) {
      mark(going, target.branch().orElseThrow().own());
    }
    for (int number : links.order()) {
      going[number] |= needs(number, going);
      going[number] &= applied.has(number) && !wanted[number];
    }
    boolean[] staying = applied.all();
    for (int number = 0; number < staying.length; number++) {
      staying[number] &= !going[number];
    }
    return staying;
  }

  private boolean needs(int number, boolean[] going) {
    for (int before : links.before(number)) {
      if (going[before]) {
        return true;
      }
    }
    return false;
  }

  private static void mark(boolean[] marks, boolean[] others) {
    for (int number = 0; number < marks.length; number++) {
      marks[number] |= others[number];
    }
  }
}
