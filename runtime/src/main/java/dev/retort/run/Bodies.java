package dev.retort.run;

import dev.retort.error.IrreversibleException;
import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.op.Migration;
import dev.retort.op.Operation;
import dev.retort.op.Recorder;
import dev.retort.op.Recording;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls the bodies of revisions; what goes wrong in one is told by its id. */
final class Bodies {
  private final Recorder recorder;
  private final InverseOf inverse;

  Bodies(Recorder recorder, InverseOf inverse) {
    this.recorder = recorder;
    this.inverse = inverse;
  }

  /** Returns what an upgrade asks for. */
  List<Operation> upgrade(String id, Migration migration) {
    return recorded(id, () -> recorder.upgrade(migration)).operations();
  }

  /**
   * Returns what a downgrade asks for.
   *
   * @param task the revision
   * @param undo what was remembered when it ran, if it did
   * @throws IrreversibleException when there is no way back
   */
  List<Operation> downgrade(RevisionTask task, Optional<String> undo) {
    String id = task.id();
    if (!task.irreversible().isEmpty()) {
      throw new IrreversibleException(
          id,
          task.irreversible(),
          "revision \"%s\" cannot be undone: %s".formatted(id, task.irreversible()));
    }
    Migration migration = task.migration().get();
    return recorded(
            id, () -> recorder.downgrade(migration, () -> inverse.revision(id, migration, undo)))
        .operations();
  }

  private static Recording recorded(String id, Supplier<Recording> recording) {
    try {
      return recording.get();
    } catch (MigrationException known) {
      throw known;
    } catch (RuntimeException thrown) {
      RefusedException refused =
          new RefusedException(id, List.of("cannot be recorded: " + thrown.getMessage()));
      refused.initCause(thrown);
      throw refused;
    }
  }
}
