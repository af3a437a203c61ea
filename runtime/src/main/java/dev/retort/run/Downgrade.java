package dev.retort.run;

import dev.retort.history.HistoryTable;
import dev.retort.op.Operation;
import dev.retort.op.Recording;
import dev.retort.plan.Dialect;
import dev.retort.plan.Session;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Undoes revisions. */
final class Downgrade implements Work {
  private final Connection connection;
  private final Dialect dialect;
  private final HistoryTable history;
  private final RevisionGraph graph;
  private final Bodies bodies;
  private final Map<String, RevisionTask> tasks;
  private final HistoryWriter writer;
  private final Map<String, List<Operation>> undoing = new HashMap<>();

  Downgrade(
      Connection connection,
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      Bodies bodies,
      Map<String, RevisionTask> tasks,
      HistoryWriter writer) {
    this.connection = connection;
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.bodies = bodies;
    this.tasks = tasks;
    this.writer = writer;
  }

  @Override
  public Direction direction() {
    return Direction.DOWNGRADE;
  }

  /** Finds what undoes each revision; all of them before anything runs, so that none is half. */
  @Override
  public void prepare(List<String> path, Set<String> applied) throws SQLException {
    Map<String, Optional<String>> remembered = new LinkedHashMap<>();
    history.rows(connection).forEach(row -> remembered.put(row.id(), row.undo()));
    try (InverseOf inverse = new InverseOf(dialect, bodies, graph, tasks)) {
      for (String id : path) {
        Optional<String> undo = remembered.getOrDefault(id, Optional.empty());
        undoing.put(
            id, bodies.downgrade(tasks.get(id), upgrade -> inverse.revision(id, upgrade, undo)));
      }
    }
  }

  @Override
  public Turn turn(String id) {
    RevisionTask task = tasks.get(id);
    List<Operation> operations = undoing.getOrDefault(id, List.of());
    return new Turn() {
      @Override
      public boolean isOutside() {
        return Recording.isOutside(operations);
      }

      @Override
      public RevisionReport take(Session session, RevisionRunner runner, Writing write)
          throws SQLException {
        return runner.run(task, operations, took -> write.down(() -> writer.gone(id)));
      }
    };
  }
}
