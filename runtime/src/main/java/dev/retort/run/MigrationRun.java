package dev.retort.run;

import dev.retort.error.DatabaseException;
import dev.retort.error.EditedRevisionException.Edit;
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
   */
  public MigrationRun(
      Connection connection,
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      Map<String, RevisionTask> tasks,
      RunSettings settings) {
    this.connection = connection;
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.tasks = tasks;
    this.settings = settings;
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
    Edits edits = edits();
    return run(
        Direction.UPGRADE,
        applied -> {
          List<String> path = way.from(applied.keySet());
          edits.requireNone(applied, path.isEmpty() ? Edits.Depth.EMBEDDED : Edits.Depth.ALL);
          return path;
        },
        this::upgradeAll);
  }

  /**
   * Undoes revisions.
   *
   * @param way which ones
   * @return what was done
   */
  public MigrationReport downgrade(Way way) {
    return run(Direction.DOWNGRADE, applied -> way.from(applied.keySet()), this::downgradeAll);
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
        fingerprints -> {
          Set<String> applied = fingerprints.keySet();
          List<String> wanted = way.from(applied);
          Set<String> changed = new LinkedHashSet<>(wanted);
          changed.removeAll(applied);
          applied.stream().filter(id -> !wanted.contains(id)).forEach(changed::add);
          return List.copyOf(changed);
        },
        this::stampAll);
  }

  /**
   * Gives edited revisions the fingerprints that they have now, and runs nothing.
   *
   * @return which ones
   */
  public MigrationReport repair() {
    Edits edits = edits();
    return run(
        Direction.REPAIR,
        applied ->
            edits.find(applied, Edits.Depth.ALL).edits().stream().map(Edit::revision).toList(),
        (session, path, applied) -> blessAll(edits));
  }

  /**
   * Returns how the database differs from what the revisions say; changes nothing.
   *
   * @return the report
   */
  public CheckReport check() {
    return patiently(() -> new Check(dialect, history, graph, tasks, bodies()).of(connection));
  }

  /**
   * Refuses a database of which an applied revision was edited; changes nothing.
   *
   * @param way what else is refused, before that
   * @return what the way returned
   */
  public List<String> verify(Way way) {
    return patiently(
        () -> {
          Map<String, Optional<String>> applied = history.fingerprints(connection);
          List<String> pending = way.from(applied.keySet());
          edits().requireNone(applied, Edits.Depth.ALL);
          return pending;
        });
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

  /**
   * Refuses applied revisions that the graph lacks; for a {@link Way}.
   *
   * @param applied the ids of all applied revisions
   */
  public void requireKnown(Set<String> applied) {
    if (!graph.unknown(applied).isEmpty()) {
      try {
        new Agreement(graph).requireKnown(history.rows(connection));
      } catch (SQLException refused) {
        throw faults.reading(refused);
      }
    }
  }

  /**
   * Refuses applied revisions with others below them that are not; for a {@link Way}.
   *
   * @param applied the ids of all applied revisions
   */
  public void requireInOrder(Set<String> applied) {
    new Agreement(graph).requireInOrder(applied);
  }

  /** Which revisions to go through, from the fingerprints of those that are applied. */
  @FunctionalInterface
  private interface Route {
    List<String> from(Map<String, Optional<String>> applied) throws SQLException;
  }

  /**
   * What is known before anything is locked.
   *
   * @param applied the ids of all applied revisions
   * @param path the ids of those to go through
   */
  private record Start(Set<String> applied, List<String> path) {}

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

  private MigrationReport run(Direction direction, Route route, Work work) {
    long started = System.nanoTime();
    Start start = patiently(() -> start(route));
    if (start.path().isEmpty()) {
      return report(direction, List.of(), start.applied(), start.applied(), started);
    }
    MigrationReport report = held(direction, route, work, started);
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

  private Start start(Route route) throws SQLException {
    Map<String, Optional<String>> applied = history.fingerprints(connection);
    return new Start(applied.keySet(), route.from(applied));
  }

  private MigrationReport held(Direction direction, Route route, Work work, long started) {
    Optional<MigrationReport> done = Optional.empty();
    try (Session session = dialect.open(connection, settings.lockTimeout())) {
      session.begin();
      done = Optional.of(locked(session, direction, route, work, started));
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
      Session session, Direction direction, Route route, Work work, long started)
      throws SQLException {
    try {
      Start start = start(route);
      Set<String> applied = start.applied();
      List<String> path = start.path();
      if (path.isEmpty()) {
        session.rollback();
        return report(direction, List.of(), applied, applied, started);
      }
      settings.listener().runStarted(direction, path.size());
      history.create(connection);
      List<RevisionReport> revisions = work.run(session, path, applied);
      Set<String> after = history.ids(connection);
      session.commit();
      return report(direction, revisions, applied, after, started);
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
      long started) {
    return new MigrationReport(
        direction,
        revisions,
        graph.current(before),
        graph.current(after),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private List<RevisionReport> upgradeAll(Session session, List<String> path, Set<String> applied)
      throws SQLException {
    RevisionRunner runner = runner(session, "revision", applied);
    Bodies bodies = bodies();
    Set<String> skipped = Set.copyOf(graph.skipped(applied));
    List<RevisionReport> reports = new ArrayList<>();
    for (String id : path) {
      RevisionTask task = tasks.get(id);
      Bodies.Upgrade upgrade = bodies.upgrade(task);
      Instant started = Instant.now();
      String undo = UndoText.of(upgrade.recording(), session.remember(touched(upgrade)));
      RevisionReport report =
          runner.run(
              task,
              upgrade.operations(),
              took -> writer.ran(task, upgrade.fingerprint(), started, took, undo));
      reports.add(
          skipped.contains(id)
              ? report.noting("applied below revisions that were applied before")
              : report);
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
      reports.add(runner.run(task, undoing.get(id), took -> writer.gone(id)));
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
      if (applied.contains(id)) {
        writer.gone(id);
      } else {
        writer.stamped(tasks.get(id));
      }
      reports.add(written(id));
    }
    return reports;
  }

  private List<RevisionReport> blessAll(Edits edits) throws SQLException {
    List<RevisionReport> reports = new ArrayList<>();
    for (Edit edit : edits.find(history.fingerprints(connection), Edits.Depth.ALL).edits()) {
      writer.blessed(edit);
      reports.add(written(edit.revision()));
    }
    return reports;
  }

  /** Returns the report of a revision of which only the row in the history was changed. */
  private RevisionReport written(String id) {
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

  private Edits edits() {
    return new Edits(tasks, bodies());
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
