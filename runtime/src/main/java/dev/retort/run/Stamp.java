package dev.retort.run;

import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the history and runs nothing: always in one transaction. */
final class Stamp implements Work {
  private final Map<String, RevisionTask> tasks;
  private final HistoryWriter writer;
  private Set<String> wanted = Set.of();

  Stamp(Map<String, RevisionTask> tasks, HistoryWriter writer) {
    this.tasks = tasks;
    this.writer = writer;
  }

  /**
   * Returns what is to be written and deleted.
   *
   * @param ids the ids of all revisions that are to be in the history
   * @param applied those that are in it
   */
  List<String> changed(List<String> ids, Set<String> applied) {
    wanted = Set.copyOf(ids);
    Set<String> changed = new LinkedHashSet<>(ids);
    changed.removeAll(applied);
    applied.stream().filter(id -> !wanted.contains(id)).forEach(changed::add);
    return List.copyOf(changed);
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
    return (session, runner, write) -> {
      write.down(
          () -> {
            if (wanted.contains(id)) {
              writer.stamped(tasks.get(id));
            } else {
              writer.gone(id);
            }
          });
      return written(id, tasks);
    };
  }

  /** Returns the report of a revision of which only the row in the history was changed. */
  static RevisionReport written(String id, Map<String, RevisionTask> tasks) {
    Optional<RevisionTask> known = Optional.ofNullable(tasks.get(id));
    return new RevisionReport(
        id,
        known.map(RevisionTask::message).orElse(""),
        0,
        List.of(),
        known.isPresent()
            ? List.of()
            : List.of("this application does not know it; its row was deleted"),
        Duration.ZERO);
  }
}
