package dev.retort.revision;

import dev.retort.error.TargetException;
import java.util.ArrayList;
import java.util.List;

/** The ways up and down from a set of applied revisions. */
final class Paths {
  private final Links links;
  private final Lookup lookup;
  private final Applied applied;

  Paths(Links links, Lookup lookup, Applied applied) {
    this.links = links;
    this.lookup = lookup;
    this.applied = applied;
  }

  /** Returns what is to be run to get up to the target. */
  List<String> up(Target target) {
    if (target instanceof Target.Base) {
      return upToBase();
    }
    int end = upEnd(target);
    if (end < 0) {
      return List.of();
    }
    if (applied.has(end)) {
      refuseAncestor(target, end);
      return List.of();
    }
    boolean[] needed = links.withAncestors(end);
    List<String> path = new ArrayList<>();
    for (int number : links.order()) {
      if (needed[number] && !applied.has(number)) {
        path.add(links.id(number));
      }
    }
    return List.copyOf(path);
  }

  private List<String> upToBase() {
    List<String> at = applied.ends();
    if (!at.isEmpty()) {
      throw new TargetException(
          "base",
          "\"base\" is before the first revision, and the database is at "
              + Text.some(at)
              + ". To go back, downgrade to it");
    }
    return List.of();
  }

  private int upEnd(Target target) {
    if (target instanceof Target.Head) {
      return lookup.head();
    }
    if (target instanceof Target.Steps steps) {
      return stepsUp(steps);
    }
    return lookup.named(target.text());
  }

  private void refuseAncestor(Target target, int end) {
    for (int follower : links.after(end)) {
      if (applied.has(follower) && links.goesDown(follower, end)) {
        throw new TargetException(
            target.text(),
            "revision "
                + Text.quote(links.id(end))
                + " is applied already, and "
                + Text.quote(links.id(follower))
                + " after it. To go back, downgrade to it");
      }
    }
  }

  private int stepsUp(Target.Steps steps) {
    if (!steps.goesUp()) {
      throw new TargetException(
          steps.text(), Text.quote(steps.text()) + " goes down. An upgrade takes +n");
    }
    int at = onlyEnd(steps);
    int start = at;
    for (int step = 0; step < steps.count(); step++) {
      List<String> next = at < 0 ? bases() : followers(at);
      if (next.isEmpty()) {
        throw new TargetException(
            steps.text(),
            Text.quote(steps.text())
                + " goes past the end: "
                + (step == 0 ? "no" : "only " + step)
                + (step > 1 ? " revisions follow " : " revision follows ")
                + name(start));
      }
      at = links.number(only(steps, at, next, "is followed by"));
    }
    return at;
  }

  private List<String> bases() {
    List<String> bases = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (links.downs(number).length == 0) {
        bases.add(links.id(number));
      }
    }
    return bases;
  }

  private List<String> followers(int number) {
    List<String> followers = new ArrayList<>();
    for (int follower : links.after(number)) {
      if (links.goesDown(follower, number)) {
        followers.add(links.id(follower));
      }
    }
    return followers;
  }

  private String only(Target.Steps steps, int at, List<String> next, String relation) {
    if (next.size() > 1) {
      throw new TargetException(
          steps.text(),
          Text.quote(steps.text())
              + " is not clear: "
              + name(at)
              + " "
              + relation
              + " "
              + Text.some(next)
              + ". Name the revision to go to");
    }
    return next.get(0);
  }

  /** Returns what is to be undone to get down to the target, in the order to undo it. */
  List<String> down(Target target) {
    if (target instanceof Target.Base) {
      return undone(applied.all());
    }
    if (target instanceof Target.Steps steps) {
      return undone(links.withDescendants(lastOf(steps)));
    }
    int end = target instanceof Target.Head ? lookup.head() : lookup.named(target.text());
    if (end < 0 || !applied.has(end)) {
      throw notApplied(target, end);
    }
    boolean[] above = links.withDescendants(end);
    above[end] = false;
    return undone(above);
  }

  private List<String> undone(boolean[] chosen) {
    List<String> path = new ArrayList<>();
    int[] order = links.order();
    for (int place = order.length - 1; place >= 0; place--) {
      if (chosen[order[place]] && applied.has(order[place])) {
        path.add(links.id(order[place]));
      }
    }
    return List.copyOf(path);
  }

  private TargetException notApplied(Target target, int end) {
    List<String> at = applied.ends();
    return new TargetException(
        target.text(),
        (end < 0 ? "there are no revisions" : "revision " + Text.quote(links.id(end)))
            + (end < 0 ? "" : " is not applied, so no downgrade leads to it")
            + (at.isEmpty() ? ". Nothing is applied" : ". The database is at " + Text.some(at)));
  }

  /** Returns the lowest revision that so many steps down undo. */
  private int lastOf(Target.Steps steps) {
    if (steps.goesUp()) {
      throw new TargetException(
          steps.text(), Text.quote(steps.text()) + " goes up. A downgrade takes -n");
    }
    int at = onlyEnd(steps);
    if (at < 0) {
      throw new TargetException(
          steps.text(), Text.quote(steps.text()) + " goes past the base: nothing is applied");
    }
    int start = at;
    for (int step = 1; step < steps.count(); step++) {
      List<String> next = new ArrayList<>();
      for (int down : links.downs(at)) {
        next.add(links.id(down));
      }
      if (next.isEmpty()) {
        throw new TargetException(
            steps.text(),
            Text.quote(steps.text())
                + " goes past the base: it is "
                + step
                + (step == 1 ? " step" : " steps")
                + " from "
                + Text.quote(links.id(start)));
      }
      at = links.number(only(steps, at, next, "goes down to"));
    }
    return at;
  }

  /** Returns the one applied revision that nothing applied comes after, or -1 for none applied. */
  private int onlyEnd(Target.Steps steps) {
    List<String> ends = applied.ends();
    if (ends.size() > 1) {
      throw new TargetException(
          steps.text(),
          Text.quote(steps.text())
              + " is not clear: the database is at "
              + ends.size()
              + " revisions: "
              + Text.some(ends)
              + ". Name the revision to go to");
    }
    return ends.isEmpty() ? -1 : links.number(ends.get(0));
  }

  private String name(int number) {
    return number < 0 ? "the base" : Text.quote(links.id(number));
  }
}
