package dev.retort.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions as numbers, in the order of their ids, and the links between them that lead to
 * another one. Where two revisions have one id, the first one in the list counts.
 *
 * <p>Plain arrays and loops: this is read at every start of every application.
 */
final class Links {
  private static final int[] NONE = {};

  private final List<RevisionNode> nodes;
  private final String[] ids;
  private final int[] indexes;
  private final int[] numberAt;
  private final Map<String, Integer> numbers;
  private final Map<String, Integer> labels = new HashMap<>();
  private final int[][] downs;
  private final int[][] ups;
  private final int[][] needs;
  private final int[][] followers;
  private final Order order;
  private boolean merges;
  private boolean dependencies;

  Links(List<RevisionNode> nodes) {
    this.nodes = nodes;
    this.numbers = new HashMap<>(nodes.size() * 2);
    this.ids = sortedIds(nodes);
    this.indexes = new int[ids.length];
    this.numberAt = new int[nodes.size()];
    for (int number = 0; number < ids.length; number++) {
      numbers.put(ids[number], number);
    }
    for (int index = nodes.size() - 1; index >= 0; index--) {
      RevisionNode node = nodes.get(index);
      int number = number(node.id());
      indexes[number] = index;
      numberAt[index] = number;
      for (String label : node.labels()) {
        labels.put(label, number);
      }
    }
    this.downs = new int[ids.length][];
    this.needs = new int[ids.length][];
    for (int number = 0; number < ids.length; number++) {
      RevisionNode node = node(number);
      downs[number] = known(number, node.down());
      merges |= downs[number].length > 1;
      needs[number] = joined(number, downs[number], node.dependsOn());
    }
    this.followers = turned(needs);
    this.ups = dependencies ? turned(downs) : followers;
    this.order = new Order(needs, followers);
  }

  private static String[] sortedIds(List<RevisionNode> nodes) {
    String[] sorted = new String[nodes.size()];
    for (int index = 0; index < sorted.length; index++) {
      sorted[index] = nodes.get(index).id();
    }
    Arrays.sort(sorted);
    int kept = 0;
    for (int index = 0; index < sorted.length; index++) {
      if (index == 0 || !sorted[index].equals(sorted[index - 1])) {
        sorted[kept++] = sorted[index];
      }
    }
    return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }

  private int[] known(int self, List<String> names) {
    int[] found = names.isEmpty() ? NONE : new int[names.size()];
    int count = 0;
    for (int at = 0; at < found.length; at++) {
      int number = number(names.get(at));
      if (number >= 0 && number != self) {
        found[count++] = number;
      }
    }
    return count == found.length ? found : Arrays.copyOf(found, count);
  }

  private int[] joined(int self, int[] down, List<String> dependsOn) {
    if (dependsOn.isEmpty()) {
      return down;
    }
    dependencies = true;
    int[] all = Arrays.copyOf(down, down.length + dependsOn.size());
    int count = down.length;
    for (String name : dependsOn) {
      int number = named(name);
      if (number >= 0 && number != self) {
        all[count++] = number;
      }
    }
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  private static int[][] turned(int[][] links) {
    int[] counts = new int[links.length];
    for (int[] targets : links) {
      for (int target : targets) {
        counts[target]++;
      }
    }
    int[][] turned = new int[links.length][];
    for (int number = 0; number < links.length; number++) {
      turned[number] = counts[number] == 0 ? NONE : new int[counts[number]];
    }
    for (int number = links.length - 1; number >= 0; number--) {
      for (int target : links[number]) {
        turned[target][--counts[target]] = number;
      }
    }
    return turned;
  }

  /** Returns how many revisions there are. */
  int size() {
    return ids.length;
  }

  /** Returns all revisions as they were given. */
  List<RevisionNode> nodes() {
    return nodes;
  }

  /** Returns the number of the revision at a place in the list as it was given. */
  int numberAt(int index) {
    return numberAt[index];
  }

  /** Returns the number of the revision with this very id, or -1. */
  int number(String id) {
    Integer number = numbers.get(id);
    return number == null ? -1 : number;
  }

  /** Returns the number of the revision with this id, else with this label, or -1. */
  int named(String idOrLabel) {
    int number = number(idOrLabel);
    return number < 0 ? labelled(idOrLabel) : number;
  }

  /** Returns the number of the first revision that carries this label, or -1. */
  int labelled(String label) {
    Integer number = labels.get(label);
    return number == null ? -1 : number;
  }

  /** Returns the labels of all revisions. */
  Iterable<String> labels() {
    return labels.keySet();
  }

  String id(int number) {
    return ids[number];
  }

  RevisionNode node(int number) {
    return nodes.get(indexes[number]);
  }

  /** Returns where the revision stands in the list as it was given. */
  int index(int number) {
    return indexes[number];
  }

  /** Returns the revisions that this one goes down to. */
  int[] downs(int number) {
    return downs[number];
  }

  /** Returns the revisions that go down to this one. */
  int[] ups(int number) {
    return ups[number];
  }

  /** Returns the revisions that this one goes down to or depends on. */
  int[] before(int number) {
    return needs[number];
  }

  /** Returns the revisions that go down to this one or depend on it. */
  int[] after(int number) {
    return followers[number];
  }

  /** Returns all revisions, each after those it needs; of several possible ones by id. */
  int[] order() {
    return order.numbers();
  }

  boolean hasMerge() {
    return merges;
  }

  boolean hasCircle() {
    return order.hasCircle();
  }

  /** Marks revisions and all that must be applied before them. */
  boolean[] withAncestors(List<Integer> starts) {
    return reached(starts, needs);
  }

  /** Marks revisions and all that can only be applied after them. */
  boolean[] withDescendants(List<Integer> starts) {
    return reached(starts, followers);
  }

  /** Marks a revision and all that it goes down to, directly or not. */
  boolean[] withThoseBelow(int start) {
    return reached(List.of(start), downs);
  }

  /** Marks a revision and all that go down to it, directly or not. */
  boolean[] withThoseAbove(int start) {
    return reached(List.of(start), ups);
  }

  /** Returns the ids of the marked revisions, each after those it needs. */
  List<String> inOrder(boolean[] marked) {
    List<String> chosen = new ArrayList<>();
    for (int number : order.numbers()) {
      if (marked[number]) {
        chosen.add(ids[number]);
      }
    }
    return List.copyOf(chosen);
  }

  /** Returns the ids of some revisions, in the same order. */
  List<String> ids(List<Integer> numbers) {
    List<String> found = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      found.add(ids[number]);
    }
    return List.copyOf(found);
  }

  private boolean[] reached(List<Integer> starts, int[][] links) {
    boolean[] reached = new boolean[ids.length];
    int[] stack = new int[ids.length];
    int top = 0;
    for (int start : starts) {
      if (!reached[start]) {
        reached[start] = true;
        stack[top++] = start;
      }
    }
    while (top > 0) {
      for (int next : links[stack[--top]]) {
        if (!reached[next]) {
          reached[next] = true;
          stack[top++] = next;
        }
      }
    }
    return reached;
  }
}
