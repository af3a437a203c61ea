package dev.retort.run;

import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the history and runs nothing: always in one transaction. */
final class Stamp implements Work {
  private final Map<String, RevisionTask> tasks;
  private final HistoryWriter writer;
  private final Set<String> wanted;

  /**
   * Makes a stamp.
   *
   * @param wanted the ids of all revisions that are to be in the history
   */
  Stamp(Map<String, RevisionTask> tasks, HistoryWriter writer, Set<String> wanted) {
    this.tasks = tasks;
    this.writer = writer;
    this.wanted = wanted;
  }

  @Override
  public Direction direction() {
    return Direction.STAMP;
  }

  @Override
  public TransactionMode transaction(RunSettings settings) {
    return TransactionMode.PER_RUN;
  }

  @Override
  public Turn turn(String id) {
    RevisionTask task = tasks.get(id);
    return (session, runner, write) -> {
      write.down(
          () -> {
            if (wanted.contains(id)) {
              writer.stamped(task);
            } else {
              writer.gone(task);
            }
          });
      return new RevisionReport(id, task.message(), 0, List.of(), List.of(), Duration.ZERO);
    };
  }
}
