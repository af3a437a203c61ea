package dev.retort.run;

import dev.retort.error.IrreversibleException;
import dev.retort.op.Inverse;
import dev.retort.op.Migration;
import dev.retort.op.Operation;
import dev.retort.op.Recorder;
import dev.retort.plan.Dialect;
import dev.retort.revision.RevisionGraph;
import dev.retort.schema.Schema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derives what undoes a revision from its operations and the schema before it. */
final class InverseOf {
  private final Dialect dialect;
  private final Recorder recorder;
  private final RevisionGraph graph;
  private final Map<String, RevisionTask> tasks;

  InverseOf(
      Dialect dialect, Recorder recorder, RevisionGraph graph, Map<String, RevisionTask> tasks) {
    this.dialect = dialect;
    this.recorder = recorder;
    this.graph = graph;
    this.tasks = tasks;
  }

  /**
   * Returns the operations that undo a revision, in their order.
   *
   * @throws IrreversibleException when one of its operations has no inverse
   */
  List<Operation> revision(String id, Migration migration, Optional<String> undo) {
    Schema schema = before(id, undo);
    List<List<Operation>> inverses = new ArrayList<>();
    for (Operation operation : recorder.upgrade(migration).operations()) {
      Inverse inverse = operation.inverse(schema);
      if (inverse instanceof Inverse.None none) {
        throw new IrreversibleException(
            id,
            none.reason(),
            "revision \"%s\" cannot be undone: %s. Override downgrade(Op) to say how, or say irreversible = \"why\"."
                .formatted(id, none.reason()));
      }
      inverses.add(((Inverse.Known) inverse).operations());
      schema = operation.apply(schema).after();
    }
    Collections.reverse(inverses);
    List<Operation> operations = new ArrayList<>();
    inverses.forEach(operations::addAll);
    return operations;
  }

  /** Returns what was remembered when it ran, else what its ancestors make of an empty database. */
  private Schema before(String id, Optional<String> undo) {
    if (undo.isPresent()) {
      try {
        return dialect.recall(undo.get());
      } catch (SQLException unreadable) {
        throw new IrreversibleException(
            id,
            "what was remembered of it cannot be read",
            "revision \"%s\" cannot be undone: what was remembered of it cannot be read (%s). Override downgrade(Op) to say how."
                .formatted(id, dialect.message(unreadable)));
      }
    }
    Schema schema = Schema.empty();
    for (String ancestor : graph.ancestors(id)) {
      RevisionTask task = tasks.get(ancestor);
      if (task == null) {
        return Schema.open();
      }
      for (Operation operation : recorder.upgrade(task.migration().get()).operations()) {
        schema = operation.apply(schema).after();
      }
      schema = schema.settled();
    }
    return schema;
  }
}
