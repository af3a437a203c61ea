package dev.retort.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;

/** The applied revisions of a database, as far as the graph knows them. */
final class Applied {
  private final Links links;
  private final boolean[] applied;

  Applied(Links links, Collection<String> ids) {
    this.links = links;
    this.applied = new boolean[links.size()];
    for (String id : ids) {
      int number = links.number(id);
      if (number >= 0) {
        applied[number] = true;
      }
    }
  }

  boolean has(int number) {
    return applied[number];
  }

  boolean[] all() {
    return applied.clone();
  }

  /** Returns the applied revisions, each after those it needs. */
  List<String> inOrder() {
    return links.inOrder(applied);
  }

  /** Takes the marks from all that are applied. */
  void leaveOut(boolean[] marked) {
    for (int number = 0; number < applied.length; number++) {
      marked[number] &= !applied[number];
    }
  }

  /** Takes the marks from all that are not applied. */
  void keepOnly(boolean[] marked) {
    for (int number = 0; number < applied.length; number++) {
      marked[number] &= applied[number];
    }
  }

  /** Returns the applied revisions that no applied one goes down to or depends on, by id. */
  List<Integer> ends() {
    return notBelow(applied, links::before);
  }

  /** Returns the applied revisions that no applied one goes down to, by id. */
  List<String> current() {
    return links.ids(notBelow(applied, links::downs));
  }

  /** Returns the applied revisions of a branch that none of these goes down to, by id. */
  List<Integer> tips(Branch branch) {
    boolean[] onBranch = applied.clone();
    for (int number = 0; number < onBranch.length; number++) {
      onBranch[number] &= branch.has(number);
    }
    return notBelow(onBranch, links::downs);
  }

  private List<Integer> notBelow(boolean[] marked, IntFunction<int[]> next) {
    boolean[] below = below(marked, next);
    List<Integer> ends = new ArrayList<>();
    for (int number = 0; number < marked.length; number++) {
      if (marked[number] && !below[number]) {
        ends.add(number);
      }
    }
    return ends;
  }

  /** Marks what is below, directly or not: what lies between need not be applied. */
  private boolean[] below(boolean[] marked, IntFunction<int[]> next) {
    boolean[] below = new boolean[marked.length];
    int[] order = links.order();
    for (int place = order.length - 1; place >= 0; place--) {
      int number = order[place];
      if (marked[number] || below[number]) {
        for (int before : next.apply(number)) {
          below[before] = true;
        }
      }
    }
    return below;
  }

  /** Returns what is not applied though something after it is, in order. */
  List<String> skipped() {
    boolean[] needed = below(applied, links::before);
    leaveOut(needed);
    return links.inOrder(needed);
  }
}
