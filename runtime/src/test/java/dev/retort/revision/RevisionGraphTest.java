package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.revision.Nodes.graph;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.GraphException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevisionGraphTest {
  @Test
  void nothingIsAGraph() {
    RevisionGraph graph = graph();

    assertThat(graph.problems()).isEmpty();
    assertThat(graph.heads()).isEmpty();
    assertThat(graph.bases()).isEmpty();
    assertThat(graph.upgradePath(Set.of(), "head")).isEmpty();
    assertThat(graph.downgradePath(Set.of(), "base")).isEmpty();
  }

  @Test
  void headsAndBasesAreSorted() {
    RevisionGraph graph = graph("z # z", "b # b", "c < b # c", "a < b");

    assertThat(graph.heads()).containsExactly("a", "c", "z").inOrder();
    assertThat(graph.bases()).containsExactly("b", "z").inOrder();
  }

  @Test
  void dependingOnARevisionLeavesItAHead() {
    RevisionGraph graph = graph("a # a", "b ~ a");

    assertThat(graph.heads()).containsExactly("a", "b");
    assertThat(graph.bases()).containsExactly("a", "b");
    assertThat(graph.ancestors("b")).containsExactly("a");
  }

  @Test
  void ancestorsFollowDownAndDependsOn() {
    RevisionGraph graph = graph("a", "b < a", "x # lib", "y < x ~ b", "c < b ~ lib", "d < c ~ y");

    assertThat(graph.ancestors("d")).containsExactly("a", "b", "x", "c", "y").inOrder();
    assertThat(graph.ancestors("c")).containsExactly("a", "b", "x").inOrder();
  }

  @Test
  void ancestorsOfAnUnknownRevisionAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> graph("a").ancestors("b"));

    assertThat(refusal).hasMessageThat().isEqualTo("no revision has the id \"b\"");
  }

  @Test
  void theOrderIsTopologicalThenById() {
    assertThat(graph("m < y b", "b < a", "a", "y < x", "x").order())
        .containsExactly("a", "b", "x", "y", "m")
        .inOrder();
  }

  @Test
  void theOrderHoldsRevisionsInACircleToo() {
    assertThat(graph("c < b", "a", "b < c").order()).containsExactly("a", "b", "c").inOrder();
  }

  @Test
  void aNodeIsFoundByItsWholeId() {
    RevisionGraph graph = graph("a", "ab < a");

    assertThat(graph.node("ab").map(RevisionNode::down)).hasValue(List.of("a"));
    assertThat(graph.node("b")).isEmpty();
  }

  @Test
  void currentIsWhatNothingAppliedGoesDownTo() {
    RevisionGraph graph = graph("a", "b < a # b", "c < a # c ~ b", "d < c");

    assertThat(graph.current(Set.of())).isEmpty();
    assertThat(graph.current(Set.of("a", "b", "c", "gone")))
        .containsExactly("b", "c", "gone")
        .inOrder();
  }

  @Test
  void skippedIsWhatComesBeforeAnAppliedRevision() {
    RevisionGraph graph = graph("a", "b < a", "c < b", "d < c");

    assertThat(graph.skipped(Set.of("a", "b"))).isEmpty();
    assertThat(graph.skipped(Set.of("a", "d"))).containsExactly("b", "c").inOrder();
  }

  @Test
  void unknownIsWhatNoRevisionHas() {
    assertThat(graph("a").unknown(Set.of("a", "z", "y"))).containsExactly("y", "z").inOrder();
  }

  @Test
  void aBrokenGraphHasNoPaths() {
    RevisionGraph graph = graph("a", "b < aa", "c < c");

    GraphException refusal =
        assertThrows(GraphException.class, () -> graph.upgradePath(Set.of(), "a"));

    assertThat(refusal.problems())
        .containsExactly(
            "[UnknownDown] revision \"b\" goes down to \"aa\", but no revision has that id."
                + " Did you mean \"a\"?",
            "[SelfDown] revision \"c\" goes down to itself. Name the revision before it, or leave"
                + " it out of down")
        .inOrder();
  }

  @Test
  void severalHeadsAreNotRefusedAtRunTime() {
    RevisionGraph graph = graph("a", "b < a", "c < a");

    assertThat(graph.problems()).hasSize(1);
    assertThat(graph.upgradePath(Set.of(), "c")).containsExactly("a", "c").inOrder();
  }
}
