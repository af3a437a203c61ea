package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
