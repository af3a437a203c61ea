package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a jump may leave: a loop, a switch, a labelled statement or a call. */
final class Target {
  private final Kind kind;
  private final Optional<String> label;
  private final List<Object> values = new ArrayList<>();

  Target(Kind kind, Optional<String> label) {
    this.kind = kind;
    this.label = label;
  }

  /** The kinds of targets. */
  enum Kind {
    LOOP,
    SWITCH,
    SWITCH_EXPRESSION,
    LABELLED,
    CALL
  }

  Kind kind() {
    return kind;
  }

  Optional<String> label() {
    return label;
  }

  /** The values that it perhaps has already, by a jump that is perhaps made. */
  List<Object> values() {
    return values;
  }
}
