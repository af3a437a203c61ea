package dev.retort.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which ends of a graph have a label: a head does when a revision that leads to no other head
 * carries one, a base does when a revision that begins at no other base carries one.
 */
final class Branches {
  private static final int NOBODY = -1;
  private static final int SEVERAL = -2;

  private final Links links;

  Branches(Links links) {
    this.links = links;
  }

  /** Returns the revisions that none goes down to, by id. */
  List<String> heads() {
    boolean[] followed = new boolean[links.size()];
    for (int number = 0; number < links.size(); number++) {
      for (int down : links.downs(number)) {
        followed[down] = true;
      }
    }
    List<String> heads = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (!followed[number]) {
        heads.add(links.id(number));
      }
    }
    return List.copyOf(heads);
  }

  /** Returns the revisions that go down to none, by id. */
  List<String> bases() {
    List<String> bases = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (links.node(number).down().isEmpty()) {
        bases.add(links.id(number));
      }
    }
    return List.copyOf(bases);
  }

  /** Returns those of the heads whose branch carries no label. */
  List<String> unlabelledHeads(List<String> heads) {
    int[] owners = owners(heads);
    int[] order = links.order();
    for (int place = order.length - 1; place >= 0; place--) {
      for (int down : links.downs(order[place])) {
        owners[down] = both(owners[down], owners[order[place]]);
      }
    }
    return withoutLabel(heads, owners);
  }

  /** Returns those of the bases whose branch carries no label. */
  List<String> unlabelledBases(List<String> bases) {
    int[] owners = owners(bases);
    for (int number : links.order()) {
      for (int down : links.downs(number)) {
        owners[number] = both(owners[number], owners[down]);
      }
    }
    return withoutLabel(bases, owners);
  }

  private int[] owners(List<String> ends) {
    int[] owners = new int[links.size()];
    Arrays.fill(owners, NOBODY);
    for (String end : ends) {
      int number = links.number(end);
      owners[number] = number;
    }
    return owners;
  }

  private static int both(int owner, int another) {
    if (owner == NOBODY || owner == another) {
      return another;
    }
    return another == NOBODY ? owner : SEVERAL;
  }

  private List<String> withoutLabel(List<String> ends, int[] owners) {
    boolean[] labelled = new boolean[links.size()];
    for (int number = 0; number < links.size(); number++) {
      if (owners[number] >= 0 && !links.node(number).labels().isEmpty()) {
        labelled[owners[number]] = true;
      }
    }
    List<String> without = new ArrayList<>();
    for (String end : ends) {
      if (!labelled[links.number(end)]) {
        without.add(end);
      }
    }
    return without;
  }
}
