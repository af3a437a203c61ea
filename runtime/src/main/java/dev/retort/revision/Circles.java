package dev.retort.revision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds one circle in each knot of revisions that can reach each other: the shortest one through
 * the first id of the knot. Only asked where there is one.
 */
final class Circles {
  private final Links links;
  private final int[] knot;
  private final int[] cameFrom;

  Circles(Links links) {
    this.links = links;
    this.knot = new Knots(links).knots();
    this.cameFrom = new int[links.size()];
    Arrays.fill(cameFrom, -1);
  }

  /** Returns the circles, each as numbers with the first one again at the end. */
  List<int[]> find() {
    List<int[]> found = new ArrayList<>();
    int[] members = new int[links.size()];
    for (int name : knot) {
      members[name]++;
    }
    for (int number = 0; number < links.size(); number++) {
      if (members[knot[number]] > 1) {
        members[knot[number]] = 0;
        found.add(through(number));
      }
    }
    return found;
  }

  /** A knot is walked once, so that what came from where is never asked of another one. */
  private int[] through(int start) {
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(start);
    while (cameFrom[start] < 0) {
      int number = queue.remove();
      for (int next : links.before(number)) {
        if (knot[next] == knot[start] && cameFrom[next] < 0) {
          cameFrom[next] = number;
          queue.add(next);
        }
      }
    }
    return path(start, cameFrom[start]);
  }

  private int[] path(int start, int end) {
    int length = 2;
    for (int at = end; at != start; at = cameFrom[at]) {
      length++;
    }
    int[] path = new int[length];
    path[0] = start;
    path[length - 1] = start;
    int place = length - 2;
    for (int at = end; at != start; at = cameFrom[at]) {
      path[place--] = at;
    }
    return path;
  }
}
