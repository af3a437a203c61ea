package dev.retort.run;

import dev.retort.error.DatabaseException;
import dev.retort.history.HistoryTable;
import dev.retort.op.Operation;
import dev.retort.plan.Dialect;
import dev.retort.plan.Forecast;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import dev.retort.run.RunPlan.PlannedStatement;
import dev.retort.run.RunPlan.RevisionPlan;
import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One run on one connection: the history is read without a lock; when there is something to do, the
 * transaction that is the lock is begun, the history is read again, and each revision is planned,
 * run and written down when its turn comes. Everything is committed at the end, or nothing.
 */
@SuppressWarnings("exports") // the package is exported for its reports; this is for Migrator alone
public final class MigrationRun {
  private final Connection connection;
  private final Dialect dialect;
  private final HistoryTable history;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;
  private final RunSettings settings;
  private final Safeguard safeguard;
  private final HistoryWriter writer;
  private final Faults faults;

  /** Which revisions to go through, from those that are applied. */
  @FunctionalInterface
  public interface Way {
    /**
     * Returns the way.
     *
     * @param applied the ids of all applied revisions
     * @return ids in their order; none when there is nothing to do
     */
    List<String> from(Set<String> applied);
  }

  /**
   * Makes a run.
   *
   * @param connection the database
   * @param dialect what kind of database it is
   * @param history where its applied revisions are
   * @param graph the revisions
   * @param tasks how each is run
   * @param settings all else
   * @param safeguard what is done before the first change
   */
  public MigrationRun(
      Connection connection,
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      Map<String, RevisionTask> tasks,
      RunSettings settings,
      Safeguard safeguard) {
    this.connection = connection;
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.tasks = tasks;
    this.settings = settings;
    this.safeguard = safeguard;
    this.writer = new HistoryWriter(history, connection);
    this.faults = new Faults(connection, dialect, settings.lockTimeout());
  }

  /**
   * Applies revisions.
   *
   * @param way which ones
   * @return what was done
   */
  public MigrationReport upgrade(Way way) {
    return run(Direction.UPGRADE, way, this::upgradeAll);
  }

  /**
   * Undoes revisions.
   *
   * @param way which ones
   * @return what was done
   */
  public MigrationReport downgrade(Way way) {
    return run(Direction.DOWNGRADE, way, this::downgradeAll);
  }

  /**
   * Writes the history as if just these revisions were applied, and runs nothing.
   *
   * @param way gives the ids of all revisions that are to be in it, in their order
   * @return what was written and deleted
   */
  public MigrationReport stamp(Way way) {
    return run(
        Direction.STAMP,
        applied -> {
          List<String> wanted = way.from(applied);
          Set<String> changed = new LinkedHashSet<>(wanted);
          changed.removeAll(applied);
          applied.stream().filter(id -> !wanted.contains(id)).forEach(changed::add);
          return List.copyOf(changed);
        },
        this::stampAll);
  }

  /**
   * Returns what an upgrade would do, and changes nothing.
   *
   * @param way which revisions
   * @return the plan
   */
  public RunPlan plan(Way way) {
    return patiently(
        () -> {
          try (Forecast forecast = dialect.forecast(connection)) {
            Bodies bodies = bodies();
            Set<String> said = new HashSet<>();
            List<RevisionPlan> plans = new ArrayList<>();
            for (String id : way.from(history.ids(connection))) {
              RevisionTask task = tasks.get(id);
              plans.add(planned(task, forecast.plan(id, bodies.upgrade(task).operations()), said));
            }
            return new RunPlan(plans);
          }
        });
  }

  private static RevisionPlan planned(RevisionTask task, Plan plan, Set<String> said) {
    return new RevisionPlan(
        task.id(),
        task.message(),
        plan.choices(),
        plan.notes().stream().filter(said::add).toList(),
        plan.steps().stream().map(step -> new PlannedStatement(step.why(), step.text())).toList());
  }

  /**
   * Returns the history.
   *
   * @return in the order in which it was written
   */
  public List<HistoryEntry> history() {
    return patiently(() -> history.rows(connection).stream().map(HistoryEntry::of).toList());
  }

  /**
   * Returns the ids of all applied revisions.
   *
   * @return in the order in which they were applied
   */
  public Set<String> applied() {
    return patiently(() -> history.ids(connection));
  }

  /** Something that is read of the history. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws SQLException;
  }

  /**
   * Reads without a lock on a connection that has no transaction of its own, but waits for a run
   * that holds the database exclusively.
   */
  @SuppressWarnings("try") // the wait is only there to be ended
  private <T> T patiently(Reading<T> reading) {
    try {
      dialect.requireFree(connection);
      try (Dialect.Wait wait = dialect.waiting(connection, settings.lockTimeout())) {
        return reading.read();
      }
    } catch (SQLException refused) {
      throw faults.reading(refused);
    }
  }

  private MigrationReport run(Direction direction, Way way, Work work) {
    long started = System.nanoTime();
    Set<String> applied = applied();
    if (way.from(applied).isEmpty()) {
      return report(direction, List.of(), applied, applied, started, Optional.empty());
    }
    MigrationReport report = held(direction, way, work, started);
    if (!report.isEmpty()) {
      log(report);
      settings.listener().runFinished(report);
    }
    return report;
  }

  /** Asks for the logger only when there is something to say, since that loads a logging system. */
  private static void log(MigrationReport report) {
    System.getLogger("dev.retort")
        .log(
            System.Logger.Level.DEBUG,
            () ->
                "%s of %d revisions, from %s to %s, in %d ms"
                    .formatted(
                        report.direction().name().toLowerCase(Locale.ROOT),
                        report.revisions().size(),
                        report.before(),
                        report.after(),
                        report.duration().toMillis()));
  }

  private MigrationReport held(Direction direction, Way way, Work work, long started) {
    Optional<MigrationReport> done = Optional.empty();
    try (Session session = dialect.open(connection, settings.lockTimeout())) {
      session.begin();
      done = Optional.of(locked(session, direction, way, work, started));
    } catch (SQLException refused) {
      throw done.isPresent()
          ? new DatabaseException(
              "the work is done, but the settings of the connection cannot be set back: "
                  + dialect.message(refused),
              refused)
          : faults.running(refused);
    }
    return done.orElseThrow();
  }

  private MigrationReport locked(
      Session session, Direction direction, Way way, Work work, long started) throws SQLException {
    try {
      Set<String> applied = history.ids(connection);
      List<String> path = way.from(applied);
      if (path.isEmpty()) {
        session.rollback();
        return report(direction, List.of(), applied, applied, started, Optional.empty());
      }
      settings.listener().runStarted(direction, path.size());
      Optional<Backup> backup = safeguard.beforeFirstChange(graph.current(applied));
      history.create(connection);
      List<RevisionReport> revisions = work.run(session, path, applied);
      Set<String> after = history.ids(connection);
      session.commit();
      return report(direction, revisions, applied, after, started, backup);
    } catch (Throwable thrown) { // a listener of another language may throw any
      rollBack(session, thrown);
      throw thrown;
    }
  }

  private static void rollBack(Session session, Throwable thrown) {
    try {
      session.rollback();
    } catch (SQLException | RuntimeException refused) {
      thrown.addSuppressed(refused);
    }
  }

  private MigrationReport report(
      Direction direction,
      List<RevisionReport> revisions,
      Set<String> before,
      Set<String> after,
      long started,
      Optional<Backup> backup) {
    return new MigrationReport(
        direction,
        revisions,
        graph.current(before),
        graph.current(after),
        Duration.ofNanos(System.nanoTime() - started),
        backup);
  }

  private List<RevisionReport> upgradeAll(Session session, List<String> path, Set<String> applied)
      throws SQLException {
    RevisionRunner runner = runner(session, "revision", applied);
    Bodies bodies = bodies();
    List<RevisionReport> reports = new ArrayList<>();
    for (String id : path) {
      RevisionTask task = tasks.get(id);
      Bodies.Upgrade upgrade = bodies.upgrade(task);
      Instant started = Instant.now();
      String undo = UndoText.of(upgrade.recording(), session.remember(touched(upgrade)));
      reports.add(
          runner.run(
              task,
              upgrade.operations(),
              took -> writer.ran(task, upgrade.fingerprint(), started, took, undo)));
    }
    return reports;
  }

  private List<RevisionReport> downgradeAll(Session session, List<String> path, Set<String> applied)
      throws SQLException {
    Map<String, List<Operation>> undoing = undoing(path);
    RevisionRunner runner = runner(session, "downgrade of revision", applied);
    List<RevisionReport> reports = new ArrayList<>();
    for (String id : path) {
      RevisionTask task = tasks.get(id);
      reports.add(runner.run(task, undoing.get(id), took -> writer.gone(task)));
    }
    return reports;
  }

  /** Returns what undoes each revision; all of them before anything runs, so that none is half. */
  private Map<String, List<Operation>> undoing(List<String> path) throws SQLException {
    Map<String, Optional<String>> undo = new LinkedHashMap<>();
    history.rows(connection).forEach(row -> undo.put(row.id(), row.undo()));
    Bodies bodies = bodies();
    Map<String, List<Operation>> undoing = new LinkedHashMap<>();
    try (InverseOf inverse = new InverseOf(dialect, bodies, graph, tasks)) {
      for (String id : path) {
        Optional<String> remembered = undo.getOrDefault(id, Optional.empty());
        undoing.put(
            id,
            bodies.downgrade(tasks.get(id), upgrade -> inverse.revision(id, upgrade, remembered)));
      }
    }
    return undoing;
  }

  private List<RevisionReport> stampAll(Session session, List<String> path, Set<String> applied)
      throws SQLException {
    List<RevisionReport> reports = new ArrayList<>();
    for (String id : path) {
      RevisionTask task = tasks.get(id);
      if (applied.contains(id)) {
        writer.gone(task);
      } else {
        writer.stamped(task);
      }
      reports.add(new RevisionReport(id, task.message(), 0, List.of(), List.of(), Duration.ZERO));
    }
    return reports;
  }

  private Bodies bodies() {
    return new Bodies(dialect.name(), settings.arguments());
  }

  private RevisionRunner runner(Session session, String verb, Set<String> applied) {
    return new RevisionRunner(
        session, connection, dialect, settings.listener(), faults, verb, graph.current(applied));
  }

  private static Set<Name> touched(Bodies.Upgrade upgrade) {
    Set<Name> touched = new TreeSet<>();
    upgrade.operations().forEach(operation -> touched.addAll(operation.touches()));
    return touched;
  }
}
