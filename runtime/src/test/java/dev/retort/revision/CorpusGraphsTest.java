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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  void everyWayIsAlembicsOrAnErrorWhereAlembicGuesses() throws IOException {
    int same = 0;
    int errors = 0;
    for (Corpus corpus : corpora()) {
      RevisionGraph graph = corpus.sound();
      List<Case> cases = new ArrayList<>(corpus.pairs);
      cases.addAll(corpus.extra);
      for (Case one : cases) {
        if (!isOfThisLanguage(one.target)) {
          continue;
        }
        Optional<List<String>> path = path(graph, one);
        String name = corpus.graph + ": " + one;
        if (path.isEmpty()) {
          assertWithMessage(name).that(isErrorRight(graph, one)).isTrue();
          errors++;
        } else {
          assertWithMessage(name).that(one.error == null).isTrue();
          assertWithMessage(name).that(path.get()).containsExactlyElementsIn(one.steps);
          assertWithMessage(name).that(isInOrder(graph, one, path.get())).isTrue();
          same++;
        }
      }
    }
    assertThat(same).isAtLeast(470);
    assertThat(errors).isAtLeast(50);
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

  /** Whether a target is one of those that are known today. */
  private static boolean isOfThisLanguage(String target) {
    return !target.contains("@") && !target.equals("heads") && !target.matches("[^+-]+[+-]\\d+");
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

  /** Alembic refuses as well, does nothing in silence, or takes the first head it finds. */
  private static boolean isErrorRight(RevisionGraph graph, Case one) {
    boolean guesses = !one.isUpgrade() && one.target.startsWith("-") && one.current.size() > 1;
    boolean doesNothing =
        one.error == null && one.steps.isEmpty() && !applied(graph, one).isEmpty();
    return one.error != null || guesses || doesNothing;
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

    RevisionGraph sound() {
      return RevisionGraph.of(
          revisions.stream()
              .map(node -> new RevisionNode(node.id, node.down, node.labels, node.dependsOn))
              .toList());
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
    private Object error;

    boolean isUpgrade() {
      return direction.equals("upgrade");
    }

    @Override
    public String toString() {
      return direction + " from " + current + " to " + target + " " + steps + " " + error;
    }
  }
}
