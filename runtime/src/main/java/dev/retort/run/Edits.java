package dev.retort.run;

import dev.retort.error.EditedRevisionException;
import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.op.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds applied revisions that ask for something else now than when they were applied.
 *
 * <p>A fingerprint that the compiler embedded in the registry can clear a revision, never convict
 * it: where it differs from the one in the history, the body is recorded, and that is compared.
 */
final class Edits {
  private final Map<String, RevisionTask> tasks;
  private final Bodies bodies;
  private final Map<String, Bodies.Present> recorded = new HashMap<>();

  /** How far one looks. */
  enum Depth {
    /** Only at revisions whose embedded fingerprint differs; no other body is made. */
    EMBEDDED,
    /** At every revision that its embedded fingerprint does not clear. */
    ALL
  }

  /**
   * What was found.
   *
   * @param edits the revisions that were edited
   * @param uncomparable why each of the others cannot be compared, by its id
   */
  record Findings(List<Edit> edits, Map<String, String> uncomparable) {}

  /**
   * Makes the check.
   *
   * @param tasks the revisions of the registry
   * @param bodies records them
   */
  Edits(Map<String, RevisionTask> tasks, Bodies bodies) {
    this.tasks = tasks;
    this.bodies = bodies;
  }

  /**
   * Refuses edited revisions.
   *
   * @param applied the fingerprints in the history
   * @param depth how far to look
   * @throws EditedRevisionException when there are some
   */
  void requireNone(Map<String, Optional<String>> applied, Depth depth) {
    List<Edit> edits = find(applied, depth).edits();
    if (!edits.isEmpty()) {
      throw new EditedRevisionException(edits);
    }
  }

  /**
   * Compares all applied revisions that the registry knows.
   *
   * @param applied the fingerprints in the history by id, in its order
   * @param depth how far to look
   * @return what was found, in that order
   */
  Findings find(Map<String, Optional<String>> applied, Depth depth) {
    List<Edit> edits = new ArrayList<>();
    Map<String, String> uncomparable = new LinkedHashMap<>();
    applied.forEach(
        (id, stored) -> {
          RevisionTask task = tasks.get(id);
          if (task == null) {
            return;
          }
          if (stored.isEmpty()) {
            uncomparable.put(id, "the history has no fingerprint of it");
          } else if (!Fingerprint.isComparable(stored.get())) {
            uncomparable.put(
                id,
                "the history has a fingerprint of it that this version of Retort cannot take: "
                    + stored.get());
          } else if (!isCleared(task, stored.get(), depth)) {
            compare(task, stored.get(), edits, uncomparable);
          }
        });
    return new Findings(edits, uncomparable);
  }

  private static boolean isCleared(RevisionTask task, String stored, Depth depth) {
    return task.fingerprint().isEmpty()
        ? depth == Depth.EMBEDDED
        : task.fingerprint().get().equals(stored);
  }

  private void compare(
      RevisionTask task, String stored, List<Edit> edits, Map<String, String> uncomparable) {
    Bodies.Present present =
        recorded.computeIfAbsent(task.id(), unrecorded -> bodies.present(task));
    if (present.fingerprint().isEmpty()) {
      uncomparable.put(task.id(), present.whyNone());
    } else if (!present.fingerprint().get().equals(stored)) {
      edits.add(new Edit(task.id(), stored, present.fingerprint().get()));
    }
  }
}
