package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.stream.Collectors.toSet;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import dev.retort.Corpora;
import dev.retort.error.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real graphs, and what Alembic does with them. */
class CorpusGraphsTest {
  @Test
  void everyGraphIsSound() throws IOException {
    for (Corpus corpus : corpora()) {
      RevisionGraph graph = corpus.sound();

      assertWithMessage(corpus.graph).that(graph.problems()).isEmpty();
      assertThat(graph.heads()).containsExactlyElementsIn(corpus.heads);
      assertThat(graph.bases()).containsExactlyElementsIn(corpus.bases);
      assertThat(graph.order()).containsExactlyElementsIn(corpus.upgradeOrder);
      assertThat(isTopological(graph, graph.order())).isTrue();
    }
  }

  @Test
  void branchesAreTheLabelsOfAlembic() throws IOException {
    for (Corpus corpus : corpora()) {
      Links links = new Links(corpus.nodes());
      for (Map.Entry<String, List<String>> branch : corpus.members.entrySet()) {
        boolean[] own = new Branch(links, branch.getKey(), links.named(branch.getKey())).own();

        assertThat(links.inOrder(own)).containsExactlyElementsIn(branch.getValue());
      }
    }
  }

  @Test
  void everyWayIsAlembicsOrAnErrorWhereAlembicGuesses() throws IOException {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Corpus corpus : corpora()) {
      RevisionGraph graph = corpus.sound();
      for (Case one : corpus.cases()) {
        kinds.merge(kind(graph, one, corpus.graph + ": " + one), 1, Integer::sum);
      }
    }
    System.out.println("real graphs, cases by kind:");
    kinds.forEach((kind, count) -> System.out.printf("%5d  %s%n", count, kind));
    assertThat(kinds)
        .containsExactlyEntriesIn(
            Map.of(
                "the same path", 584,
                "both have nothing to do", 77,
                "both refuse", 112,
                "both refuse: an applied revision is unknown (ours before any path)", 14,
                "ours is a path: Alembic reads no steps after an id with a dot", 3,
                "ours refuses, Alembic crashes", 20,
                "ours refuses: Alembic does nothing when asked to upgrade to an ancestor", 13,
                "ours refuses: Alembic takes the first of several heads for -n", 7));
  }

  /** Says how the answers are to each other, which must be one of the kinds that are right. */
  private static String kind(RevisionGraph graph, Case one, String name) {
    if (!graph.unknown(Set.copyOf(one.current)).isEmpty()) {
      assertWithMessage(name).that(one.error).isNotNull();
      return "both refuse: an applied revision is unknown (ours before any path)";
    }
    Optional<List<String>> path = path(graph, one);
    if (path.isPresent() && one.error == null) {
      assertWithMessage(name).that(path.get()).containsExactlyElementsIn(one.steps);
      assertWithMessage(name).that(isInOrder(graph, one, path.get())).isTrue();
      return path.get().isEmpty() ? "both have nothing to do" : "the same path";
    }
    if (path.isPresent()) {
      assertWithMessage(name).that(one.target).matches("v[0-9.]+a[+-]1");
      return "ours is a path: Alembic reads no steps after an id with a dot";
    }
    if (one.error != null) {
      return one.error.type.equals("CommandError")
          ? "both refuse"
          : "ours refuses, Alembic crashes";
    }
    if (one.steps.isEmpty()) {
      assertWithMessage(name).that(one.isUpgrade()).isTrue();
      return "ours refuses: Alembic does nothing when asked to upgrade to an ancestor";
    }
    assertWithMessage(name).that(one.target).matches("-[0-9]+");
    assertWithMessage(name).that(one.current.size()).isGreaterThan(1);
    return "ours refuses: Alembic takes the first of several heads for -n";
  }

  private static List<Corpus> corpora() throws IOException {
    List<Corpus> corpora = new ArrayList<>();
    try (Stream<Path> files = Files.list(Corpora.folder().resolve("graphs"))) {
      for (Path file : files.sorted().toList()) {
        corpora.add(new Gson().fromJson(Files.readString(file), Corpus.class));
      }
    }
    assertThat(corpora).isNotEmpty();
    return corpora;
  }

  private static Optional<List<String>> path(RevisionGraph graph, Case one) {
    try {
      return Optional.of(
          one.isUpgrade()
              ? graph.upgradePath(applied(graph, one), one.target)
              : graph.downgradePath(applied(graph, one), one.target));
    } catch (TargetException refused) {
      return Optional.empty();
    }
  }

  private static Set<String> applied(RevisionGraph graph, Case one) {
    Set<String> applied = new HashSet<>(one.current);
    one.current.forEach(id -> applied.addAll(graph.ancestors(id)));
    return applied;
  }

  private static boolean isInOrder(RevisionGraph graph, Case one, List<String> path) {
    List<String> upwards = new ArrayList<>(path);
    if (!one.isUpgrade()) {
      Collections.reverse(upwards);
    }
    return isTopological(graph, upwards);
  }

  private static boolean isTopological(RevisionGraph graph, List<String> path) {
    for (int at = 0; at < path.size(); at++) {
      Set<String> later = path.stream().skip(at).collect(toSet());
      if (graph.ancestors(path.get(at)).stream().anyMatch(later::contains)) {
        return false;
      }
    }
    return true;
  }

  private static final class Corpus {
    private String graph = "";
    private List<Node> revisions = List.of();
    private List<String> heads = List.of();
    private List<String> bases = List.of();
    private List<Case> pairs = List.of();
    private List<Case> extra = List.of();

    @SerializedName("upgrade_order")
    private List<String> upgradeOrder = List.of();

    @SerializedName("branch_label_members")
    private Map<String, List<String>> members = Map.of();

    RevisionGraph sound() {
      return RevisionGraph.of(nodes());
    }

    List<RevisionNode> nodes() {
      return revisions.stream()
          .map(node -> new RevisionNode(node.id, node.down, node.labels, node.dependsOn))
          .toList();
    }

    List<Case> cases() {
      List<Case> cases = new ArrayList<>(pairs);
      cases.addAll(extra);
      return cases;
    }
  }

  private static final class Node {
    private String id = "";
    private List<String> down = List.of();
    private List<String> labels = List.of();

    @SerializedName("depends_on")
    private List<String> dependsOn = List.of();
  }

  private static final class Case {
    private String direction = "";
    private List<String> current = List.of();
    private String target = "";
    private List<String> steps = List.of();
    private @Nullable Refusal error;

    boolean isUpgrade() {
      return direction.equals("upgrade");
    }

    @Override
    public String toString() {
      return direction + " from " + current + " to " + target + " " + steps + " " + error;
    }
  }

  private static final class Refusal {
    @SerializedName("class")
    private String type = "";

    private String message = "";

    @Override
    public String toString() {
      return type + ": " + message;
    }
  }
}
