package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.revision.RandomGraphs.acyclic;
import static dev.retort.revision.RandomGraphs.applied;
import static dev.retort.revision.RandomGraphs.assertInOrder;
import static dev.retort.revision.RandomGraphs.closures;
import static dev.retort.revision.RandomGraphs.withoutAncestorMerges;

import com.google.common.collect.Lists;
import com.google.common.collect.Range;
import dev.retort.error.TargetException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Random targets of random graphs: what must hold for each of them. */
class RandomTargetsTest {
  private static final int GRAPHS = 400;
  private static final String[] PARTS = {
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
        up.ifPresent(path -> checkUp(graph, before, applied, path));
        down.ifPresent(path -> checkDown(graph, before, applied, path));
        ways += (up.isPresent() ? 1 : 0) + (down.isPresent() ? 1 : 0);
      }
    }
    assertThat(ways).isAtLeast(10_000);
  }

  private static void checkUp(
      RevisionGraph graph, Map<String, Set<String>> before, Set<String> applied, List<String> up) {
    Set<String> there = new HashSet<>(applied);
    there.addAll(up);
    assertInOrder(up, before);
    assertClosed(there, before);
    checkWaysBack(graph, there, up);
    if (applied.isEmpty()) {
      assertThat(graph.downgradePath(there, "base")).isEqualTo(Lists.reverse(up));
    }
  }

  private static void checkDown(
      RevisionGraph graph,
      Map<String, Set<String>> before,
      Set<String> applied,
      List<String> down) {
    List<String> again = Lists.reverse(down);
    assertInOrder(again, before);
    Set<String> there = new HashSet<>(applied);
    there.removeAll(again);
    assertClosed(there, before);
    for (String id : again) {
      there.addAll(graph.upgradePath(there, id));
    }
    assertThat(there).isEqualTo(applied);
  }

  @Test
  void aStampIsClosedAndInOrder() {
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
              assertThat(graph.stampSet(applied, Lists.reverse(both))).isEqualTo(ids);
            });
      }
    }
  }

  @Test
  void aStampOfRevisionsIsWhatIsBeforeAnyOfThem() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, 1 + random.nextInt(25)));
      Map<String, Set<String>> before = closures(nodes);
      String one = nodes.get(random.nextInt(nodes.size())).id();
      String other = nodes.get(random.nextInt(nodes.size())).id();
      Set<String> expected = new HashSet<>(Set.copyOf(List.of(one, other)));
      expected.addAll(before.get(one));
      expected.addAll(before.get(other));

      assertThat(
              RevisionGraph.of(nodes).stampSet(applied(random, nodes, before), List.of(one, other)))
          .containsExactlyElementsIn(expected);
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
    int refusals = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      List<RevisionNode> nodes = withoutAncestorMerges(acyclic(random, random.nextInt(6)));
      RevisionGraph graph = RevisionGraph.of(nodes);
      Set<String> applied = nodes.isEmpty() ? Set.of() : applied(random, nodes, closures(nodes));
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(5); count >= 0; count--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      String target = text.toString();
      refusals += path(() -> graph.upgradePath(applied, target)).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.downgradePath(applied, target)).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.stampSet(applied, List.of(target))).isEmpty() ? 1 : 0;
      refusals += path(() -> graph.range(target).path()).isEmpty() ? 1 : 0;
    }
    assertThat(refusals).isIn(Range.closed(40_000, 79_000));
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
}
