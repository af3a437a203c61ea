package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeGraphTest {
  private static final int SIZE = 10_000;

  @Test
  void aLongChainNeedsNoDeepStack() {
    assertThat(wholePath(chain())).hasSize(SIZE);
  }

  @Test
  void manyForksAndMergesNeedNoDeepStack() {
    assertThat(wholePath(diamonds())).hasSize(SIZE);
  }

  @Test
  void aLongCircleIsFound() {
    List<RevisionNode> nodes = new ArrayList<>(chain());
    nodes.set(0, node(0, SIZE - 1));

    RevisionGraph graph = RevisionGraph.of(nodes);

    assertThat(graph.problems()).hasSize(1);
    assertThat(graph.problems().get(0).code()).isEqualTo("Cycle");
  }

  @Test
  void manyCirclesAreFound() {
    List<RevisionNode> nodes = new ArrayList<>();
    for (int at = 0; at < 5 * SIZE; at += 2) {
      nodes.add(node(at, at + 1));
      nodes.add(node(at + 1, at));
    }

    assertThat(cost(3, () -> assertThat(RevisionGraph.of(nodes).problems()).hasSize(5 * SIZE / 2)))
        .isLessThan(2000);
  }

  @Test
  void branchesThatAreMergedLateCostNoMoreThanOthers() {
    List<RevisionNode> nodes = new ArrayList<>();
    nodes.add(node(0));
    nodes.add(node(1, 0));
    for (int at = 2; at < 5 * SIZE; at += 2) {
      nodes.add(node(at, 0));
      nodes.add(node(at + 1, at - 1, at));
    }

    assertThat(cost(3, () -> assertThat(wholePath(nodes)).hasSize(5 * SIZE))).isLessThan(2000);
  }

  @Test
  void oneMergeOfAllIsChecked() {
    List<RevisionNode> nodes = new ArrayList<>();
    nodes.add(node(0));
    for (int at = 1; at < 5 * SIZE; at++) {
      nodes.add(node(at, 0));
    }
    nodes.add(node(5 * SIZE, IntStream.range(1, 5 * SIZE).toArray()));

    assertThat(cost(3, () -> assertThat(wholePath(nodes)).hasSize(5 * SIZE + 1))).isLessThan(2000);
  }

  @Test
  void tenThousandRevisionsTakeLessThanATenthOfASecond() {
    for (List<RevisionNode> nodes : List.of(chain(), diamonds())) {
      assertThat(cost(20, () -> wholePath(nodes))).isLessThan(100);
    }
  }

  /** Returns the milliseconds of the best of some runs, so that other processes count little. */
  private static long cost(int runs, Runnable work) {
    long best = Long.MAX_VALUE;
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1_000_000;
  }

  private static List<String> wholePath(List<RevisionNode> nodes) {
    RevisionGraph graph = RevisionGraph.of(nodes);
    assertThat(graph.problems()).isEmpty();
    return graph.upgradePath(Set.of(), "head");
  }

  private static List<RevisionNode> chain() {
    List<RevisionNode> nodes = new ArrayList<>();
    nodes.add(node(0));
    for (int at = 1; at < SIZE; at++) {
      nodes.add(node(at, at - 1));
    }
    return nodes;
  }

  /** A revision, two that follow it, one that merges those, and so on. */
  private static List<RevisionNode> diamonds() {
    List<RevisionNode> nodes = new ArrayList<>();
    nodes.add(node(0));
    for (int at = 1; at < SIZE; at++) {
      switch (at % 3) {
        case 1 -> nodes.add(node(at, at - 1));
        case 2 -> nodes.add(node(at, at - 2));
        default -> nodes.add(node(at, at - 1, at - 2));
      }
    }
    return nodes;
  }

  private static RevisionNode node(int number, int... downs) {
    List<String> down = new ArrayList<>();
    for (int one : downs) {
      down.add("r" + one);
    }
    return new RevisionNode("r" + number, down, List.of(), List.of());
  }
}
