package dev.retort.op;

import java.util.List;

/** What undoes an operation, or why nothing can. */
public sealed interface Inverse {

  /**
   * These operations undo it.
   *
   * @param operations in their order
   */
  record Known(List<Operation> operations) implements Inverse {
    /** Copies the operations. */
    public Known {
      operations = List.copyOf(operations);
    }
  }

  /**
   * Nothing undoes it.
   *
   * @param reason why, for example {@code the rows of "users" are gone}
   */
  record None(String reason) implements Inverse {}

  /**
   * Returns the inverse that is one operation.
   *
   * @param operation what undoes it
   * @return the inverse
   */
  static Inverse of(Operation operation) {
    return new Known(List.of(operation));
  }
}
