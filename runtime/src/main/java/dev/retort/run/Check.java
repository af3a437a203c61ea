package dev.retort.run;

import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.history.HistoryRow;
import dev.retort.history.HistoryTable;
import dev.retort.op.Recording;
import dev.retort.plan.Dialect;
import dev.retort.plan.Replay;
import dev.retort.revision.RevisionGraph;
import dev.retort.schema.Drift;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a database with its revisions, and changes nothing. */
final class Check {
  private final Dialect dialect;
  private final HistoryTable history;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;
  private final Bodies bodies;

  Check(
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      Map<String, RevisionTask> tasks,
      Bodies bodies) {
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.tasks = tasks;
    this.bodies = bodies;
  }

  /** Reads the history and the schema, again if the history changed in between. */
  CheckReport of(Connection connection) throws SQLException {
    while (true) {
      List<HistoryRow> rows = history.rows(connection);
      try (Replay replay = dialect.replay(connection, HistoryTable.COLUMNS)) {
        if (history.rows(connection).equals(rows)) {
          return report(rows, replay);
        }
      }
    }
  }

  private CheckReport report(List<HistoryRow> rows, Replay replay) throws SQLException {
    Map<String, Optional<String>> applied = new LinkedHashMap<>();
    rows.forEach(row -> applied.put(row.id(), row.fingerprint()));
    Agreement agreement = new Agreement(graph);
    Edits.Findings edits = new Edits(tasks, bodies).find(applied, Edits.Depth.ALL);
    return new CheckReport(
        graph.order().stream().filter(id -> !applied.containsKey(id)).toList(),
        agreement.unknown(rows),
        edits.edits(),
        agreement.outOfOrder(applied.keySet()),
        uncomparable(rows, edits),
        drift(rows, replay));
  }

  private static List<CheckReport.Uncomparable> uncomparable(
      List<HistoryRow> rows, Edits.Findings edits) {
    List<CheckReport.Uncomparable> uncomparable = new ArrayList<>();
    for (HistoryRow row : rows) {
      String why = edits.uncomparable().get(row.id());
      if (why != null) {
        boolean stamped = row.kind().equals(HistoryRow.STAMP) && row.fingerprint().isEmpty();
        uncomparable.add(
            new CheckReport.Uncomparable(
                row.id(), stamped ? "it was stamped, and has never run" : why));
      }
    }
    return uncomparable;
  }

  private Drift drift(List<HistoryRow> rows, Replay replay) throws SQLException {
    for (HistoryRow row : rows) {
      Optional<RevisionTask> task = Optional.ofNullable(tasks.get(row.id()));
      if (task.isEmpty()) {
        replay.lost(row.id(), "this application does not know it");
        continue;
      }
      try {
        play(row, bodies.upgrade(task.get()).recording(), replay);
      } catch (RefusedException unrecorded) {
        replay.lost(row.id(), "it " + String.join("; ", unrecorded.problems()));
      } catch (MigrationException ofItsOwn) {
        replay.lost(row.id(), "it throws " + ofItsOwn);
      }
    }
    return replay.drift();
  }

  private static void play(HistoryRow row, Recording upgrade, Replay replay) throws SQLException {
    String undo = row.undo().orElse("");
    if (row.kind().equals(HistoryRow.STAMP)) {
      replay.stamped(row.id(), upgrade.operations());
    } else if (upgrade.asksArguments() && !UndoText.isOf(upgrade, undo)) {
      replay.lost(row.id(), "it asked for something else with the arguments of then");
    } else {
      replay.ran(row.id(), upgrade.operations(), undo);
    }
  }
}
