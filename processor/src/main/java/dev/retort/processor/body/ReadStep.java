package dev.retort.processor.body;

import dev.retort.op.Operation;

/** One thing that a body does. */
public sealed interface ReadStep {

  /**
   * Returns where the revision itself leads to this step.
   *
   * @return the call in the revision's own file, also when the step is in a helper of another file;
   *     the class of the revision, when its file has no such call
   */
  Place site();

  /**
   * It asks for an operation.
   *
   * @param operation the operation
   * @param places where its parts are written
   * @param sureness whether it always does
   * @param site where the revision leads to it
   */
  record Asked(Operation operation, Places places, Sureness sureness, Place site)
      implements ReadStep {}

  /**
   * It may do something that cannot be read.
   *
   * @param scope what may be changed
   * @param place where
   * @param reason why it cannot be read
   * @param site where the revision leads to it
   */
  record Unreadable(Scope scope, Place place, String reason, Place site) implements ReadStep {}

  /**
   * It asks for the derived inverse of the upgrade.
   *
   * @param place the call
   * @param sureness whether it always does
   * @param site where the revision leads to it
   */
  record Undone(Place place, Sureness sureness, Place site) implements ReadStep {}

  /**
   * It gives values that the runtime refuses, so that the body throws there.
   *
   * @param place the call, or the argument that the message quotes
   * @param message the runtime's
   * @param sureness whether it always does
   * @param site where the revision leads to it
   */
  record Refused(Place place, String message, Sureness sureness, Place site) implements ReadStep {}
}
