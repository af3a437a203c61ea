package dev.retort.revision;

import dev.retort.revision.Place.Member;
import dev.retort.revision.RevisionProblem.AncestorMerge;
import java.util.List;

/** Finds merges of a revision with its own ancestor, in a graph without circles. */
final class MergeCheck {
  /** Of merges with more than these, each two are not compared. */
  private static final int FEW = 32;

  private final Links links;
  private final List<RevisionProblem> problems;
  private final Reach reach;
  private final int[] looked;
  private final int[] below;
  private int[] stack = {};

  MergeCheck(Links links, List<RevisionProblem> problems) {
    this.links = links;
    this.problems = problems;
    this.reach = new Reach(links);
    this.looked = new int[links.size()];
    this.below = new int[links.size()];
  }

  void check() {
    for (int number = 0; number < links.size(); number++) {
      int[] downs = links.downs(number);
      if (downs.length > 1) {
        boolean many = downs.length > FEW;
        if (many) {
          markBelow(downs, number + 1);
        }
        check(number, downs, many);
      }
    }
  }

  private void check(int merge, int[] downs, boolean marked) {
    for (int down : downs) {
      if (looked[down] != merge + 1 && (!marked || below[down] == merge + 1)) {
        looked[down] = merge + 1;
        checkAncestor(merge, downs, down);
      }
    }
  }

  private void checkAncestor(int merge, int[] downs, int ancestor) {
    for (int follower : downs) {
      if (reach.goesDown(follower, ancestor)) {
        add(merge, ancestor, follower);
        return;
      }
    }
  }

  /** Goes down from all of them at once, so that only those are looked at to which this comes. */
  private void markBelow(int[] downs, int mark) {
    int lowest = Integer.MAX_VALUE;
    for (int down : downs) {
      lowest = Math.min(lowest, reach.level(down));
    }
    if (stack.length < links.size() + downs.length) {
      stack = new int[links.size() + downs.length];
    }
    System.arraycopy(downs, 0, stack, 0, downs.length);
    int top = downs.length;
    while (top > 0) {
      for (int down : links.downs(stack[--top])) {
        if (below[down] != mark && reach.level(down) >= lowest) {
          below[down] = mark;
          stack[top++] = down;
        }
      }
    }
  }

  private void add(int merge, int ancestor, int follower) {
    RevisionNode node = links.node(merge);
    int at = node.down().indexOf(links.id(ancestor));
    Place place = new Place(links.index(merge), Member.DOWN, at);
    problems.add(new AncestorMerge(place, node.id(), links.id(ancestor), links.id(follower)));
  }
}
