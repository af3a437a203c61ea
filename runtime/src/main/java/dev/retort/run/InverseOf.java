package dev.retort.run;

import dev.retort.error.IrreversibleException;
import dev.retort.op.Inverse;
import dev.retort.op.Operation;
import dev.retort.op.Recording;
import dev.retort.plan.Dialect;
import dev.retort.plan.Rehearsal;
import dev.retort.revision.RevisionGraph;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Derives what undoes a revision, in three steps: its operations are played on what was there
 * before it, each inverse is taken from the schema before its operation, and the inverses are
 * played too, to see that they bring back what was there. Whatever is not certain is refused.
 */
final class InverseOf implements AutoCloseable {
  private final Dialect dialect;
  private final Bodies bodies;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;
  private final List<String> replayed = new ArrayList<>();
  private Optional<Rehearsal> replay = Optional.empty();

  InverseOf(Dialect dialect, Bodies bodies, RevisionGraph graph, Map<String, RevisionTask> tasks) {
    this.dialect = dialect;
    this.bodies = bodies;
    this.graph = graph;
    this.tasks = tasks;
  }

  /**
   * Returns the operations that undo a revision, in their order.
   *
   * @param id its id
   * @param upgrade what its upgrade asks for now
   * @param undo what was remembered when it ran; empty when it was stamped
   * @throws IrreversibleException when one of its operations has no inverse
   */
  List<Operation> revision(String id, Recording upgrade, Optional<String> undo) {
    try {
      if (undo.isEmpty()) {
        return derived(id, upgrade.operations(), replayBefore(id));
      }
      if (!UndoText.isOf(upgrade, undo.get())) {
        throw irreversible(id, "its upgrade asks for something else now than when it ran");
      }
      try (Rehearsal rehearsal = dialect.rehearse(undo.get())) {
        return derived(id, upgrade.operations(), rehearsal);
      }
    } catch (SQLException unreadable) {
      throw irreversible(
          id, "what was there before it cannot be read (" + dialect.message(unreadable) + ")");
    }
  }

  /**
   * Returns the replay of all ancestors of a stamped revision. Revisions are undone from the last
   * to the first, so that most of it is there already, with a mark before each.
   */
  private Rehearsal replayBefore(String id) throws SQLException {
    if (replay.isEmpty()) {
      replay = Optional.of(dialect.rehearse(""));
    }
    Rehearsal rehearsal = replay.get();
    List<String> ancestors = graph.ancestors(id);
    int common = 0;
    while (common < Math.min(ancestors.size(), replayed.size())
        && ancestors.get(common).equals(replayed.get(common))) {
      common++;
    }
    while (replayed.size() > common) {
      rehearsal.back();
      replayed.remove(replayed.size() - 1);
    }
    for (String ancestor : ancestors.subList(common, ancestors.size())) {
      rehearsal.mark();
      replayed.add(ancestor);
      for (Operation operation : bodies.upgrade(tasks.get(ancestor)).operations()) {
        rehearsal.play(operation);
      }
    }
    return rehearsal;
  }

  private static List<Operation> derived(String id, List<Operation> upgrade, Rehearsal rehearsal)
      throws SQLException {
    rehearsal.mark();
    try {
      List<Operation> operations = inverses(id, upgrade, rehearsal);
      for (Operation operation : operations) {
        rehearsal.play(operation);
      }
      List<String> differences = rehearsal.differences();
      if (!differences.isEmpty()) {
        throw irreversible(
            id,
            "what can be derived does not bring back all that was there: "
                + String.join("; ", differences));
      }
      return operations;
    } finally {
      rehearsal.back();
    }
  }

  private static List<Operation> inverses(String id, List<Operation> upgrade, Rehearsal rehearsal)
      throws SQLException {
    List<List<Operation>> inverses = new ArrayList<>();
    for (Operation operation : upgrade) {
      Inverse inverse = operation.inverse(rehearsal.schema());
      if (inverse instanceof Inverse.None none) {
        throw irreversible(id, none.reason());
      }
      inverses.add(((Inverse.Known) inverse).operations());
      rehearsal.play(operation);
    }
    Collections.reverse(inverses);
    List<Operation> operations = new ArrayList<>();
    inverses.forEach(operations::addAll);
    return operations;
  }

  @Override
  public void close() throws SQLException {
    if (replay.isPresent()) {
      replay.get().close();
    }
  }

  private static IrreversibleException irreversible(String id, String reason) {
    return new IrreversibleException(
        id,
        reason,
        "revision \"%s\" cannot be undone: %s. Override downgrade(Op) to say how, or say irreversible = \"why\"."
            .formatted(id, reason));
  }
}
