package dev.retort.revision;

import java.util.Arrays;

/**
 * Numbers the knots of a graph: two revisions are in one knot when each can be reached from the
 * other. Tarjan's algorithm (https://doi.org/10.1137/0201010), with its recursion as an explicit
 * stack, since a chain of revisions may be longer than a thread's stack.
 */
final class Knots {
  private final Links links;
  private final int[] knots;
  private final int[] found;
  private final int[] lowest;
  private final int[] stack;
  private final int[] path;
  private final int[] nextLink;
  private int top;
  private int depth;
  private int time;

  Knots(Links links) {
    this.links = links;
    this.knots = new int[links.size()];
    this.found = new int[links.size()];
    this.lowest = new int[links.size()];
    this.stack = new int[links.size()];
    this.path = new int[links.size()];
    this.nextLink = new int[links.size()];
  }

  /** Returns the knot of each revision, named by one of its members. */
  int[] knots() {
    Arrays.fill(knots, -1);
    for (int number = 0; number < links.size(); number++) {
      if (found[number] == 0) {
        walk(number);
      }
    }
    return knots;
  }

  private void walk(int start) {
    enter(start);
    while (depth > 0) {
      int number = path[depth - 1];
      int[] targets = links.before(number);
      if (nextLink[number] < targets.length) {
        follow(number, targets[nextLink[number]++]);
      } else {
        leave(number);
      }
    }
  }

  private void enter(int number) {
    found[number] = ++time;
    lowest[number] = time;
    stack[top++] = number;
    path[depth++] = number;
  }

  private void follow(int number, int target) {
    if (found[target] == 0) {
      enter(target);
    } else if (knots[target] < 0) {
      lowest[number] = Math.min(lowest[number], found[target]);
    }
  }

  private void leave(int number) {
    depth--;
    if (depth > 0) {
      int parent = path[depth - 1];
      lowest[parent] = Math.min(lowest[parent], lowest[number]);
    }
    if (lowest[number] == found[number]) {
      int member;
      do {
        member = stack[--top];
        knots[member] = number;
      } while (member != number);
    }
  }
}
