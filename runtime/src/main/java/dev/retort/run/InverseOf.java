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
final class InverseOf {
  private final Dialect dialect;
  private final Bodies bodies;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;

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
    if (undo.isPresent() && !UndoText.isOf(upgrade, undo.get())) {
      throw irreversible(id, "its upgrade asks for something else now than when it ran");
    }
    try (Rehearsal rehearsal = dialect.rehearse(undo.orElse(""))) {
      if (undo.isEmpty()) {
        playAncestors(id, rehearsal);
      }
      return derived(id, upgrade.operations(), rehearsal);
    } catch (SQLException unreadable) {
      throw irreversible(
          id, "what was there before it cannot be read (" + dialect.message(unreadable) + ")");
    }
  }

  private void playAncestors(String id, Rehearsal rehearsal) throws SQLException {
    for (String ancestor : graph.ancestors(id)) {
      for (Operation operation : bodies.upgrade(tasks.get(ancestor)).operations()) {
        rehearsal.play(operation);
      }
    }
    rehearsal.begin();
  }

  private static List<Operation> derived(String id, List<Operation> upgrade, Rehearsal rehearsal)
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
  }

  private static IrreversibleException irreversible(String id, String reason) {
    return new IrreversibleException(
        id,
        reason,
        "revision \"%s\" cannot be undone: %s. Override downgrade(Op) to say how, or say irreversible = \"why\"."
            .formatted(id, reason));
  }
}
