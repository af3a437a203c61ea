package dev.retort.revision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The ways up and down from a set of applied revisions. */
final class Paths {
  private final Links links;
  private final List<String> heads;
  private final Applied applied;

  Paths(Links links, List<String> heads, Applied applied) {
    this.links = links;
    this.heads = heads;
    this.applied = applied;
  }

  /** Returns where a target stands. */
  Position position(Target target) {
    return Positions.of(links, heads, applied, target);
  }

  /** Returns what is to be run to get up to the target, in that order. */
  List<String> up(Target target) {
    if (target.goesDown()) {
      throw target.refused(target.quoted() + " goes down. An upgrade takes +n");
    }
    Position position = position(target);
    boolean[] chosen = links.withAncestors(position.at());
    applied.leaveOut(chosen);
    List<String> path = links.inOrder(chosen);
    if (path.isEmpty()) {
      refuseBelow(target, position);
    }
    return path;
  }

  /** There is nothing to run at the target itself; below it, something else was meant. */
  private void refuseBelow(Target target, Position position) {
    for (int number : position.above()) {
      if (applied.has(number)) {
        throw target.refused(
            position.at().isEmpty()
                ? target.quoted()
                    + " is before "
                    + Text.quote(links.id(number))
                    + ", which is applied; "
                    + whereItIs()
                    + ". To go back, downgrade to it"
                : revision(target, position.at().get(0))
                    + " is applied already, and "
                    + Text.quote(links.id(number))
                    + " after it. To go back, downgrade to it");
      }
    }
  }

  /** Returns what is to be undone to get down to the target, in that order. */
  List<String> down(Target target) {
    if (target.goesUp()) {
      throw target.refused(target.quoted() + " goes up. A downgrade takes -n");
    }
    Position position = position(target);
    for (int number : position.at()) {
      if (!applied.has(number) && !target.goesDown()) {
        throw target.refused(
            revision(target, number)
                + " is not applied, so no downgrade leads to it; "
                + whereItIs()
                + ". To go there, upgrade to it");
      }
    }
    boolean[] chosen = links.withDescendants(position.above());
    applied.keepOnly(chosen);
    List<String> path = new ArrayList<>(links.inOrder(chosen));
    Collections.reverse(path);
    return List.copyOf(path);
  }

  private String revision(Target target, int number) {
    String id = links.id(number);
    return "revision "
        + Text.quote(id)
        + (id.equals(target.text()) ? "" : " (" + target.quoted() + ")");
  }

  private String whereItIs() {
    List<Integer> ends = applied.ends();
    return ends.isEmpty()
        ? "nothing is applied"
        : "the database is at " + Text.some(links.ids(ends));
  }
}
