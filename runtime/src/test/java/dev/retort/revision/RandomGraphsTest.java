package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.revision.RandomGraphs.acyclic;
import static dev.retort.revision.RandomGraphs.any;
import static dev.retort.revision.RandomGraphs.applied;
import static dev.retort.revision.RandomGraphs.assertInOrder;
import static dev.retort.revision.RandomGraphs.closures;
import static dev.retort.revision.RandomGraphs.withoutAncestorMerges;
import static dev.retort.revision.RandomGraphs.withoutDependencies;

import dev.retort.error.TargetException;
import dev.retort.revision.RevisionProblem.AncestorMerge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
  void mergesOfManyAncestorsAreFound() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = new ArrayList<>(acyclic(random, 120));
      List<String> down = new ArrayList<>();
      for (int count = 0; count < 60; count++) {
        String id = nodes.get(random.nextInt(nodes.size())).id();
        if (!down.contains(id)) {
          down.add(id);
        }
      }
      nodes.add(new RevisionNode("merge", down, List.of(), List.of()));
      assertAncestorMerges(nodes, seed);
    }
  }

  @Test
  void mergesOfAncestorsAreFound() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      assertAncestorMerges(acyclic(random, 2 + random.nextInt(15)), seed);
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

  private static void assertAncestorMerges(List<RevisionNode> nodes, int seed) {
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
        assertThat(below.get(merge.follower())).contains(merge.ancestor());
      }
    }
    assertWithMessage("%s", seed).that(found).containsExactlyElementsIn(expected);
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
    Set<String> above = new HashSet<>(applied);
    above.removeIf(other -> !graph.node(other).orElseThrow().down().contains(id));
    Set<String> expected = new HashSet<>(applied);
    expected.removeIf(
        other -> !above.contains(other) && Collections.disjoint(before.get(other), above));
    try {
      List<String> path = new ArrayList<>(graph.downgradePath(applied, id));
      assertThat(path).containsExactlyElementsIn(expected);
      Collections.reverse(path);
      assertInOrder(path, before);
    } catch (TargetException refused) {
      assertThat(applied).doesNotContain(id);
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
}
