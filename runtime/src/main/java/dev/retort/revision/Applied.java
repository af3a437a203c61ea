package dev.retort.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The applied revisions of a database, as far as the graph knows them. */
final class Applied {
  private final Links links;
  private final boolean[] applied;

  Applied(Links links, Set<String> ids) {
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

  /** Returns the applied revisions that no applied one goes down to or depends on, by id. */
  List<String> ends() {
    List<String> ends = new ArrayList<>();
    for (int number = 0; number < applied.length; number++) {
      if (applied[number] && !isFollowed(number)) {
        ends.add(links.id(number));
      }
    }
    return ends;
  }

  private boolean isFollowed(int number) {
    for (int follower : links.after(number)) {
      if (applied[follower]) {
        return true;
      }
    }
    return false;
  }

  /** Returns the applied revisions that no applied one goes down to, by id. */
  List<String> current() {
    boolean[] followed = new boolean[applied.length];
    for (int number = 0; number < applied.length; number++) {
      if (applied[number]) {
        for (int down : links.downs(number)) {
          followed[down] = true;
        }
      }
    }
    List<String> current = new ArrayList<>();
    for (int number = 0; number < applied.length; number++) {
      if (applied[number] && !followed[number]) {
        current.add(links.id(number));
      }
    }
    return List.copyOf(current);
  }

  /** Returns what is not applied though something after it is, in order. */
  List<String> skipped() {
    boolean[] needed = new boolean[applied.length];
    int[] order = links.order();
    for (int place = order.length - 1; place >= 0; place--) {
      int number = order[place];
      if (applied[number] || needed[number]) {
        for (int before : links.before(number)) {
          needed[before] = true;
        }
      }
    }
    List<String> skipped = new ArrayList<>();
    for (int number : order) {
      if (needed[number] && !applied[number]) {
        skipped.add(links.id(number));
      }
    }
    return List.copyOf(skipped);
  }
}
