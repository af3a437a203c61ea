package dev.retort.op;

import java.util.List;
import java.util.Optional;

/**
 * What a body asked for when it was recorded.
 *
 * @param operations in their order
 * @param dialect the database it was recorded for, if it asked which one it is
 * @param asksArguments whether it asked for an argument
 */
public record Recording(
    List<Operation> operations, Optional<DialectName> dialect, boolean asksArguments) {

  /** Copies the operations. */
  public Recording {
    operations = List.copyOf(operations);
  }
}
