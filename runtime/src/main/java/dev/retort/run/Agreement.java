package dev.retort.run;

import dev.retort.error.OutOfOrderException;
import dev.retort.error.OutOfOrderException.Skipped;
import dev.retort.error.UnknownRevisionException;
import dev.retort.error.UnknownRevisionException.Unknown;
import dev.retort.history.HistoryRow;
import dev.retort.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the history of a database and the graph of an application can go together. */
final class Agreement {
  private final RevisionGraph graph;

  Agreement(RevisionGraph graph) {
    this.graph = graph;
  }

  /**
   * Refuses a history with revisions that the graph lacks.
   *
   * @throws UnknownRevisionException when there are some
   */
  void requireKnown(List<HistoryRow> rows) {
    List<Unknown> unknown = unknown(rows);
    if (!unknown.isEmpty()) {
      throw new UnknownRevisionException(unknown);
    }
  }

  /**
   * Refuses applied revisions with others below them that are not.
   *
   * @throws OutOfOrderException when there are some
   */
  void requireInOrder(Set<String> applied) {
    List<Skipped> skipped = outOfOrder(applied);
    if (!skipped.isEmpty()) {
      throw new OutOfOrderException(skipped);
    }
  }

  /** Returns the revisions of a history that the graph lacks, in the order of the history. */
  List<Unknown> unknown(List<HistoryRow> rows) {
    return rows.stream()
        .filter(row -> graph.node(row.id()).isEmpty())
        .map(
            row ->
                new Unknown(
                    row.id(), row.message(), row.time(), row.appliedBy(), row.retortVersion()))
        .toList();
  }

  /** Returns what was passed over, with the applied revisions that come after each. */
  List<Skipped> outOfOrder(Set<String> applied) {
    List<Skipped> skipped = new ArrayList<>();
    for (String id : graph.skipped(applied)) {
      Set<String> withIt = new HashSet<>(applied);
      withIt.add(id);
      List<String> below = new ArrayList<>(graph.downgradePath(withIt, id));
      Collections.reverse(below);
      skipped.add(new Skipped(id, below));
    }
    return skipped;
  }
}
