package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Graphs made by chance, and what is before what in them, computed the slow way. */
final class RandomGraphs {
  private RandomGraphs() {}

  static List<RevisionNode> acyclic(Random random, int size) {
    List<String> ids = ids(random, size);
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      nodes.add(node(random, ids, at, at));
    }
    Collections.shuffle(nodes, random);
    return nodes;
  }

  static List<RevisionNode> any(Random random, int size) {
    List<String> ids = ids(random, size);
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      nodes.add(node(random, ids, at, random.nextInt(4) == 0 ? size : at));
    }
    return nodes;
  }

  private static List<String> ids(Random random, int size) {
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      ids.add("r" + at);
    }
    Collections.shuffle(ids, random);
    return ids;
  }

  private static RevisionNode node(Random random, List<String> ids, int at, int choices) {
    Set<String> down = new LinkedHashSet<>();
    Set<String> dependsOn = new LinkedHashSet<>();
    for (int count = choices == 0 ? 0 : random.nextInt(4); count > 0; count--) {
      String other = ids.get(random.nextInt(choices));
      if (!other.equals(ids.get(at))) {
        (random.nextInt(5) == 0 ? dependsOn : down).add(other);
      }
    }
    return new RevisionNode(ids.get(at), List.copyOf(down), List.of(), List.copyOf(dependsOn));
  }

  static List<RevisionNode> withoutAncestorMerges(List<RevisionNode> nodes) {
    Map<String, Set<String>> below = closures(withoutDependencies(nodes));
    List<RevisionNode> kept = new ArrayList<>();
    for (RevisionNode node : nodes) {
      List<String> down = new ArrayList<>(node.down());
      down.removeIf(one -> node.down().stream().anyMatch(other -> below.get(other).contains(one)));
      kept.add(new RevisionNode(node.id(), down, List.of(), node.dependsOn()));
    }
    return kept;
  }

  static List<RevisionNode> withoutDependencies(List<RevisionNode> nodes) {
    return nodes.stream()
        .map(node -> new RevisionNode(node.id(), node.down(), List.of(), List.of()))
        .toList();
  }

  /** Everything before each revision, itself only where it is in a circle. */
  static Map<String, Set<String>> closures(List<RevisionNode> nodes) {
    Map<String, Set<String>> before = new HashMap<>();
    for (RevisionNode node : nodes) {
      Set<String> direct = new HashSet<>(node.down());
      direct.addAll(node.dependsOn());
      before.put(node.id(), direct);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Set<String> found : before.values()) {
        for (String id : List.copyOf(found)) {
          changed |= found.addAll(before.get(id));
        }
      }
    }
    return before;
  }

  static Set<String> applied(
      Random random, List<RevisionNode> nodes, Map<String, Set<String>> before) {
    Set<String> applied = new HashSet<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      String id = nodes.get(random.nextInt(nodes.size())).id();
      applied.add(id);
      applied.addAll(before.get(id));
    }
    return applied;
  }

  static void assertInOrder(List<String> path, Map<String, Set<String>> before) {
    for (int at = 0; at < path.size(); at++) {
      assertThat(Collections.disjoint(before.get(path.get(at)), path.subList(at, path.size())))
          .isTrue();
    }
  }
}
