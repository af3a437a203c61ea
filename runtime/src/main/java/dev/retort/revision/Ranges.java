package dev.retort.revision;

import dev.retort.error.TargetException;
import dev.retort.revision.RevisionRange.Direction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads ranges: {@code a:b}, where the left side is {@code base} and the right side {@code head}
 * when nothing is written there. A target without a {@code :} is the right side.
 */
final class Ranges {
  private final Links links;
  private final List<String> heads;

  Ranges(Links links, List<String> heads) {
    this.links = links;
    this.heads = heads;
  }

  RevisionRange range(String text) {
    int colon = text.indexOf(':');
    if (text.isEmpty() || colon != text.lastIndexOf(':')) {
      throw new TargetException(
          text,
          Text.asked(text)
              + " is no range. A range is a:b, from a to b, where a and b are targets; a may be left"
              + " out for base, and b for head");
    }
    Applied applied = new Applied(links, before(colon < 0 ? "" : text.substring(0, colon)));
    Target right = offline(orElse(text.substring(colon + 1), "head"));
    return way(applied, right);
  }

  /** Returns all that is applied where the left side stands. */
  private Set<String> before(String left) {
    Target target = offline(orElse(left, "base"));
    if (target.goesUp() || target.goesDown()) {
      throw target.refused(
          target.quoted()
              + " is counted from where a database is, and there is none on the left side of a"
              + " range. Count from a revision or from base, such as \"base+1\"");
    }
    Position position = new Paths(links, heads, new Applied(links, Set.of())).position(target);
    return new LinkedHashSet<>(links.inOrder(links.withAncestors(position.at())));
  }

  private Target offline(String side) {
    Target target = TargetParser.parse(links, heads, side);
    if (target.saysCurrent()) {
      throw target.refused(
          target.quoted()
              + " is where a database is, and a range is without one. Name the revision instead");
    }
    return target;
  }

  private RevisionRange way(Applied applied, Target right) {
    Paths paths = new Paths(links, heads, applied);
    boolean down = right.goesDown() || (!right.goesUp() && isBelow(paths.position(right), applied));
    List<String> path = down ? paths.down(right) : paths.up(right);
    Direction direction = down && !path.isEmpty() ? Direction.DOWN : Direction.UP;
    return new RevisionRange(new LinkedHashSet<>(applied.inOrder()), direction, path);
  }

  private static boolean isBelow(Position right, Applied applied) {
    return right.at().stream().allMatch(applied::has);
  }

  private static String orElse(String side, String otherwise) {
    return side.isEmpty() ? otherwise : side;
  }
}
