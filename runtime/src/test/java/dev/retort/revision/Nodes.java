package dev.retort.revision;

import java.util.ArrayList;
import java.util.List;

/** Revisions in short: {@code "c < a b ~ x # label"} goes down to a and b and depends on x. */
final class Nodes {
  private Nodes() {}

  static RevisionGraph graph(String... lines) {
    return RevisionGraph.of(nodes(lines));
  }

  static List<RevisionNode> nodes(String... lines) {
    List<RevisionNode> nodes = new ArrayList<>();
    for (String line : lines) {
      nodes.add(node(line));
    }
    return nodes;
  }

  static List<String> texts(RevisionGraph graph) {
    return graph.problems().stream().map(RevisionProblem::text).toList();
  }

  private static RevisionNode node(String line) {
    List<String> down = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<String> dependsOn = new ArrayList<>();
    List<String> into = new ArrayList<>();
    List<String> id = into;
    for (String word : line.split(" ", -1)) {
      switch (word) {
        case "<" -> into = down;
        case "~" -> into = dependsOn;
        case "#" -> into = labels;
        default -> into.add(word);
      }
    }
    return new RevisionNode(id.get(0), down, labels, dependsOn);
  }
}
