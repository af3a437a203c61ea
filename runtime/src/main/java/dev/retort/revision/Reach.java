package dev.retort.revision;

import java.util.Arrays;

/**
 * Tells whether one revision comes down to another along {@code down}, in a graph without circles,
 * mostly without a search.
 *
 * <p>A walk down from all heads gives each revision its place among those that are finished, and
 * the first place of all that is below it. Only what lies between the two can be below it. A second
 * walk, which takes everything the other way round, excludes most of what the first could not, and
 * the longest way down (the level) the rest of the ordinary cases: GRAIL,
 * https://doi.org/10.14778/1920841.1920879. A search looks only where all three allow it.
 */
final class Reach {
  private static final int WALKS = 2;

  private final Links links;
  private final int[] levels;
  private final int[][] last = new int[WALKS][];
  private final int[][] first = new int[WALKS][];
  private final int[] seen;
  private final int[] stack;
  private int search;

  Reach(Links links) {
    this.links = links;
    this.levels = levels(links);
    this.seen = new int[links.size()];
    this.stack = new int[links.size()];
    for (int walk = 0; walk < WALKS; walk++) {
      last[walk] = new int[links.size()];
      first[walk] = new int[links.size()];
      walk(walk);
    }
  }

  private static int[] levels(Links links) {
    int[] found = new int[links.size()];
    for (int number : links.order()) {
      for (int down : links.downs(number)) {
        found[number] = Math.max(found[number], found[down] + 1);
      }
    }
    return found;
  }

  private void walk(int walk) {
    int[] next = new int[links.size()];
    int[] places = last[walk];
    Arrays.fill(places, -1);
    int place = 0;
    for (int at = 0; at < places.length; at++) {
      int start = walk == 0 ? at : places.length - 1 - at;
      int top = 0;
      if (links.ups(start).length == 0) {
        stack[top++] = start;
      }
      while (top > 0) {
        int number = stack[top - 1];
        int[] downs = links.downs(number);
        if (next[number] < downs.length) {
          int taken = next[number]++;
          int down = downs[walk == 0 ? taken : downs.length - 1 - taken];
          if (next[down] == 0 && places[down] < 0) {
            stack[top++] = down;
          }
        } else {
          top--;
          places[number] = place++;
        }
      }
    }
    for (int number : links.order()) {
      first[walk][number] = places[number];
      for (int down : links.downs(number)) {
        first[walk][number] = Math.min(first[walk][number], first[walk][down]);
      }
    }
  }

  /** Returns the length of the longest way down from a revision. */
  int level(int number) {
    return levels[number];
  }

  /** Tells whether a revision goes down to another one, directly or not. */
  boolean goesDown(int from, int to) {
    if (!isPossible(from, to)) {
      return false;
    }
    search++;
    int top = 0;
    stack[top++] = from;
    while (top > 0) {
      for (int down : links.downs(stack[--top])) {
        if (down == to) {
          return true;
        }
        if (seen[down] != search && isPossible(down, to)) {
          seen[down] = search;
          stack[top++] = down;
        }
      }
    }
    return false;
  }

  private boolean isPossible(int from, int to) {
    return levels[to] < levels[from] && isBetween(0, from, to) && isBetween(1, from, to);
  }

  private boolean isBetween(int walk, int from, int to) {
    int place = last[walk][to];
    return first[walk][from] <= place && place < last[walk][from];
  }
}
