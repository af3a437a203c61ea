package dev.retort.sqlite;

/** A revision cannot be planned; the message goes on after the words {@code revision "b7f2"}. */
final class PlanRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PlanRefusal(String message) {
    super(message);
  }

  PlanRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
