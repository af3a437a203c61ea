package dev.retort.revision;

import dev.retort.revision.Place.Member;
import dev.retort.revision.RevisionProblem.AncestorMerge;
import java.util.List;

/**
 * Finds merges of a revision with its own ancestor, in a graph without circles.
 *
 * <p>The longest way down from a revision is its level. Whoever looks for an ancestor need not look
 * below the ancestor's level, so that an ordinary merge costs a look at the two branches and not at
 * all that was before them.
 */
final class MergeCheck {
  private final Links links;
  private final List<RevisionProblem> problems;
  private final int[] seen;
  private final int[] stack;
  private int[] levels = {};
  private int search;

  MergeCheck(Links links, List<RevisionProblem> problems) {
    this.links = links;
    this.problems = problems;
    this.seen = new int[links.size()];
    this.stack = new int[links.size()];
  }

  void check() {
    for (int number = 0; number < links.size(); number++) {
      int[] downs = links.downs(number);
      if (downs.length > 1) {
        check(number, downs);
      }
    }
  }

  private void check(int merge, int[] downs) {
    if (levels.length == 0) {
      levels = levels();
    }
    int lowest = Integer.MAX_VALUE;
    for (int down : downs) {
      lowest = Math.min(lowest, levels[down]);
    }
    for (int down : downs) {
      if (levels[down] > lowest) {
        search++;
        mark(down, lowest);
        report(merge, downs, down);
      }
    }
  }

  private int[] levels() {
    int[] found = new int[links.size()];
    for (int number : links.order()) {
      for (int down : links.downs(number)) {
        found[number] = Math.max(found[number], found[down] + 1);
      }
    }
    return found;
  }

  private void mark(int start, int lowest) {
    int top = 0;
    stack[top++] = start;
    while (top > 0) {
      for (int down : links.downs(stack[--top])) {
        if (seen[down] != search && levels[down] >= lowest) {
          seen[down] = search;
          stack[top++] = down;
        }
      }
    }
  }

  private void report(int merge, int[] downs, int follower) {
    for (int down : downs) {
      if (seen[down] == search && down != follower) {
        seen[down] = 0;
        add(merge, down, follower);
      }
    }
  }

  private void add(int merge, int ancestor, int follower) {
    RevisionNode node = links.node(merge);
    int at = node.down().indexOf(links.id(ancestor));
    Place place = new Place(links.index(merge), Member.DOWN, at);
    for (RevisionProblem problem : problems) {
      if (problem instanceof AncestorMerge && problem.place().equals(place)) {
        return;
      }
    }
    problems.add(new AncestorMerge(place, node.id(), links.id(ancestor), links.id(follower)));
  }
}
