package dev.retort.revision;

import java.util.ArrayList;
import java.util.List;

/** Goes up and down the branch of a target, one revision at a time, along {@code down} alone. */
final class Walk {
  /** Before the first revision. */
  static final int BASE = -1;

  private final Links links;
  private final Target target;

  Walk(Links links, Target target) {
    this.links = links;
    this.target = target;
  }

  /** Returns the position of a revision. */
  Position at(int number) {
    return new Position(List.of(number), onBranch(links.ups(number)));
  }

  /** Returns the revisions that go down to none. */
  List<Integer> bases() {
    List<Integer> bases = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (links.downs(number).length == 0 && target.isOn(number)) {
        bases.add(number);
      }
    }
    return bases;
  }

  /** Returns the revision that is so many steps above the start. */
  int up(int start, int count) {
    int at = start;
    for (int step = 0; step < count; step++) {
      List<Integer> next = at == BASE ? bases() : onBranch(links.ups(at));
      if (next.isEmpty()) {
        throw target.refused(
            target.quoted() + " goes past the end: " + only(step) + name(start) + last(step, at));
      }
      at = only(at, next, "is followed by");
    }
    return at;
  }

  /** Returns the position that is so many steps below the start. */
  Position down(int start, int count) {
    int at = start;
    for (int step = 0; step < count; step++) {
      List<Integer> next = downs(at);
      if (next.isEmpty() && at != BASE && step == count - 1) {
        return new Position(List.of(), List.of(at));
      }
      requireSome(next, step + (at == BASE ? 0 : 1), start);
      at = only(at, next, "goes down to");
    }
    return at(at);
  }

  /** Returns the position after the start, and so many revisions with it, are undone. */
  Position undo(int start, int count, Applied applied) {
    int at = start;
    requireSome(at == BASE ? List.of() : List.of(at), 0, start);
    requireAlone(at, BASE, applied);
    for (int step = 1; step < count; step++) {
      List<Integer> next = downs(at);
      requireSome(next, step, start);
      int before = at;
      at = only(at, next, "goes down to");
      requireAlone(at, before, applied);
    }
    return new Position(downs(at), List.of(at));
  }

  /** Steps down one branch must not undo another, which begins at a revision of this one. */
  private void requireAlone(int at, int from, Applied applied) {
    for (int up : links.ups(at)) {
      if (up != from && applied.has(up)) {
        throw target.refused(
            target.quoted()
                + " is not clear: it undoes "
                + name(at)
                + ", and "
                + name(up)
                + " of another branch is applied after that. Name the revision to go to");
      }
    }
  }

  private List<Integer> downs(int number) {
    return number == BASE ? List.of() : onBranch(links.downs(number));
  }

  private List<Integer> onBranch(int[] numbers) {
    List<Integer> found = new ArrayList<>(numbers.length);
    for (int number : numbers) {
      if (target.isOn(number)) {
        found.add(number);
      }
    }
    return found;
  }

  private int only(int at, List<Integer> next, String relation) {
    if (next.size() > 1) {
      throw target.refused(
          target.quoted()
              + " is not clear: "
              + name(at)
              + " "
              + relation
              + " "
              + Text.some(links.ids(next))
              + ". Name the revision to go to");
    }
    return next.get(0);
  }

  private void requireSome(List<Integer> next, int steps, int start) {
    if (next.isEmpty()) {
      throw target.refused(
          target.quoted()
              + " goes past the base: "
              + (start == BASE
                  ? nothing()
                  : "it is " + steps + (steps == 1 ? " step" : " steps") + " from " + name(start)));
    }
  }

  private String nothing() {
    return target.goesDown()
        ? "nothing"
            + target.branch().map(on -> " of the branch " + Text.quote(on.name())).orElse("")
            + " is applied"
        : "nothing is before it";
  }

  private static String only(int step) {
    return switch (step) {
      case 0 -> "no revision follows ";
      case 1 -> "only 1 revision follows ";
      default -> "only " + step + " revisions follow ";
    };
  }

  private String last(int step, int at) {
    return step == 0 ? "" : ", up to " + name(at);
  }

  private String name(int number) {
    return number == BASE ? "the base" : Text.quote(links.id(number));
  }
}
