package dev.retort.revision;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A way from one place in a graph to another, with no database: what {@code a:b} asks for.
 *
 * @param applied the ids that are applied before it, each after those it needs
 * @param direction whether the path is run or undone; up when there is nothing to do
 * @param path the ids to run or to undo, in that order
 */
public record RevisionRange(Set<String> applied, Direction direction, List<String> path) {

  /** Copies the set, which keeps its order, and the list. */
  public RevisionRange {
    applied = Collections.unmodifiableSet(new LinkedHashSet<>(applied));
    path = List.copyOf(path);
  }

  /** Which way a range goes. */
  public enum Direction {
    /** Revisions are run. */
    UP,
    /** Revisions are undone. */
    DOWN
  }
}
