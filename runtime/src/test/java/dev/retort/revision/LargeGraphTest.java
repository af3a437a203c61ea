package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargeGraphTest {
  private static final int SIZE = 10_000;

  @Test
  void aLongChainNeedsNoDeepStackAndLittleTime() {
    assertThat(best(chain())).isLessThan(100);
  }

  @Test
  void manyForksAndMergesNeedLittleTime() {
    assertThat(best(diamonds())).isLessThan(100);
  }

  @Test
  void aLongCircleIsFound() {
    List<RevisionNode> nodes = new ArrayList<>(chain());
    nodes.set(0, node(0, SIZE - 1));

    RevisionGraph graph = RevisionGraph.of(nodes);

    assertThat(graph.problems()).hasSize(1);
    assertThat(graph.problems().get(0).code()).isEqualTo("Cycle");
  }

  /** Returns the milliseconds of the fastest of ten times. */
  private static long best(List<RevisionNode> nodes) {
    long best = Long.MAX_VALUE;
    for (int turn = 0; turn < 10; turn++) {
      long start = System.nanoTime();
      RevisionGraph graph = RevisionGraph.of(nodes);
      assertThat(graph.problems()).isEmpty();
      assertThat(graph.upgradePath(Set.of(), "head")).hasSize(SIZE);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1_000_000;
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
