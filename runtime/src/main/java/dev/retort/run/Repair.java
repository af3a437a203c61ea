package dev.retort.run;

import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.history.HistoryTable;
import dev.retort.run.MigrationReport.Direction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives edited revisions the fingerprints that they have now: always in one transaction. */
final class Repair implements Work {
  private final Connection connection;
  private final HistoryTable history;
  private final Edits edits;
  private final Map<String, RevisionTask> tasks;
  private final HistoryWriter writer;
  private final Map<String, Edit> found = new HashMap<>();

  Repair(
      Connection connection,
      HistoryTable history,
      Edits edits,
      Map<String, RevisionTask> tasks,
      HistoryWriter writer) {
    this.connection = connection;
    this.history = history;
    this.edits = edits;
    this.tasks = tasks;
    this.writer = writer;
  }

  @Override
  public Direction direction() {
    return Direction.REPAIR;
  }

  @Override
  public TransactionMode transaction(RunSettings settings) {
    return TransactionMode.PER_RUN;
  }

  @Override
  public void prepare(List<String> path, Set<String> applied) throws SQLException {
    edits
        .find(history.fingerprints(connection), Edits.Depth.ALL)
        .edits()
        .forEach(edit -> found.put(edit.revision(), edit));
  }

  @Override
  public Turn turn(String id) {
    return (session, runner, write) -> {
      write.down(() -> writer.blessed(found.get(id)));
      return Stamp.written(id, tasks);
    };
  }
}
