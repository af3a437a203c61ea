package dev.retort.processor.rehearsal;

import dev.retort.processor.body.Place;
import dev.retort.processor.body.ReadBody;
import dev.retort.processor.body.ReadStep;
import dev.retort.schema.Column;
import dev.retort.schema.Extent;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A downgrade by hand, played behind its upgrade: it must run there, and what was there before the
 * upgrade should be there again. The order of columns does not count.
 *
 * @param certain what would fail
 * @param unwise what does not come back
 */
record DowngradeCheck(List<BodyFinding> certain, List<BodyFinding> unwise) {

  /** Looks at a downgrade; nothing is said of one that only throws. */
  static Optional<DowngradeCheck> of(
      String id, Schema before, BodyReplay upgrade, ReadBody downgrade) {
    if (downgrade.isRefusal() || downgrade.steps().isEmpty()) {
      return Optional.empty();
    }
    String who = "the downgrade of revision \"" + id + "\"";
    BodyReplay replay = new BodyReplay(id, who, upgrade.after());
    replay.play(downgrade.steps());
    if (!upgrade.findings().isEmpty()) {
      return Optional.empty();
    }
    List<BodyFinding> unwise = new ArrayList<>();
    if (upgrade.isCertain() && replay.isCertain()) {
      List<String> differences = differences(before, replay.after());
      if (!differences.isEmpty()) {
        unwise.add(
            new BodyFinding(
                new BodyProblem.IncompleteDowngrade(differences),
                id,
                who,
                Optional.of(last(downgrade))));
      }
    }
    return Optional.of(new DowngradeCheck(replay.findings(), unwise));
  }

  private static Place last(ReadBody body) {
    ReadStep last = body.steps().get(body.steps().size() - 1);
    return last.site();
  }

  private static List<String> differences(Schema before, Schema after) {
    List<String> differences = new ArrayList<>();
    Set<Name> names = new TreeSet<>(before.objects().keySet());
    names.addAll(after.objects().keySet());
    for (Name name : names) {
      Optional<SchemaObject> was = before.object(name);
      Optional<SchemaObject> is = after.object(name);
      if (was.isPresent() && after.presence(name) == Presence.ABSENT) {
        differences.add(was.get().kind() + " " + name + " is gone");
      } else if (is.isPresent() && before.presence(name) == Presence.ABSENT) {
        differences.add(is.get().kind() + " " + name + " is left");
      } else if (was.orElse(null) instanceof Table old && is.orElse(null) instanceof Table now) {
        columns(old, now, differences);
      }
    }
    return differences;
  }

  private static void columns(Table before, Table after, List<String> differences) {
    if (before.extent() == Extent.OPEN || after.extent() == Extent.OPEN) {
      return;
    }
    for (Column<?> column : before.columns()) {
      if (after.column(column.name()).isEmpty()) {
        differences.add("column " + column.name() + " of " + before.name() + " is gone");
      }
    }
    for (Column<?> column : after.columns()) {
      if (before.column(column.name()).isEmpty()) {
        differences.add("column " + column.name() + " of " + before.name() + " is left");
      }
    }
  }
}
