package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.error.TargetException;
import dev.retort.revision.RevisionProblem.AncestorMerge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random graphs against the definitions, computed the slow way. */
class RandomGraphsTest {
  private static final int GRAPHS = 400;

  @Test
  void pathsAreWhatTheDefinitionsSay() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, 1 + random.nextInt(25)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Map<String, Set<String>> before = closures(nodes);
      Set<String> applied = applied(random, nodes, before);
      for (RevisionNode node : nodes) {
        String id = node.id();
        assertWithMessage("%s", seed)
            .that(graph.ancestors(id))
            .containsExactlyElementsIn(before.get(id));
        checkUp(graph, before, applied, id);
        checkDown(graph, before, applied, id);
      }
    }
  }

  @Test
  void mergesOfAncestorsAreFound() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = acyclic(random, 2 + random.nextInt(15));
      Set<String> expected = new TreeSet<>();
      Map<String, Set<String>> below = closures(withoutDependencies(nodes));
      for (RevisionNode node : nodes) {
        for (String down : node.down()) {
          if (node.down().stream().anyMatch(other -> below.get(other).contains(down))) {
            expected.add(node.id() + " " + down);
          }
        }
      }
      List<String> found = new ArrayList<>();
      for (RevisionProblem problem : RevisionGraph.of(nodes).problems()) {
        if (problem instanceof AncestorMerge merge) {
          found.add(merge.at() + " " + merge.ancestor());
        }
      }
      assertWithMessage("%s", seed).that(found).containsExactlyElementsIn(expected);
    }
  }

  @Test
  void circlesAreFoundWhereThereAreSome() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = any(random, 1 + random.nextInt(12));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Map<String, Set<String>> before = closures(nodes);
      boolean circle = nodes.stream().anyMatch(node -> before.get(node.id()).contains(node.id()));
      List<RevisionProblem> cycles =
          graph.problems().stream().filter(RevisionProblem.Cycle.class::isInstance).toList();
      assertWithMessage("%s", seed).that(!cycles.isEmpty()).isEqualTo(circle);
      for (RevisionProblem problem : cycles) {
        checkCircle(graph, ((RevisionProblem.Cycle) problem).path());
      }
    }
  }

  @Test
  void nothingDependsOnTheGivenOrder() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = any(random, 1 + random.nextInt(12));
      List<RevisionNode> shuffled = new ArrayList<>(nodes);
      Collections.shuffle(shuffled, random);
      RevisionGraph one = RevisionGraph.of(nodes);
      RevisionGraph other = RevisionGraph.of(shuffled);

      assertThat(other.order()).isEqualTo(one.order());
      assertThat(Nodes.texts(other)).containsExactlyElementsIn(Nodes.texts(one));
    }
  }

  private static void checkUp(
      RevisionGraph graph, Map<String, Set<String>> before, Set<String> applied, String id) {
    Set<String> expected = new HashSet<>(before.get(id));
    expected.add(id);
    expected.removeAll(applied);
    try {
      List<String> path = graph.upgradePath(applied, id);
      assertThat(path).containsExactlyElementsIn(expected);
      assertInOrder(path, before);
    } catch (TargetException refused) {
      assertThat(applied).contains(id);
    }
  }

  private static void checkDown(
      RevisionGraph graph, Map<String, Set<String>> before, Set<String> applied, String id) {
    Set<String> expected = new HashSet<>(applied);
    expected.removeIf(other -> !before.get(other).contains(id));
    try {
      List<String> path = new ArrayList<>(graph.downgradePath(applied, id));
      assertThat(path).containsExactlyElementsIn(expected);
      Collections.reverse(path);
      assertInOrder(path, before);
    } catch (TargetException refused) {
      assertThat(applied).doesNotContain(id);
    }
  }

  private static void assertInOrder(List<String> path, Map<String, Set<String>> before) {
    for (int at = 0; at < path.size(); at++) {
      assertThat(Collections.disjoint(before.get(path.get(at)), path.subList(at, path.size())))
          .isTrue();
    }
  }

  private static void checkCircle(RevisionGraph graph, List<String> path) {
    assertThat(path.get(0)).isEqualTo(path.get(path.size() - 1));
    for (int at = 0; at + 1 < path.size(); at++) {
      RevisionNode node = graph.node(path.get(at)).orElseThrow();
      assertThat(
              node.down().contains(path.get(at + 1)) || node.dependsOn().contains(path.get(at + 1)))
          .isTrue();
    }
  }

  private static Set<String> applied(
      Random random, List<RevisionNode> nodes, Map<String, Set<String>> before) {
    Set<String> applied = new HashSet<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      String id = nodes.get(random.nextInt(nodes.size())).id();
      applied.add(id);
      applied.addAll(before.get(id));
    }
    return applied;
  }

  private static List<RevisionNode> acyclic(Random random, int size) {
    List<String> ids = ids(random, size);
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      nodes.add(node(random, ids, at, at));
    }
    Collections.shuffle(nodes, random);
    return nodes;
  }

  private static List<RevisionNode> any(Random random, int size) {
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

  private static List<RevisionNode> withoutAncestorMerges(List<RevisionNode> nodes) {
    Map<String, Set<String>> below = closures(withoutDependencies(nodes));
    List<RevisionNode> kept = new ArrayList<>();
    for (RevisionNode node : nodes) {
      List<String> down = new ArrayList<>(node.down());
      down.removeIf(one -> node.down().stream().anyMatch(other -> below.get(other).contains(one)));
      kept.add(new RevisionNode(node.id(), down, List.of(), node.dependsOn()));
    }
    return kept;
  }

  private static List<RevisionNode> withoutDependencies(List<RevisionNode> nodes) {
    return nodes.stream()
        .map(node -> new RevisionNode(node.id(), node.down(), List.of(), List.of()))
        .toList();
  }

  /** Everything before each revision, itself only where it is in a circle. */
  private static Map<String, Set<String>> closures(List<RevisionNode> nodes) {
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
}
