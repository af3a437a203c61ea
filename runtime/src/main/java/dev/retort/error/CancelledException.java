package dev.retort.error;

/**
 * A run was cancelled, by an interrupt of its thread or by the cancellation of its future. What it
 * had not committed was rolled back.
 */
public final class CancelledException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what to tell the user
   */
  public CancelledException(String message) {
    super(message);
  }
}
