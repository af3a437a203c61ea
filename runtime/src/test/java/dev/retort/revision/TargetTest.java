package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.revision.Nodes.graph;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.TargetException;
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
            "\"head\" is not clear: there are 2 heads: \"c2\", \"d1\". Name one of them, or merge"
                + " them with @Revision(id = \"...\", down = {\"c2\", \"d1\"})");
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
  void whatIsNoTargetIsRefused() {
    for (String text : new String[] {"", "x@head", "+0", "+", "-", "+1x", "heads", "a1+1", " a1"}) {
      assertThat(upRefusal(line, Set.of(), text))
          .isEqualTo(
              "\""
                  + text
                  + "\" is no target. A target is head, base, an id, the beginning of an id, a"
                  + " label, +n or -n");
    }
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
        .isEqualTo("\"+3\" goes past the end: only 2 revisions follow \"a2\"");
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
                + " to go to");
  }

  @Test
  void upToAnAncestorIsRefused() {
    assertThat(upRefusal(line, Set.of("a1", "a2", "b1"), "a2"))
        .isEqualTo(
            "revision \"a2\" is applied already, and \"b1\" after it. To go back, downgrade to it");
    assertThat(upRefusal(line, Set.of("a1"), "base"))
        .isEqualTo(
            "\"base\" is before the first revision, and the database is at \"a1\". To go back,"
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
            "revision \"b1\" is not applied, so no downgrade leads to it. The database is at"
                + " \"a1\"");
    assertThat(downRefusal(line, Set.of(), "b1"))
        .isEqualTo(
            "revision \"b1\" is not applied, so no downgrade leads to it. Nothing is applied");
    assertThat(downRefusal(graph(), Set.of(), "head"))
        .isEqualTo("there are no revisions. Nothing is applied");
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
                + " to go to");
    assertThat(downRefusal(merge, Set.of("a", "b", "c", "m"), "-2"))
        .isEqualTo(
            "\"-2\" is not clear: \"m\" goes down to \"b\", \"c\". Name the revision to go to");
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
