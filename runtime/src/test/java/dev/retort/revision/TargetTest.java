package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.revision.Nodes.graph;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.TargetException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetTest {
  private final RevisionGraph line = graph("a1", "a2 < a1", "b1 < a2 # email", "b2 < b1");
  private final RevisionGraph fork = graph("a", "b < a", "c1 < b # x", "c2 < b", "d1 < c1");
  private final RevisionGraph merge = graph("a", "b < a", "c < a", "m < b c", "n < m");

  @Test
  void upToHead() {
    assertThat(line.upgradePath(Set.of("a1", "a2"), "head")).containsExactly("b1", "b2").inOrder();
    assertThat(line.upgradePath(Set.of("a1", "a2", "b1", "b2"), "head")).isEmpty();
    assertThat(merge.upgradePath(Set.of("a", "c"), "head"))
        .containsExactly("b", "m", "n")
        .inOrder();
  }

  @Test
  void headIsRefusedWhereThereAreSeveral() {
    assertThat(upRefusal(fork, Set.of(), "head"))
        .isEqualTo(
            "\"head\" is not clear: there are 2 heads: \"c2\", \"d1\". Name one of them, say heads for"
                + " all of them, or merge them with @Revision(id = \"...\", down = {\"c2\", \"d1\"})");
  }

  @Test
  void upToAnIdOrALabelOrAPrefix() {
    assertThat(line.upgradePath(Set.of(), "a2")).containsExactly("a1", "a2").inOrder();
    assertThat(line.upgradePath(Set.of("a1"), "email")).containsExactly("a2", "b1").inOrder();
    assertThat(fork.upgradePath(Set.of("a", "b"), "d")).containsExactly("c1", "d1").inOrder();
  }

  @Test
  void anIdIsNoPrefix() {
    RevisionGraph graph = graph("user", "user_mail < user");

    assertThat(graph.upgradePath(Set.of(), "user")).containsExactly("user");
  }

  @Test
  void aPrefixOfTwoIdsIsRefused() {
    assertThat(upRefusal(line, Set.of(), "a"))
        .isEqualTo("\"a\" is the beginning of 2 ids: \"a1\", \"a2\". Write more of it");
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThat(upRefusal(line, Set.of(), "emial"))
        .isEqualTo(
            "no revision has the id or label \"emial\", and no id begins with it. There are 4"
                + " revisions, the head is \"b2\". Did you mean \"email\"?");
    assertThat(upRefusal(graph(), Set.of(), "a"))
        .isEqualTo(
            "no revision has the id or label \"a\", and no id begins with it. There are no"
                + " revisions");
  }

  @Test
  void aMergeOfManyHeadsIsNotWrittenOut() {
    String[] revisions = new String[12];
    for (int at = 0; at < revisions.length; at++) {
      revisions[at] = "r" + at + " # l" + at;
    }

    assertThat(upRefusal(graph(revisions), Set.of(), "head"))
        .endsWith(
            "down = {\"r0\", \"r1\", \"r10\", \"r11\", \"r2\", \"r3\", \"r4\", \"r5\", \"r6\", \"r7\", ...})");
  }

  @Test
  void aTextThatIsFarTooLongIsNotRepeated() {
    String text = "x".repeat(100_000);

    assertThat(upRefusal(line, Set.of(), text))
        .isEqualTo(
            "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...\" is no target: the name"
                + " \"xxxxxxxxxxxxxxxxxxxx...\" has 100000 characters. Use at most 255");
  }

  @Test
  void aLabelMayLookLikeSteps() {
    RevisionGraph graph = graph("a", "b < a # a-1", "c < b");

    assertThat(graph.upgradePath(Set.of(), "a-1")).containsExactly("a", "b").inOrder();
    assertThat(graph.upgradePath(Set.of(), "a-1+1")).containsExactly("a", "b", "c").inOrder();
    assertThat(graph.upgradePath(Set.of(), "a-1@head")).containsExactly("a", "b", "c").inOrder();
  }

  @Test
  void upRunsWhatWasPassedOver() {
    assertThat(line.upgradePath(Set.of("a1", "b1"), "b1")).containsExactly("a2");
    assertThat(line.upgradePath(Set.of("a1", "b1"), "head")).containsExactly("a2", "b2").inOrder();
    assertThat(line.upgradePath(Set.of("a1", "b1"), "a2")).containsExactly("a2");
  }

  @Test
  void upBySteps() {
    assertThat(line.upgradePath(Set.of(), "+1")).containsExactly("a1");
    assertThat(line.upgradePath(Set.of("a1"), "+2")).containsExactly("a2", "b1").inOrder();
    assertThat(merge.upgradePath(Set.of("a", "b"), "+1")).containsExactly("c", "m").inOrder();
  }

  @Test
  void upPastTheEndIsRefused() {
    assertThat(upRefusal(line, Set.of("a1", "a2"), "+3"))
        .isEqualTo("\"+3\" goes past the end: only 2 revisions follow \"a2\", up to \"b2\"");
    assertThat(upRefusal(line, Set.of("a1", "a2", "b1", "b2"), "+99999999999"))
        .isEqualTo("\"+99999999999\" goes past the end: no revision follows \"b2\"");
    assertThat(upRefusal(graph(), Set.of(), "+1"))
        .isEqualTo("\"+1\" goes past the end: no revision follows the base");
  }

  @Test
  void upAtAForkIsRefused() {
    assertThat(upRefusal(fork, Set.of("a"), "+2"))
        .isEqualTo(
            "\"+2\" is not clear: \"b\" is followed by \"c1\", \"c2\". Name the revision to go"
                + " to");
    assertThat(upRefusal(fork, Set.of("a", "b", "c1", "c2"), "+1"))
        .isEqualTo(
            "\"+1\" is not clear: the database is at 2 revisions: \"c1\", \"c2\". Name the revision"
                + " to go to, or say which branch: \"c1@+1\"");
  }

  @Test
  void upToAnAncestorIsRefused() {
    assertThat(upRefusal(line, Set.of("a1", "a2", "b1"), "a2"))
        .isEqualTo(
            "revision \"a2\" is applied already, and \"b1\" after it. To go back, downgrade to it");
    assertThat(upRefusal(line, Set.of("a1"), "base"))
        .isEqualTo(
            "\"base\" is before \"a1\", which is applied; the database is at \"a1\". To go back,"
                + " downgrade to it");
    assertThat(upRefusal(line, Set.of("a1"), "-1"))
        .isEqualTo("\"-1\" goes down. An upgrade takes +n");
  }

  @Test
  void upToWhereItIsDoesNothing() {
    assertThat(fork.upgradePath(Set.of("a", "b", "c1", "c2"), "c1")).isEmpty();
    assertThat(line.upgradePath(Set.of(), "base")).isEmpty();
  }

  @Test
  void downToBaseUndoesEverything() {
    assertThat(merge.downgradePath(Set.of("a", "b", "c", "m"), "base"))
        .containsExactly("m", "c", "b", "a")
        .inOrder();
    assertThat(line.downgradePath(Set.of(), "base")).isEmpty();
  }

  @Test
  void downToARevisionUndoesWhatComesAfterIt() {
    assertThat(fork.downgradePath(Set.of("a", "b", "c1", "c2", "d1"), "c1")).containsExactly("d1");
    assertThat(fork.downgradePath(Set.of("a", "b", "c1", "c2", "d1"), "b"))
        .containsExactly("d1", "c2", "c1")
        .inOrder();
    assertThat(line.downgradePath(Set.of("a1", "a2", "b1", "b2"), "head")).isEmpty();
  }

  @Test
  void downUndoesWhatDependsOnIt() {
    RevisionGraph graph = graph("a", "b < a", "x # lib", "y < x ~ b");

    assertThat(graph.downgradePath(Set.of("a", "b", "x", "y"), "a"))
        .containsExactly("y", "b")
        .inOrder();
  }

  @Test
  void downToWhatIsNotAppliedIsRefused() {
    assertThat(downRefusal(line, Set.of("a1"), "b1"))
        .isEqualTo(
            "revision \"b1\" is not applied, so no downgrade leads to it; the database is at"
                + " \"a1\". To go there, upgrade to it");
    assertThat(downRefusal(line, Set.of(), "b1"))
        .isEqualTo(
            "revision \"b1\" is not applied, so no downgrade leads to it; nothing is applied. To go"
                + " there, upgrade to it");
    assertThat(graph().downgradePath(Set.of(), "head")).isEmpty();
    assertThat(downRefusal(line, Set.of("a1"), "+1"))
        .isEqualTo("\"+1\" goes up. A downgrade takes -n");
  }

  @Test
  void downBySteps() {
    Set<String> all = Set.of("a1", "a2", "b1", "b2");

    assertThat(line.downgradePath(all, "-1")).containsExactly("b2");
    assertThat(line.downgradePath(all, "-4")).containsExactly("b2", "b1", "a2", "a1").inOrder();
    assertThat(merge.downgradePath(Set.of("a", "b", "c", "m"), "-1")).containsExactly("m");
  }

  @Test
  void downPastTheBaseIsRefused() {
    assertThat(downRefusal(line, Set.of("a1", "a2"), "-3"))
        .isEqualTo("\"-3\" goes past the base: it is 2 steps from \"a2\"");
    assertThat(downRefusal(line, Set.of(), "-1"))
        .isEqualTo("\"-1\" goes past the base: nothing is applied");
  }

  @Test
  void downFromSeveralIsRefused() {
    assertThat(downRefusal(fork, Set.of("a", "b", "c1", "c2"), "-1"))
        .isEqualTo(
            "\"-1\" is not clear: the database is at 2 revisions: \"c1\", \"c2\". Name the revision"
                + " to go to, or say which branch: \"c1@-1\"");
    assertThat(downRefusal(merge, Set.of("a", "b", "c", "m"), "-2"))
        .isEqualTo(
            "\"-2\" is not clear: \"m\" goes down to \"b\", \"c\". Name the revision to go to");
  }

  @Test
  void downBeneathWhatWasPassedOver() {
    assertThat(line.downgradePath(Set.of("a1", "b1"), "-1")).containsExactly("b1");
    assertThat(line.downgradePath(Set.of("a1", "b1"), "a1")).containsExactly("b1");
  }

  @Test
  void aStampWantsATarget() {
    TargetException refusal =
        assertThrows(TargetException.class, () -> line.stampSet(Set.of("a1"), List.of()));

    assertThat(refusal)
        .hasMessageThat()
        .isEqualTo("stamp wants at least one target; to empty the history, say stamp(\"base\")");
  }

  @Test
  void aStampHasNoUnknownIds() {
    assertThat(line.stampSet(Set.of("a1", "gone"), List.of("current"))).containsExactly("a1");
    assertThat(fork.stampSet(Set.of("a", "b", "c2", "gone"), List.of("x@head")))
        .containsExactly("a", "b", "c1", "c2", "d1")
        .inOrder();
  }

  @Test
  void aStampOfABranchAndAnotherRevisionLeavesNothingElse() {
    assertThat(fork.stampSet(Set.of("a", "b", "c2"), List.of("x@c1", "b")))
        .containsExactly("a", "b", "c1")
        .inOrder();
  }

  @Test
  void aRangeKeepsTheOrderOfWhatIsApplied() {
    RevisionRange range = merge.range("m:n");

    assertThat(range.applied()).containsExactly("a", "b", "c", "m").inOrder();
    assertThat(range.path()).containsExactly("n");
    assertThat(range.direction()).isEqualTo(RevisionRange.Direction.UP);
    assertThat(merge.range("n:").direction()).isEqualTo(RevisionRange.Direction.UP);
    assertThat(merge.range("n:a").direction()).isEqualTo(RevisionRange.Direction.DOWN);
  }

  @Test
  void appliedIdsOfOtherGraphsAreNotLookedAt() {
    assertThat(line.upgradePath(Set.of("a1", "zz"), "a2")).containsExactly("a2");
    assertThat(line.downgradePath(Set.of("a1", "zz"), "base")).containsExactly("a1");
  }

  private static String upRefusal(RevisionGraph graph, Set<String> applied, String target) {
    TargetException refusal =
        assertThrows(TargetException.class, () -> graph.upgradePath(applied, target));
    assertThat(refusal.target()).isEqualTo(target);
    return refusal.getMessage();
  }

  private static String downRefusal(RevisionGraph graph, Set<String> applied, String target) {
    TargetException refusal =
        assertThrows(TargetException.class, () -> graph.downgradePath(applied, target));
    assertThat(refusal.target()).isEqualTo(target);
    return refusal.getMessage();
  }
}
