package dev.retort.revision;

import java.util.List;

/**
 * Where a target stands in the graph.
 *
 * @param at the revisions that are applied there, with all before them; none for a base
 * @param above the revisions that have to be undone to come down to it, with all after them
 */
record Position(List<Integer> at, List<Integer> above) {
  /** Copies the lists. */
  Position {
    at = List.copyOf(at);
    above = List.copyOf(above);
  }
}
