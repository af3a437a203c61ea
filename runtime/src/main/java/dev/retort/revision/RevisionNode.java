package dev.retort.revision;

import java.util.List;

/**
 * What a revision says of its place in the graph, right or wrong: a graph finds out which.
 *
 * @param id its id, for example {@code "b7f2"}
 * @param down the ids of the revisions it follows; none for a base, several for a merge
 * @param labels the labels of the branch that starts here
 * @param dependsOn ids or labels of revisions that must be applied before, without being merged
 */
public record RevisionNode(
    String id, List<String> down, List<String> labels, List<String> dependsOn) {

  /** Copies the lists. */
  public RevisionNode {
    down = List.copyOf(down);
    labels = List.copyOf(labels);
    dependsOn = List.copyOf(dependsOn);
  }
}
