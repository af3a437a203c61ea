package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import dev.retort.error.TargetException;
import dev.retort.revision.RevisionProblem.AncestorMerge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
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
  void upAndDownAgainIsWhereItBegan() {
    int ways = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, 1 + random.nextInt(25)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Map<String, Set<String>> before = closures(nodes);
      Set<String> applied = applied(random, nodes, before);
      for (String target : targets(random, nodes)) {
        Optional<List<String>> up = path(() -> graph.upgradePath(applied, target));
        Optional<List<String>> down = path(() -> graph.downgradePath(applied, target));
        if (up.isPresent()) {
          ways++;
          Set<String> there = new HashSet<>(applied);
          there.addAll(up.get());
          assertInOrder(up.get(), before);
          assertClosed(there, before);
          checkWaysBack(graph, there, up.get());
          if (applied.isEmpty()) {
            assertThat(graph.downgradePath(there, "base")).isEqualTo(Lists.reverse(up.get()));
          }
        }
        if (down.isPresent()) {
          ways++;
          List<String> again = new ArrayList<>(down.get());
          Collections.reverse(again);
          assertInOrder(again, before);
          Set<String> there = new HashSet<>(applied);
          there.removeAll(again);
          assertClosed(there, before);
          for (String id : again) {
            there.addAll(graph.upgradePath(there, id));
          }
          assertThat(there).isEqualTo(applied);
        }
      }
    }
    assertThat(ways).isAtLeast(10_000);
  }

  @Test
  void aStampIsClosedAndOrdered() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, 1 + random.nextInt(25)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Map<String, Set<String>> before = closures(nodes);
      Set<String> applied = applied(random, nodes, before);
      List<String> targets = targets(random, nodes);
      for (String target : targets) {
        List<String> both = List.of(target, targets.get(random.nextInt(targets.size())));
        Optional<List<String>> stamp = path(() -> graph.stampSet(applied, both));
        stamp.ifPresent(
            ids -> {
              assertInOrder(ids, before);
              assertClosed(Set.copyOf(ids), before);
              assertThat(graph.stampSet(applied, List.of(both.get(1), both.get(0)))).isEqualTo(ids);
            });
      }
    }
  }

  @Test
  void aRangeIsTheWayOfItsSides() {
    int ways = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, 1 + random.nextInt(25)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      for (RevisionNode from : nodes) {
        String to = nodes.get(random.nextInt(nodes.size())).id();
        RevisionRange range = graph.range(from.id() + ":" + to);
        Set<String> applied = new HashSet<>(graph.ancestors(from.id()));
        applied.add(from.id());
        assertThat(range.applied()).isEqualTo(applied);
        assertThat(range.path())
            .isEqualTo(
                applied.contains(to)
                    ? graph.downgradePath(applied, to)
                    : graph.upgradePath(applied, to));
        ways += range.path().size();
      }
    }
    assertThat(ways).isAtLeast(1000);
  }

  @Test
  void noTextIsRefusedButInWords() {
    String[] parts = {
      "head",
      "heads",
      "base",
      "current",
      "r1",
      "r2",
      "r",
      "label",
      "@",
      "@",
      "+1",
      "-1",
      "+",
      "-",
      "0",
      "3",
      ":",
      " ",
      ".",
      "é",
      "\n",
      "\"",
      "99999999999",
      ""
    };
    int refusals = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, random.nextInt(6)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Set<String> applied = nodes.isEmpty() ? Set.of() : applied(random, nodes, closures(nodes));
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(5); count >= 0; count--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String target = text.toString();
      refusals += path(() -> graph.upgradePath(applied, target)).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.downgradePath(applied, target)).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.stampSet(applied, List.of(target))).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.range(target).path()).isEmpty() ? 1 : 0;
    }
    assertThat(refusals).isIn(Range.closed(40_000, 79_000));
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

  /** Down to a revision that was just run, nothing is undone that was there before. */
  private static void checkWaysBack(RevisionGraph graph, Set<String> there, List<String> run) {
    for (String id : run) {
      List<String> undone = graph.downgradePath(there, id);
      assertThat(run).containsAtLeastElementsIn(undone);
      Set<String> back = new HashSet<>(there);
      back.removeAll(undone);
      for (int at = undone.size() - 1; at >= 0; at--) {
        assertThat(graph.upgradePath(back, undone.get(at))).containsExactly(undone.get(at));
        back.add(undone.get(at));
      }
    }
  }

  private static void assertClosed(Set<String> ids, Map<String, Set<String>> before) {
    for (String id : ids) {
      assertThat(ids).containsAtLeastElementsIn(before.get(id));
    }
  }

  private static Optional<List<String>> path(Supplier<List<String>> way) {
    try {
      return Optional.of(way.get());
    } catch (TargetException refused) {
      assertThat(refused).hasMessageThat().isNotEmpty();
      return Optional.empty();
    }
  }

  /** Targets of every form, about revisions of the graph. */
  private static List<String> targets(Random random, List<RevisionNode> nodes) {
    List<String> targets =
        new ArrayList<>(List.of("head", "heads", "base", "current", "+1", "+2", "-1", "-2"));
    for (int count = 0; count < 5; count++) {
      String one = nodes.get(random.nextInt(nodes.size())).id();
      String other = nodes.get(random.nextInt(nodes.size())).id();
      for (String form :
          new String[] {
            "%1$s",
            "%1$s+1",
            "%1$s-1",
            "%1$s@head",
            "%1$s@heads",
            "%1$s@base",
            "%1$s@+1",
            "%1$s@-1",
            "%1$s@%2$s",
            "%1$s@%2$s-1",
            "%1$s@base+1",
            "%1$s@head-1",
            "%1$s@current"
          }) {
        targets.add(form.formatted(one, other));
      }
    }
    return targets;
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
