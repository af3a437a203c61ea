package dev.retort.processor.body;

import java.util.Optional;

/**
 * How a statement ends.
 *
 * @param exit the jump; empty when the next statement follows
 * @param value what is returned or yielded
 */
record Flow(Optional<Exit> exit, Object value) {
  static final Flow ON = new Flow(Optional.empty(), Value.Constant.NULL);

  /**
   * A jump.
   *
   * @param target what it leaves
   * @param again whether the target, a loop, goes on with its next turn
   */
  record Exit(Target target, boolean again) {}

  static Flow to(Target target, boolean again, Object value) {
    return new Flow(Optional.of(new Exit(target, again)), value);
  }

  boolean leaves(Target target) {
    return exit.isPresent() && exit.get().target() == target;
  }

  boolean isOn() {
    return exit.isEmpty();
  }
}
