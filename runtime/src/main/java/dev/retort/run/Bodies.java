package dev.retort.run;

import dev.retort.error.IrreversibleException;
import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.op.DialectName;
import dev.retort.op.Fingerprint;
import dev.retort.op.Migration;
import dev.retort.op.Operation;
import dev.retort.op.Recorder;
import dev.retort.op.Recording;
import dev.retort.schema.Name;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes revisions and calls their bodies; what goes wrong in one is told by its id. */
final class Bodies {
  private final DialectName dialect;
  private final Recorder recorder;

  Bodies(DialectName dialect, Map<String, String> arguments) {
    this.dialect = dialect;
    this.recorder = new Recorder(dialect, arguments);
  }

  /**
   * What an upgrade asks for.
   *
   * @param recording with the arguments of this run
   * @param fingerprint without them; empty for a body that wants one
   */
  record Upgrade(Recording recording, Optional<String> fingerprint) {
    List<Operation> operations() {
      return recording.operations();
    }

    /** Returns the names of the objects that it touches. */
    Set<Name> touched() {
      Set<Name> touched = new TreeSet<>();
      operations().forEach(operation -> touched.addAll(operation.touches()));
      return touched;
    }
  }

  /**
   * The fingerprint of what an upgrade asks for now, without arguments.
   *
   * @param fingerprint empty for a body that cannot be recorded
   * @param whyNone why it cannot; empty for one that can
   */
  record Present(Optional<String> fingerprint, String whyNone) {}

  /** Gives the derived inverse of an upgrade; called only if a downgrade asks for it. */
  @FunctionalInterface
  interface Undo {
    List<Operation> of(Recording upgrade);
  }

  Upgrade upgrade(RevisionTask task) {
    return called(
        task,
        migration -> {
          Recording recording = recorder.upgrade(migration);
          return new Upgrade(recording, fingerprint(recording, migration));
        });
  }

  /** Returns the fingerprint as the history would get it, or why there is none; never throws. */
  Present present(RevisionTask task) {
    try {
      return called(
          task, migration -> new Present(Optional.of(Fingerprint.of(migration, dialect)), ""));
    } catch (RefusedException unrecorded) {
      return new Present(
          Optional.empty(), "without arguments it " + String.join("; ", unrecorded.problems()));
    } catch (MigrationException ofItsOwn) {
      return new Present(Optional.empty(), "without arguments it throws " + ofItsOwn);
    }
  }

  /** Records a body again only if arguments were asked for, since they are not the revision's. */
  private Optional<String> fingerprint(Recording recording, Migration migration) {
    if (!recording.asksArguments()) {
      return Optional.of(Fingerprint.of(recording));
    }
    try {
      return Optional.of(Fingerprint.of(migration, dialect));
    } catch (RuntimeException wantsArguments) {
      return Optional.empty();
    }
  }

  /**
   * Returns what a downgrade asks for.
   *
   * @throws IrreversibleException when there is no way back
   */
  List<Operation> downgrade(RevisionTask task, Undo undo) {
    if (!task.irreversible().isEmpty()) {
      throw new IrreversibleException(
          task.id(),
          task.irreversible(),
          "revision \"%s\" cannot be undone: %s".formatted(task.id(), task.irreversible()));
    }
    return called(
        task,
        migration ->
            recorder.downgrade(migration, () -> undo.of(recorder.upgrade(migration))).operations());
  }

  private static <T> T called(RevisionTask task, Function<Migration, T> call) {
    try {
      return call.apply(Objects.requireNonNull(task.migration().get(), "its migration is null"));
    } catch (MigrationException known) {
      throw known;
    } catch (IllegalArgumentException | IllegalStateException thrown) {
      throw refused(task, thrown.getMessage(), thrown);
    } catch (RuntimeException thrown) {
      throw refused(task, thrown.toString(), thrown);
    }
  }

  private static RefusedException refused(RevisionTask task, String why, RuntimeException cause) {
    RefusedException refused =
        new RefusedException(task.id(), List.of("cannot be recorded: " + why));
    refused.initCause(cause);
    return refused;
  }
}
