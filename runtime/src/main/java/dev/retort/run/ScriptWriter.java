package dev.retort.run;

import dev.retort.error.DatabaseException;
import dev.retort.error.RefusedException;
import dev.retort.history.HistoryScript;
import dev.retort.history.HistoryTable;
import dev.retort.op.ExecuteOutside;
import dev.retort.op.Operation;
import dev.retort.op.RunStep;
import dev.retort.plan.Dialect;
import dev.retort.plan.Draft;
import dev.retort.plan.Plan;
import dev.retort.revision.RevisionGraph;
import dev.retort.run.MigrationReport.Direction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a run would do as a script, for a database that nobody has at hand: the revisions
 * before it are rehearsed, those in it are planned on what they leave behind.
 */
@SuppressWarnings("exports") // the package is exported for its reports; this is for Migrator alone
public final class ScriptWriter {
  private final Dialect dialect;
  private final HistoryTable history;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;
  private final Bodies bodies;

  /**
   * Makes a writer.
   *
   * @param dialect what kind of database it is for
   * @param history where applied revisions are written down
   * @param graph the revisions
   * @param tasks what each asks for
   * @param arguments what {@code op.arg(..)} gives
   */
  public ScriptWriter(
      Dialect dialect,
      HistoryTable history,
      RevisionGraph graph,
      Map<String, RevisionTask> tasks,
      Map<String, String> arguments) {
    this.dialect = dialect;
    this.history = history;
    this.graph = graph;
    this.tasks = tasks;
    this.bodies = new Bodies(dialect.name(), arguments);
  }

  /**
   * Returns the script for a range.
   *
   * @param text for example {@code base:head}
   * @param version the oldest version of the database that is to run it
   * @return the script
   */
  public String write(String text, String version) {
    ScriptRange range = ScriptRange.of(graph, text);
    try (Draft draft = dialect.draft(version)) {
      HistoryScript rows = new HistoryScript(history, draft.now());
      draft.given(rows.creation().sql());
      Map<String, String> undo = replayed(draft, range);
      draft.begin();
      draft.write(rows.creation());
      rows.guards(range.applied()).forEach(draft::write);
      if (range.direction() == Direction.UPGRADE) {
        upgrade(draft, range, rows);
      } else {
        downgrade(draft, range, rows, undo);
      }
      return draft.text(title(range));
    } catch (SQLException refused) {
      throw new DatabaseException(
          "the script cannot be written: " + dialect.message(refused), refused);
    }
  }

  private static String title(ScriptRange range) {
    int count = range.path().size();
    return "%s from %s to %s: %d %s"
        .formatted(
            range.direction() == Direction.UPGRADE ? "Upgrade" : "Downgrade",
            range.from(),
            range.to(),
            count,
            count == 1 ? "revision" : "revisions");
  }

  /** Rehearses what is applied, and returns what undoing those of a range will need. */
  private Map<String, String> replayed(Draft draft, ScriptRange range) throws SQLException {
    Map<String, String> undo = new HashMap<>();
    for (String id : range.applied()) {
      Bodies.Upgrade upgrade = bodies.upgrade(tasks.get(id));
      if (range.path().contains(id)) {
        undo.put(id, UndoText.of(upgrade.recording(), draft.remember(upgrade.touched())));
      }
      draft.plan(id, upgrade.operations());
    }
    return undo;
  }

  private void upgrade(Draft draft, ScriptRange range, HistoryScript rows) throws SQLException {
    for (String id : range.path()) {
      RevisionTask task = tasks.get(id);
      Bodies.Upgrade upgrade = bodies.upgrade(task);
      String undo = UndoText.of(upgrade.recording(), draft.remember(upgrade.touched()));
      write(draft, task, "revision", upgrade.operations());
      draft.write(rows.add(id, task.message(), upgrade.fingerprint(), RetortVersion.TEXT, undo));
    }
  }

  private void downgrade(
      Draft draft, ScriptRange range, HistoryScript rows, Map<String, String> undo)
      throws SQLException {
    try (InverseOf inverse = new InverseOf(dialect, bodies, graph, tasks)) {
      for (String id : range.path()) {
        RevisionTask task = tasks.get(id);
        Optional<String> remembered = Optional.of(undo.get(id));
        write(
            draft,
            task,
            "downgrade of revision",
            bodies.downgrade(task, upgrade -> inverse.revision(id, upgrade, remembered)));
        draft.write(rows.remove(id));
      }
    }
  }

  private void write(Draft draft, RevisionTask task, String verb, List<Operation> operations)
      throws SQLException {
    requireSql(task, operations);
    Plan plan = draft.plan(task.id(), operations);
    List<String> heading = new ArrayList<>();
    String message = task.message().isEmpty() ? "" : ": " + task.message();
    heading.add("---- " + verb + " " + task.id() + message);
    heading.addAll(plan.choices());
    heading.addAll(plan.notes());
    draft.heading(heading);
    draft.write(task.id(), plan, operations);
  }

  private void requireSql(RevisionTask task, List<Operation> operations) {
    for (Operation operation : operations) {
      Optional<String> why = Optional.empty();
      if (operation instanceof RunStep step) {
        why =
            Optional.of(
                "calls Java code, which no script can hold: \"" + step.description() + "\"");
      } else if (operation instanceof ExecuteOutside outside) {
        why =
            Optional.of(
                "runs \"" + outside.sql() + "\" outside of the transaction, which a script is");
      }
      if (why.isPresent()) {
        throw new RefusedException(task.id(), List.of(why.get() + around(task.id())));
      }
    }
  }

  /** Says how to do with Java what only Java can, and with scripts what is around it. */
  private String around(String id) {
    List<String> down = graph.node(id).orElseThrow().down();
    String before = down.isEmpty() ? "base" : down.get(0);
    return ". Run it with upgrade(\"%s\"), or downgrade(\"%s\") to undo it, and write one script for what comes before it and one for what comes behind it."
        .formatted(id, before);
  }
}
