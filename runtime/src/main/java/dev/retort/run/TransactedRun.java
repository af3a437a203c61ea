package dev.retort.run;

import dev.retort.error.BackupException;
import dev.retort.error.HistoryException;
import dev.retort.error.MigrationException;
import dev.retort.history.HistoryTable;
import dev.retort.plan.Dialect;
import dev.retort.plan.Session;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import dev.retort.run.MigrationReport.RevisionReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The transactions of one run, each of which is its lock: one for all revisions, or one for each.
 * What cannot be done in a transaction is done between two of them. Whenever one begins, the
 * history is read, since another run may have come in between.
 */
final class TransactedRun {
  private final Session session;
  private final Connection connection;
  private final Dialect dialect;
  private final HistoryTable history;
  private final RevisionGraph graph;
  private final RunSettings settings;
  private final Safeguard safeguard;
  private final Patience patience;
  private final Faults faults;
  private final Work work;
  private final Set<String> said = new HashSet<>();
  private Set<String> applied = new LinkedHashSet<>();
  private Map<String, Optional<String>> recorded = Map.of();
  private boolean begun;
  private boolean committed;
  private boolean heldBefore;
  private boolean disturbed;
  private RevisionRunner inTransaction;

  TransactedRun(
      Session session,
      Connection connection,
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      RunSettings settings,
      Safeguard safeguard,
      Work work) {
    this.session = session;
    this.connection = connection;
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.settings = settings;
    this.safeguard = safeguard;
    this.patience = Patience.on(connection, dialect, settings);
    this.faults = new Faults(connection, dialect, settings.lockTimeout());
    this.work = work;
    this.inTransaction = runner("");
  }

  /**
   * What a run did.
   *
   * @param revisions what it did for each revision
   * @param before the ids of all revisions that were applied before it
   * @param after those that are applied after it
   * @param backup the copy that was made before, if one was
   */
  record Done(
      List<RevisionReport> revisions,
      Set<String> before,
      Set<String> after,
      Optional<Backup> backup) {
    static Done nothing(Set<String> applied) {
      return new Done(List.of(), applied, applied, Optional.empty());
    }
  }

  /** Goes the way that leads from what is applied once the lock is there. */
  Done go(Route route) {
    boolean told = false;
    try {
      begin();
      Set<String> before = Set.copyOf(applied);
      List<String> path = route.from(recorded);
      if (path.isEmpty()) {
        rollBack();
        return Done.nothing(before);
      }
      settings.listener().runStarted(work.direction(), path.size());
      told = true;
      work.prepare(path, before);
      Optional<Backup> backup = safeguarded(before);
      history.create(connection);
      List<RevisionReport> revisions = new ArrayList<>();
      for (String id : path) {
        take(id, revisions);
      }
      commit();
      return new Done(revisions, before, applied, backup);
    } catch (SQLException refused) {
      rollBackAfter(refused);
      MigrationException known = faults.running(refused, became());
      tell(told, known);
      throw known;
    } catch (Throwable thrown) { // a listener of another language may throw any
      rollBackAfter(thrown);
      tell(told, thrown);
      throw thrown;
    }
  }

  private Faults.Became became() {
    return committed ? Faults.Became.PARTLY_ROLLED_BACK : Faults.Became.UNCHANGED;
  }

  /** What the listener throws in its turn does not hide why the run failed. */
  private void tell(boolean began, Throwable why) {
    if (began) {
      try {
        settings.listener().runFailed(work.direction(), why);
      } catch (Throwable thrown) { // a listener of another language may throw any
        if (thrown != why) {
          why.addSuppressed(thrown);
        }
      }
    }
  }

  /**
   * Makes the backup, if one is wanted. An interrupt closes the file that is being written, which
   * is no fault of the folder.
   */
  private Optional<Backup> safeguarded(Set<String> before) throws SQLException {
    Cancellation.requireNone();
    try {
      return safeguard.beforeFirstChange(graph.current(before));
    } catch (BackupException refused) {
      Cancellation.requireNone();
      throw refused;
    }
  }

  private void take(String id, List<RevisionReport> revisions) throws SQLException {
    Work.Turn turn = work.turn(id);
    if (turn.isOutside()) {
      begin();
      boolean isToDo = isToDo(id);
      commit();
      if (!isToDo) {
        return;
      }
      RevisionRunner runner =
          runner(
              "was not rolled back, since it runs outside of a transaction; the database is at ");
      revisions.add(turn.take(session, runner, entry -> write(id, entry)));
      return;
    }
    begin();
    if (isToDo(id)) {
      revisions.add(turn.take(session, inTransaction, Work.Entry::write));
      took(id);
    }
    if (work.transaction(settings) == TransactionMode.PER_REVISION) {
      commit();
    }
  }

  /** Writes down what ran outside, unless another run was faster. */
  private void write(String id, Work.Entry entry) throws SQLException {
    begin();
    if (isToDo(id)) {
      entry.write();
      took(id);
    }
    commit();
  }

  /** A runner for a transaction says where the database was when that began. */
  private RevisionRunner runner(String state) {
    List<String> heads = graph.current(applied);
    String at = heads.isEmpty() ? "base" : "\"" + String.join("\" and \"", heads) + "\"";
    return new RevisionRunner(
        session,
        connection,
        dialect,
        settings,
        faults,
        patience,
        work.direction(),
        state + at,
        said);
  }

  /**
   * Says whether a revision is still to be done, which it is unless another run came in between:
   * from then on, each has to be looked at.
   *
   * @throws HistoryException when that has gone elsewhere
   */
  private boolean isToDo(String id) {
    if (!disturbed) {
      return true;
    }
    if (work.direction() == Direction.DOWNGRADE) {
      Set<String> without = new HashSet<>(applied);
      without.remove(id);
      if (applied.contains(id) && graph.skipped(without).contains(id)) {
        throw elsewhere(id, "undone");
      }
      return applied.contains(id);
    }
    if (!applied.contains(id) && !applied.containsAll(graph.ancestors(id))) {
      throw elsewhere(id, "applied");
    }
    return !applied.contains(id);
  }

  /** Keeps account of what the history holds by now. */
  private void took(String id) {
    if (work.direction() == Direction.REPAIR) {
      return;
    }
    if (work.direction() == Direction.DOWNGRADE || applied.contains(id)) {
      applied.remove(id);
    } else {
      applied.add(id);
    }
  }

  /** What a newer application has applied in between may have changed what comes next. */
  private void requireKnown() {
    List<String> unknown = graph.unknown(applied);
    if (!unknown.isEmpty()) {
      throw new HistoryException(
          "another run has applied revision \"%s\" between two transactions of this one, and this application does not know it: it is older. What was committed before it stays; use the newer application."
              .formatted(unknown.get(0)));
    }
  }

  private static HistoryException elsewhere(String id, String done) {
    return new HistoryException(
        "another run has changed the history between two transactions of this one, so that revision"
            + " \"%s\" can no longer be %s. What was committed before it stays; run again."
                .formatted(id, done));
  }

  private void begin() throws SQLException {
    if (!begun) {
      patience.wait(
          () -> {
            session.begin();
            return true;
          });
      begun = true;
      dialect.waitUpTo(connection, settings.lockTimeout());
      recorded = history.fingerprints(connection);
      Set<String> found = recorded.keySet();
      disturbed |= heldBefore && !found.equals(applied);
      heldBefore = true;
      applied = new LinkedHashSet<>(found);
      inTransaction = runner("was rolled back; the database is at ");
      if (disturbed) {
        requireKnown();
      }
    }
  }

  private void commit() throws SQLException {
    if (begun) {
      patience.wait(
          () -> {
            session.commit();
            return true;
          });
      begun = false;
      committed = true;
    }
  }

  private void rollBack() throws SQLException {
    begun = false;
    session.rollback();
  }

  private void rollBackAfter(Throwable thrown) {
    try {
      rollBack();
    } catch (SQLException | RuntimeException refused) {
      thrown.addSuppressed(refused);
    }
  }
}
