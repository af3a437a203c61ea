package dev.retort.run;

import dev.retort.error.DatabaseException;
import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.error.MigrationException;
import dev.retort.history.HistoryTable;
import dev.retort.plan.Dialect;
import dev.retort.plan.Forecast;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.RunPlan.PlannedStatement;
import dev.retort.run.RunPlan.RevisionPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One run on one connection: the history is read without a lock; when there is something to do, the
 * transaction that is the lock is begun, the history is read again, and each revision is planned,
 * run and written down when its turn comes.
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
  private final Patience patience;
  private final Faults faults;

  /** Which revisions to go through, from those that are applied. */
  @FunctionalInterface
  public interface Way {
    /**
     * Returns the way.
     *
     * @param applied the ids of all applied revisions
     * @return ids in their order; none when there is nothing to do
     * @throws SQLException when the database refuses to say
     */
    List<String> from(Set<String> applied) throws SQLException;
  }

  /** Reads which revisions another tool has applied. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads it, and changes nothing.
     *
     * @param connection the database
     * @param dialect what kind of database it is
     * @return ids in an order in which they could have been applied; none for an untouched database
     * @throws SQLException when the database refuses
     */
    List<String> read(Connection connection, Dialect dialect) throws SQLException;
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
    this.patience = Patience.on(connection, dialect, settings);
    this.faults = new Faults(connection, dialect, settings.lockTimeout());
  }

  /**
   * Applies revisions.
   *
   * @param way which ones
   * @return what was done
   */
  public MigrationReport upgrade(Way way) {
    return run(unedited(way), new Upgrade(graph, bodies(), tasks, writer()));
  }

  /** Refuses edited revisions on the way: all of them, when there is something to do. */
  private Route unedited(Way way) {
    Edits edits = edits();
    return applied -> {
      List<String> path = way.from(applied.keySet());
      edits.requireNone(applied, path.isEmpty() ? Edits.Depth.EMBEDDED : Edits.Depth.ALL);
      return path;
    };
  }

  /**
   * Undoes revisions.
   *
   * @param way which ones
   * @return what was done
   */
  public MigrationReport downgrade(Way way) {
    return run(
        applied -> way.from(applied.keySet()),
        new Downgrade(connection, dialect, history, graph, bodies(), tasks, writer()));
  }

  /**
   * Writes the history as if just these revisions were applied, and runs nothing.
   *
   * @param wanted gives the ids of all revisions that are to be in it, in their order
   * @return what was written and deleted
   */
  public MigrationReport stamp(Way wanted) {
    Stamp stamp = new Stamp(tasks, writer());
    return run(applied -> stamp.changed(wanted.from(applied.keySet()), applied.keySet()), stamp);
  }

  /**
   * Writes the history of a database that another tool has run, and runs nothing. One that has a
   * history already keeps it, also an empty one: what the other tool's table says is no longer true
   * after a downgrade.
   *
   * @param source the other tool
   * @return what was written
   */
  public MigrationReport adopt(Source source) {
    return stamp(
        applied ->
            history.isThere(connection) ? List.copyOf(applied) : source.read(connection, dialect));
  }

  /**
   * Gives edited revisions the fingerprints that they have now, and runs nothing.
   *
   * @return which ones
   */
  public MigrationReport repair() {
    Edits edits = edits();
    return run(
        applied ->
            edits.find(applied, Edits.Depth.ALL).edits().stream().map(Edit::revision).toList(),
        new Repair(connection, history, edits, tasks, writer()));
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
   * Returns what an upgrade would do, and changes nothing; refuses what that would refuse.
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
            for (String id : unedited(way).from(history.fingerprints(connection))) {
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

  /** Makes the database what a backup is: all of it, or nothing. */
  @FunctionalInterface
  public interface Restoring<T> {
    /**
     * Tries it.
     *
     * @param connection the database
     * @return what there is to say of it
     * @throws SQLException when the database refuses, also because others use it
     */
    T restore(Connection connection) throws SQLException;
  }

  /**
   * Makes the database what a backup is, once all others leave it alone.
   *
   * @param <T> what there is to say of it
   * @param restoring how
   * @return what it returned
   */
  public <T> T restore(Restoring<T> restoring) {
    return patiently(() -> restoring.restore(connection), faults::restoring);
  }

  /**
   * Refuses applied revisions that the graph lacks; for a {@link Way}.
   *
   * @param applied the ids of all applied revisions
   * @throws SQLException when the database refuses to say more of them
   */
  public void requireKnown(Set<String> applied) throws SQLException {
    if (!graph.unknown(applied).isEmpty()) {
      new Agreement(graph).requireKnown(history.rows(connection));
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

  private <T> T patiently(Patience.Attempt<T> reading) {
    return patiently(reading, faults::reading);
  }

  /**
   * Does something without a lock of this run's, on a connection that has no transaction of its
   * own, but waits for who holds the database exclusively.
   */
  @SuppressWarnings("try") // it is only there to be closed
  private <T> T patiently(
      Patience.Attempt<T> attempt, Function<SQLException, MigrationException> refusal) {
    try {
      dialect.requireFree(connection);
      try (Dialect.Restoration wait = dialect.noteWait(connection)) {
        return patience.wait(attempt);
      }
    } catch (SQLException refused) {
      throw refusal.apply(refused);
    }
  }

  /**
   * What is known before anything is locked.
   *
   * @param applied the ids of all applied revisions
   * @param path the ids of those to go through
   */
  private record Start(Set<String> applied, List<String> path) {}

  private Start start(Route route) throws SQLException {
    Map<String, Optional<String>> applied = history.fingerprints(connection);
    return new Start(applied.keySet(), route.from(applied));
  }

  private MigrationReport run(Route route, Work work) {
    long started = System.nanoTime();
    Start start = patiently(() -> start(route));
    if (start.path().isEmpty()) {
      return report(work, TransactedRun.Done.nothing(start.applied()), started);
    }
    MigrationReport report = report(work, transacted(route, work), started);
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

  private TransactedRun.Done transacted(Route route, Work work) {
    Optional<TransactedRun.Done> done = Optional.empty();
    try (Session session = dialect.open(connection, settings.lockTimeout())) {
      done =
          Optional.of(
              new TransactedRun(
                      session, connection, dialect, history, graph, settings, safeguard, work)
                  .go(route));
    } catch (SQLException refused) {
      throw done.isPresent()
          ? new DatabaseException(
              "the work is done, but the settings of the connection cannot be set back: "
                  + dialect.message(refused),
              refused)
          : faults.running(refused, Faults.Became.UNCHANGED);
    }
    return done.orElseThrow();
  }

  private MigrationReport report(Work work, TransactedRun.Done done, long started) {
    return new MigrationReport(
        work.direction(),
        done.revisions(),
        graph.current(done.before()),
        graph.current(done.after()),
        Duration.ofNanos(System.nanoTime() - started),
        done.backup());
  }

  private Edits edits() {
    return new Edits(tasks, bodies());
  }

  private Bodies bodies() {
    return new Bodies(dialect.name(), settings.arguments());
  }

  private HistoryWriter writer() {
    return new HistoryWriter(history, connection);
  }
}
