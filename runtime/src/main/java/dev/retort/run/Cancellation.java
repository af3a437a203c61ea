package dev.retort.run;

import dev.retort.error.CancelledException;

/**
 * The interrupt of a thread, taken as the wish to end its run. It is looked for between statements
 * and while waiting for a lock; the thread stays interrupted, as its caller expects.
 */
final class Cancellation {
  private Cancellation() {}

  /**
   * Ends the run if that is wished.
   *
   * @throws CancelledException when the thread is interrupted
   */
  static void requireNone() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancelledException(
          "the run was cancelled: its thread was interrupted. What it had not committed was rolled"
              + " back; the next run goes on from there.");
    }
  }

  /** Says whether a step ended because its thread was interrupted, which it may have taken back. */
  static boolean isCauseOf(Throwable thrown) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth < 100; each = each.getCause()) {
      if (each instanceof InterruptedException) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
