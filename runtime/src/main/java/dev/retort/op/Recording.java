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

  /**
   * Copies the operations.
   *
   * @throws IllegalStateException when some of them are to run outside of the transaction, and
   *     others in it
   */
  public Recording {
    operations = List.copyOf(operations);
    if (isOutside(operations) && !operations.stream().allMatch(ExecuteOutside.class::isInstance)) {
      throw new IllegalStateException(
          "executeOutsideTransaction(..) stands in a revision of its own, so that it can run again"
              + " after a crash. Move the rest to a revision before or after it.");
    }
  }

  /**
   * Says whether operations are to run outside of the transaction.
   *
   * @param operations those of one revision
   * @return true when one of them is
   */
  public static boolean isOutside(List<Operation> operations) {
    return operations.stream().anyMatch(ExecuteOutside.class::isInstance);
  }
}
