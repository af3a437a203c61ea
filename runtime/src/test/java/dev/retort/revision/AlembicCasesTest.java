package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static java.util.stream.Collectors.toCollection;

import dev.retort.error.TargetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tests of Alembic expect, and what we answer: the file says how it is written. */
class AlembicCasesTest {
  private static final String FILE = "alembic-cases.txt";
  private static final String DECISION = "docs/decisions/031-the-applied-set-and-targets.md";

  @ParameterizedTest
  @MethodSource("cases")
  void theAnswerIsTheOneInTheFile(Line line) {
    assertThat(line.answer()).containsExactlyElementsIn(line.expected()).inOrder();
  }

  @Test
  void noNumberIsLeftOut() throws IOException {
    Set<Integer> numbers = new TreeSet<>();
    for (Line line : lines()) {
      numbers.add(line.number());
    }
    assertThat(numbers)
        .containsExactlyElementsIn(IntStream.rangeClosed(1, 64).boxed().toList())
        .inOrder();
  }

  @Test
  void theDecisionNamesWhatDiffers() throws IOException {
    Set<Integer> differing = new TreeSet<>();
    for (Line line : lines()) {
      if (line.differs()) {
        differing.add(line.number());
      }
    }
    assertThat(documented()).containsExactlyElementsIn(differing);
  }

  private static Set<Integer> documented() throws IOException {
    Path page = Path.of(System.getProperty("retort.root", "")).resolve(DECISION);
    return Pattern.compile("(?m)^\\| (\\d+) \\|")
        .matcher(Files.readString(page))
        .results()
        .map(match -> Integer.valueOf(match.group(1)))
        .collect(toCollection(TreeSet::new));
  }

  static List<Line> cases() throws IOException {
    return lines().stream().filter(line -> !line.kind().equals("none")).toList();
  }

  private static List<Line> lines() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(AlembicCasesTest.class.getResourceAsStream(FILE))) {
      List<Line> lines = new ArrayList<>();
      String graph = "";
      for (String text : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (text.startsWith("graph")) {
          graph = text.substring("graph".length()).strip();
        } else if (!text.isBlank() && !text.startsWith("#")) {
          lines.add(new Line(graph, List.of(text.strip().split(" \\| ", -1))));
        }
      }
      return lines;
    }
  }

  /** One line of the file, and the graph above it. */
  record Line(String graph, List<String> columns) {
    int number() {
      return Integer.parseInt(columns.get(0));
    }

    String kind() {
      return columns.get(1);
    }

    /** The columns with an answer: what there is to do, and where that leads. */
    List<String> expected() {
      return columns.subList(answerAt(), answerEnd());
    }

    boolean differs() {
      return !kind().equals("none") && columns.size() > answerEnd();
    }

    private int answerAt() {
      return switch (kind()) {
        case "check" -> 3;
        case "heads" -> 2;
        default -> 4;
      };
    }

    private int answerEnd() {
      boolean isPath = answerAt() == 4 && !columns.get(4).startsWith("!");
      return answerAt() + (isPath ? 2 : 1);
    }

    List<String> answer() {
      return switch (kind()) {
        case "check" -> {
          List<String> texts = Nodes.texts(graph(columns.get(2)));
          yield List.of(texts.isEmpty() ? "sound" : String.join(" / ", texts));
        }
        case "heads" -> List.of(words(graph(graph).heads()));
        default -> way();
      };
    }

    private List<String> way() {
      RevisionGraph whole = graph(graph);
      Set<String> applied = new HashSet<>(split(columns.get(2)));
      split(columns.get(2)).forEach(id -> applied.addAll(whole.ancestors(id)));
      try {
        List<String> path = path(whole, Set.copyOf(applied));
        if (kind().equals("up")) {
          applied.addAll(path);
        } else if (kind().equals("down")) {
          applied.removeAll(path);
        } else {
          applied.retainAll(path);
          applied.addAll(path);
        }
        return List.of(words(path), words(whole.current(applied)));
      } catch (TargetException refused) {
        return List.of("! " + refused.getMessage());
      }
    }

    private List<String> path(RevisionGraph whole, Set<String> applied) {
      String target = columns.get(3);
      return switch (kind()) {
        case "up" -> whole.upgradePath(applied, target);
        case "down" -> whole.downgradePath(applied, target);
        case "stamp" -> whole.stampSet(applied, split(target));
        default -> throw new IllegalArgumentException(kind());
      };
    }

    private static RevisionGraph graph(String revisions) {
      return Nodes.graph(revisions.isEmpty() ? new String[0] : revisions.split(", ", -1));
    }

    private static List<String> split(String words) {
      return words.equals("-") ? List.of() : Arrays.asList(words.split(" ", -1));
    }

    private static String words(List<String> ids) {
      return ids.isEmpty() ? "-" : String.join(" ", ids);
    }

    @Override
    public String toString() {
      return String.join(" | ", columns) + (graph.isEmpty() ? "" : "  [" + graph + "]");
    }
  }
}
