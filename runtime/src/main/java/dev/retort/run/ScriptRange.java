package dev.retort.run;

import dev.retort.error.TargetException;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a script is for.
 *
 * @param direction up when its end comes after its beginning, else down
 * @param from where it begins, in words
 * @param to where it ends, in words
 * @param applied the revisions that are applied where it begins, in their order
 * @param path the revisions to go through, in their order
 */
record ScriptRange(
    Direction direction, String from, String to, List<String> applied, List<String> path) {

  /**
   * Reads a range.
   *
   * @param text two targets with a colon between them; nothing before it is the base, nothing
   *     behind it the head
   */
  static ScriptRange of(RevisionGraph graph, String text) {
    String[] sides = text.split(":", -1);
    if (sides.length != 2) {
      throw new TargetException(
          text,
          "a script is for a range of two targets with a colon between them, such as \"base:head\" or \"b7f2:\", not for \"%s\""
              .formatted(text));
    }
    String from = sides[0].isEmpty() ? "base" : sides[0];
    String to = sides[1].isEmpty() ? "head" : sides[1];
    Set<String> before = upTo(graph, from);
    Set<String> after = upTo(graph, to);
    if (before.equals(after)) {
      throw new TargetException(
          text, "there is nothing to write for \"%s\": both sides are the same".formatted(text));
    } else if (after.containsAll(before)) {
      return new ScriptRange(
          Direction.UPGRADE, from, to, List.copyOf(before), graph.upgradePath(before, to));
    } else if (before.containsAll(after)) {
      return new ScriptRange(
          Direction.DOWNGRADE, from, to, List.copyOf(before), graph.downgradePath(before, to));
    }
    throw new TargetException(
        text,
        "neither side of \"%s\" comes after the other. Write a script for each branch, or one up to a revision that merges them."
            .formatted(text));
  }

  private static Set<String> upTo(RevisionGraph graph, String side) {
    return side.equals("base") ? Set.of() : new LinkedHashSet<>(graph.upgradePath(Set.of(), side));
  }
}
