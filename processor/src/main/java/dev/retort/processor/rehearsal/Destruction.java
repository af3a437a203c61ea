package dev.retort.processor.rehearsal;

import dev.retort.op.AlterTable;
import dev.retort.op.CreateTable;
import dev.retort.op.DropTable;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.processor.body.Place;
import dev.retort.processor.body.ReadStep;
import dev.retort.processor.body.ReadStep.Asked;
import dev.retort.schema.Column;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.TableChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a revision takes away for good: tables and columns that it found there. A table that is
 * dropped and made again, as a rebuild by hand does, is not lost.
 */
final class Destruction {
  private final RehearsedRevision revision;
  private final Schema before;
  private final Schema after;
  private final Set<Name> made = new HashSet<>();
  private final List<BodyFinding> findings = new ArrayList<>();

  private Destruction(RehearsedRevision revision, Schema before, Schema after) {
    this.revision = revision;
    this.before = before;
    this.after = after;
  }

  static List<BodyFinding> of(
      RehearsedRevision revision, Schema before, Schema after, List<ReadStep> steps) {
    if (revision.isDestructive()) {
      return List.of();
    }
    Destruction destruction = new Destruction(revision, before, after);
    for (ReadStep step : steps) {
      if (step instanceof Asked asked) {
        destruction.noteMade(asked.operation());
      }
    }
    for (ReadStep step : steps) {
      if (step instanceof Asked asked) {
        destruction.look(asked);
      }
    }
    return destruction.findings;
  }

  private void noteMade(Operation operation) {
    if (operation instanceof CreateTable create) {
      made.add(create.table().name());
    } else if (operation instanceof RenameTable rename) {
      made.add(rename.to());
    }
  }

  private void look(Asked asked) {
    Operation operation = asked.operation();
    if (operation instanceof DropTable drop) {
      if (wasThere(drop.table()) && after.presence(drop.table()) == Presence.ABSENT) {
        find("drops table " + drop.table() + " and its rows", asked.places().of(drop.table()));
      }
    } else if (operation instanceof AlterTable alter && wasThere(alter.table())) {
      for (TableChange change : alter.changes()) {
        if (change instanceof TableChange.DropColumn drop
            && hadValues(alter.table(), drop.column())) {
          find(
              "drops column " + drop.column() + " of " + alter.table() + " and its values",
              asked.places().of(drop.column()));
        }
      }
    }
  }

  private boolean wasThere(Name table) {
    return !made.contains(table) && before.presence(table) != Presence.ABSENT;
  }

  /** What the revision itself has added is not lost, nor what is computed from other columns. */
  private boolean hadValues(Name table, Name column) {
    return before.table(table).filter(found -> found.presence(column) == Presence.ABSENT).isEmpty()
        && before
            .table(table)
            .flatMap(found -> found.column(column))
            .flatMap(Column::generation)
            .isEmpty();
  }

  private void find(String what, Place place) {
    findings.add(
        new BodyFinding(
            new BodyProblem.Destructive(what),
            revision.id(),
            "revision \"" + revision.id() + "\"",
            Optional.of(place)));
  }
}
