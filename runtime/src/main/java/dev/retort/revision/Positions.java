package dev.retort.revision;

import dev.retort.revision.Point.Steps;
import dev.retort.revision.Point.Word;
import java.util.ArrayList;
import java.util.List;

/** Finds out where a target stands, for a set of applied revisions. */
final class Positions implements Point.Visitor<Position> {
  private final Links links;
  private final List<String> heads;
  private final Applied applied;
  private final Target target;
  private final Walk walk;

  private Positions(Links links, List<String> heads, Applied applied, Target target) {
    this.links = links;
    this.heads = heads;
    this.applied = applied;
    this.target = target;
    this.walk = new Walk(links, target);
  }

  static Position of(Links links, List<String> heads, Applied applied, Target target) {
    return target.point().accept(new Positions(links, heads, applied, target));
  }

  @Override
  public Position word(Word word) {
    return switch (word) {
      case HEAD -> new Position(onlyHead(), List.of());
      case HEADS -> new Position(heads(), List.of());
      case BASE -> new Position(List.of(), walk.bases());
      case CURRENT -> new Position(tips(), List.of());
    };
  }

  @Override
  public Position revision(int number) {
    return walk.at(number);
  }

  @Override
  public Position steps(Steps steps) {
    int start = steps.areFromCurrent() ? onlyTip() : start(steps.from().orElseThrow());
    if (steps.count() > 0) {
      return walk.at(walk.up(start, steps.count()));
    }
    if (!steps.areFromCurrent()) {
      return walk.down(start, -steps.count());
    }
    return walk.undo(start, -steps.count(), applied);
  }

  private int start(Point from) {
    List<Integer> at = from.accept(this).at();
    return at.isEmpty() ? Walk.BASE : at.get(0);
  }

  private List<Integer> heads() {
    List<Integer> found = new ArrayList<>();
    for (String head : heads) {
      int number = links.number(head);
      if (target.isOn(number)) {
        found.add(number);
      }
    }
    return found;
  }

  private List<Integer> onlyHead() {
    List<Integer> found = heads();
    if (found.size() > 1) {
      List<String> ids = links.ids(found);
      throw target.refused(
          target.quoted()
              + " is not clear: "
              + target
                  .branch()
                  .map(branch -> "the branch " + Text.quote(branch.name()) + " has ")
                  .orElse("there are ")
              + ids.size()
              + " heads: "
              + Text.some(ids)
              + ". Name one of them, say heads for all of them, or merge them with "
              + Text.merge(ids));
    }
    return found;
  }

  /** Returns the applied revisions that none which is applied comes after, on the branch if any. */
  private List<Integer> tips() {
    return target.branch().isPresent() ? applied.tips(target.branch().get()) : applied.ends();
  }

  private int onlyTip() {
    List<Integer> tips = tips();
    if (tips.size() > 1) {
      List<String> ids = links.ids(tips);
      throw target.refused(
          target.quoted()
              + " is not clear: the database is at "
              + ids.size()
              + " revisions: "
              + Text.some(ids)
              + ". Name the revision to go to, or say which branch: "
              + Text.quote(
                  ids.get(0) + "@" + target.text().substring(target.text().indexOf('@') + 1)));
    }
    return tips.isEmpty() ? Walk.BASE : tips.get(0);
  }
}
