package dev.retort.revision;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.error.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/targets.md. {@code -Dgoldens=update} writes what the code says into their last
 * columns.
 */
class DocumentedTargetsTest {
  private static final Path PAGE =
      Path.of(System.getProperty("retort.root", "")).resolve("docs/targets.md");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  private final List<String> lines = new ArrayList<>();
  private int results;

  @Test
  void everyRowIsWhatTheCodeSays() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    RevisionGraph graph = graph(page);
    String header = "";
    for (int at = 0; at < page.size(); at++) {
      String line = page.get(at);
      boolean isHead = at + 1 < page.size() && page.get(at + 1).startsWith("|---");
      if (isHead || !line.startsWith("|")) {
        header = line;
      }
      lines.add(isHead || line.startsWith("|---") ? line : row(graph, header, line));
    }
    if (System.getProperty("goldens", "").equals("update")) {
      Files.write(PAGE, lines);
    }
    assertThat(lines).containsExactlyElementsIn(page).inOrder();
    assertThat(results).isAtLeast(130);
  }

  /** Returns the row as it should be, where its table has results. */
  private String row(RevisionGraph graph, String header, String line) {
    List<String> cells = cells(line);
    Supplier<List<String>> result =
        switch (header) {
          case "| at | upgrade to | result |" ->
              () -> List.of(cells.get(0), cells.get(1), up(graph, cells));
          case "| at | downgrade to | result |" ->
              () -> List.of(cells.get(0), cells.get(1), down(graph, cells));
          case "| the revisions are | at | downgrade to | result |" ->
              () -> {
                List<String> rest = cells.subList(1, cells.size());
                String[] revisions = codes(cells.get(0)).toArray(String[]::new);
                return List.of(
                    cells.get(0), rest.get(0), rest.get(1), down(Nodes.graph(revisions), rest));
              };
          case "| at | stamp | the history then |" ->
              () -> List.of(cells.get(0), cells.get(1), stamp(graph, cells));
          case "| range | applied before | result |" -> () -> range(graph, cells.get(0));
          case "| the ids are | written | is |" ->
              () -> List.of(cells.get(0), cells.get(1), meaning(cells));
          default -> () -> List.of();
        };
    List<String> expected;
    try {
      expected = result.get();
    } catch (TargetException refused) {
      expected = new ArrayList<>(cells.subList(0, cells.size() - 1));
      expected.add("refused: " + refused.getMessage());
    }
    if (expected.isEmpty()) {
      return line;
    }
    results++;
    return ("| " + String.join(" | ", expected) + " |").replaceAll(" +\\|", " |");
  }

  private static String up(RevisionGraph graph, List<String> cells) {
    return todo(
        graph.upgradePath(applied(graph, cells.get(0)), codes(cells.get(1)).get(0)), "runs ");
  }

  private static String down(RevisionGraph graph, List<String> cells) {
    return todo(
        graph.downgradePath(applied(graph, cells.get(0)), codes(cells.get(1)).get(0)), "undoes ");
  }

  private static String stamp(RevisionGraph graph, List<String> cells) {
    List<String> ids = graph.stampSet(applied(graph, cells.get(0)), codes(cells.get(1)));
    return ids.isEmpty() ? "is empty" : code(ids);
  }

  private static List<String> range(RevisionGraph graph, String cell) {
    RevisionRange range = graph.range(codes(cell).get(0));
    return List.of(
        cell,
        range.applied().isEmpty() ? "nothing" : code(List.copyOf(range.applied())),
        todo(
            range.path(),
            switch (range.direction()) {
              case UP -> "runs ";
              case DOWN -> "undoes ";
            }));
  }

  /** Says which revision of a chain is meant. */
  private static String meaning(List<String> cells) {
    List<RevisionNode> nodes = new ArrayList<>();
    List<String> down = List.of();
    for (String id : codes(cells.get(0))) {
      nodes.add(new RevisionNode(id, down, List.of(), List.of()));
      down = List.of(id);
    }
    RevisionGraph chain = RevisionGraph.of(nodes);
    assertThat(chain.problems()).isEmpty();
    List<String> path = chain.upgradePath(Set.of(), codes(cells.get(1)).get(0));
    return path.isEmpty() ? "the base" : code(path.subList(path.size() - 1, path.size()));
  }

  private static String todo(List<String> path, String verb) {
    return path.isEmpty() ? "nothing to do" : verb + code(path);
  }

  private static String code(List<String> ids) {
    return "`" + String.join("` `", ids) + "`";
  }

  private static RevisionGraph graph(List<String> page) {
    List<RevisionNode> nodes = new ArrayList<>();
    int at = page.indexOf("| revision | down | labels | depends on |") + 2;
    for (; page.get(at).startsWith("|"); at++) {
      List<String> cells = cells(page.get(at));
      nodes.add(
          new RevisionNode(
              codes(cells.get(0)).get(0),
              codes(cells.get(1)),
              codes(cells.get(2)),
              codes(cells.get(3))));
    }
    RevisionGraph graph = RevisionGraph.of(nodes);
    assertWithMessage("%s", Nodes.texts(graph)).that(graph.problems()).isEmpty();
    return graph;
  }

  private static Set<String> applied(RevisionGraph graph, String cell) {
    Set<String> applied = new HashSet<>();
    for (String id : codes(cell)) {
      applied.add(id);
      applied.addAll(graph.ancestors(id));
    }
    return applied;
  }

  private static List<String> cells(String line) {
    return line.startsWith("|")
        ? Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
            .map(String::strip)
            .toList()
        : List.of();
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
  }
}
