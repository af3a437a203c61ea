package dev.retort.run;

import dev.retort.op.Operation;
import dev.retort.op.Recording;
import dev.retort.plan.Session;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Applies revisions. */
final class Upgrade implements Work {
  private final RevisionGraph graph;
  private final Bodies bodies;
  private final Map<String, RevisionTask> tasks;
  private final HistoryWriter writer;
  private Set<String> skipped = Set.of();

  Upgrade(
      RevisionGraph graph, Bodies bodies, Map<String, RevisionTask> tasks, HistoryWriter writer) {
    this.graph = graph;
    this.bodies = bodies;
    this.tasks = tasks;
    this.writer = writer;
  }

  @Override
  public Direction direction() {
    return Direction.UPGRADE;
  }

  @Override
  public void prepare(List<String> path, Set<String> applied) {
    skipped = Set.copyOf(graph.skipped(applied));
  }

  @Override
  public Turn turn(String id) {
    RevisionTask task = tasks.get(id);
    return new Application(task, bodies.upgrade(task));
  }

  private final class Application implements Turn {
    private final RevisionTask task;
    private final Bodies.Upgrade upgrade;

    Application(RevisionTask task, Bodies.Upgrade upgrade) {
      this.task = task;
      this.upgrade = upgrade;
    }

    @Override
    public boolean isOutside() {
      return Recording.isOutside(upgrade.operations());
    }

    @Override
    public RevisionReport take(Session session, RevisionRunner runner, Writing write)
        throws SQLException {
      Instant started = Instant.now();
      String undo = UndoText.of(upgrade.recording(), session.remember(touched()));
      RevisionReport report =
          runner.run(
              task,
              upgrade.operations(),
              took ->
                  write.down(() -> writer.ran(task, upgrade.fingerprint(), started, took, undo)));
      return skipped.contains(task.id())
          ? report.noting("applied below revisions that were applied before")
          : report;
    }

    private Set<Name> touched() {
      Set<Name> touched = new TreeSet<>();
      List<Operation> operations = upgrade.operations();
      operations.forEach(operation -> touched.addAll(operation.touches()));
      return touched;
    }
  }
}
