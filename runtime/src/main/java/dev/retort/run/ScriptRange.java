package dev.retort.run;

import dev.retort.error.TargetException;
import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionRange;
import dev.retort.run.MigrationReport.Direction;
import java.util.List;

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
   * @param text as {@link RevisionGraph#range} takes it
   */
  static ScriptRange of(RevisionGraph graph, String text) {
    RevisionRange range = graph.range(text);
    if (range.path().isEmpty()) {
      throw new TargetException(
          text,
          "there is nothing to write for \"%s\": no revision lies between both sides"
              .formatted(text));
    }
    int colon = text.indexOf(':');
    String from = colon <= 0 ? "base" : text.substring(0, colon);
    String to = text.substring(colon + 1);
    return new ScriptRange(
        range.direction() == RevisionRange.Direction.UP ? Direction.UPGRADE : Direction.DOWNGRADE,
        from,
        to.isEmpty() ? "head" : to,
        List.copyOf(range.applied()),
        range.path());
  }
}
