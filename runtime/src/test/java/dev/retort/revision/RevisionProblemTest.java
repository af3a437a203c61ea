package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.revision.Nodes.graph;
import static dev.retort.revision.Nodes.texts;

import dev.retort.revision.Place.Member;
import org.junit.jupiter.api.Test;

class RevisionProblemTest {
  @Test
  void aBadId() {
    assertProblems(
        graph("a", "b! < a"),
        "[BadId] the id \"b!\" holds the character \"!\". Use only A-Z, a-z, 0-9, _, . and -");
  }

  @Test
  void aBadLabel() {
    assertProblems(
        graph("a # head"),
        "[BadLabel] the label \"head\" is a word that targets use. Choose another one");
  }

  @Test
  void aDuplicateId() {
    RevisionGraph graph = graph("a", "b < a", "b < a # x", "c < b");

    assertProblems(
        graph, "[DuplicateId] another revision has the id \"b\" already. Give this one its own");
    RevisionProblem problem = graph.problems().get(0);
    assertThat(problem.place()).isEqualTo(new Place(2, Member.ID, 0));
    assertThat(problem.other()).hasValue(1);
  }

  @Test
  void aDuplicateIdIsNoCircle() {
    assertProblems(
        graph("a < b", "b < a", "a"),
        "[DuplicateId] another revision has the id \"a\" already. Give this one its own");
  }

  @Test
  void aDuplicateLabel() {
    assertProblems(
        graph("a # x", "b < a # x"),
        "[DuplicateLabel] revision \"b\" carries the label \"x\", but revision \"a\" has it"
            + " already. Choose another label");
    assertProblems(
        graph("a # x x"),
        "[DuplicateLabel] revision \"a\" carries the label \"x\" twice. Keep one of them");
  }

  @Test
  void aLabelThatIsAnId() {
    assertProblems(
        graph("a", "b < a # a"),
        "[LabelIsId] revision \"b\" carries the label \"a\", which is the id of a revision."
            + " Choose another label");
    assertProblems(
        graph("a # a"),
        "[LabelIsId] revision \"a\" carries the label \"a\", which is the id of this revision."
            + " Choose another label");
  }

  @Test
  void anUnknownDown() {
    RevisionGraph graph = graph("r1", "r3 < r1 nope");

    assertProblems(
        graph,
        "[UnknownDown] revision \"r3\" goes down to \"nope\", but no revision has that id."
            + " Did you mean \"r1\"?");
    assertThat(graph.problems().get(0).place()).isEqualTo(new Place(1, Member.DOWN, 1));
  }

  @Test
  void anUnknownDownOfTheOnlyRevision() {
    assertProblems(
        graph("a < b"),
        "[UnknownDown] revision \"a\" goes down to \"b\", but no revision has that id");
  }

  @Test
  void theNearestIdIsTheOneWithTheFewestMistypedLetters() {
    assertProblems(
        graph("20240101_users", "20240102_teams < 20240101_users", "x < 20240102_taems"),
        "[UnknownDown] revision \"x\" goes down to \"20240102_taems\", but no revision has that"
            + " id. Did you mean \"20240102_teams\"?");
  }

  @Test
  void aLabelAsDown() {
    assertProblems(
        graph("a # users", "b < users"),
        "[LabelAsDown] revision \"b\" goes down to the label \"users\", but down takes ids."
            + " The revision that carries it is \"a\"");
  }

  @Test
  void anUnknownDependsOn() {
    RevisionGraph graph = graph("a # billing", "b < a ~ biling");

    assertProblems(
        graph,
        "[UnknownDependsOn] revision \"b\" depends on \"biling\", but no revision has that id or"
            + " label. Did you mean \"billing\"?");
    assertThat(graph.problems().get(0).place()).isEqualTo(new Place(1, Member.DEPENDS_ON, 0));
  }

  @Test
  void goingDownToItself() {
    assertProblems(
        graph("a", "b < a b"),
        "[SelfDown] revision \"b\" goes down to itself. Name the revision before it, or leave it"
            + " out of down");
  }

  @Test
  void dependingOnItself() {
    assertProblems(
        graph("a ~ a", "b < a ~ own # own"),
        "[SelfDependsOn] revision \"a\" depends on itself. Leave that out of dependsOn",
        "[SelfDependsOn] revision \"b\" depends on its own label \"own\". Leave that out of"
            + " dependsOn");
  }

  @Test
  void goingDownTwice() {
    assertProblems(
        graph("a", "b < a a"),
        "[RepeatedDown] revision \"b\" goes down to \"a\" twice. Keep one of them");
  }

  @Test
  void aCircleShowsItsPath() {
    RevisionGraph graph = graph("start", "d < c", "c < b start", "b < d", "e < d");

    assertProblems(
        graph,
        "[Cycle] the revisions follow each other in a circle: \"b\" -> \"d\" -> \"c\" -> \"b\"."
            + " Take one of these links out of down");
    assertThat(graph.problems().get(0).place()).isEqualTo(new Place(3, Member.DOWN, 0));
  }

  @Test
  void twoCirclesAreTwoProblems() {
    assertProblems(
        graph("a < b", "b < a", "x < y", "y ~ x"),
        "[Cycle] the revisions follow each other in a circle: \"a\" -> \"b\" -> \"a\"."
            + " Take one of these links out of down",
        "[Cycle] the revisions follow each other in a circle: \"x\" -> \"y\" -> \"x\"."
            + " Take one of these links out of down");
  }

  @Test
  void aCircleOfDependencies() {
    assertProblems(
        graph("a ~ end", "b < a # end"),
        "[Cycle] the revisions follow each other in a circle: \"a\" -> \"b\" -> \"a\"."
            + " Take one of these links out of dependsOn");
  }

  @Test
  void mergingARevisionWithItsOwnAncestor() {
    RevisionGraph graph = graph("a", "b < a", "c < b", "m < c a");

    assertProblems(
        graph,
        "[AncestorMerge] revision \"m\" merges \"a\" with \"c\", which follows it already. Leave"
            + " \"a\" out of down");
    assertThat(graph.problems().get(0).place()).isEqualTo(new Place(3, Member.DOWN, 1));
  }

  @Test
  void anAncestorOfTwoIsOneProblem() {
    assertThat(texts(graph("a", "b < a", "c < a", "m < a b c"))).hasSize(1);
  }

  @Test
  void severalHeads() {
    RevisionGraph graph = graph("a", "c < a", "b < a");

    assertProblems(
        graph,
        "[SeveralHeads] the revisions end in 2 heads: \"b\", \"c\". Merge them with"
            + " @Revision(id = \"...\", down = {\"b\", \"c\"}), or give each branch but one a"
            + " label");
    assertThat(graph.problems().get(0).place()).isEqualTo(new Place(2, Member.ID, 0));
  }

  @Test
  void oneHeadNeedsNoLabel() {
    assertProblems(graph("a", "b < a", "c < a # x", "d < c"));
    assertProblems(graph("a", "b < a", "c < a # x", "d < c", "e < b # y"));
  }

  @Test
  void aLabelBelowTheBranchPointIsNoHeadsLabel() {
    assertThat(texts(graph("a # x", "b < a", "c < a"))).hasSize(1);
  }

  @Test
  void threeHeadsOfWhichOneHasALabel() {
    assertProblems(
        graph("a", "b < a", "c < a", "d < a # x"),
        "[SeveralHeads] the revisions end in 3 heads: \"b\", \"c\", \"d\". Merge them with"
            + " @Revision(id = \"...\", down = {\"b\", \"c\"}), or give each branch but one a"
            + " label");
  }

  @Test
  void severalBases() {
    assertProblems(
        graph("a", "b", "m < a b"),
        "[SeveralBases] the revisions begin at 2 bases: \"a\", \"b\". Say with down = \"...\" what"
            + " this one follows, or give it a label");
    assertProblems(graph("a", "b # x", "m < a b"));
    assertProblems(graph("a", "b", "c < b # x", "m < a c"));
  }

  @Test
  void endsWaitUntilTheLinksAreSound() {
    assertProblems(
        graph("a", "b < a", "c < bb"),
        "[UnknownDown] revision \"c\" goes down to \"bb\", but no revision has that id."
            + " Did you mean \"b\"?");
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    assertThat(
            graph("a! # x", "b < a! ~ z # x", "c < a!", "d < a!").problems().stream()
                .map(RevisionProblem::code))
        .containsExactly("BadId", "UnknownDependsOn", "DuplicateLabel", "SeveralHeads");
  }

  private static void assertProblems(RevisionGraph graph, String... texts) {
    assertThat(texts(graph)).containsExactlyElementsIn(texts).inOrder();
  }
}
