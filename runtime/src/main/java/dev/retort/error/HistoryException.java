package dev.retort.error;

/** The history of the database cannot be read or written as it is. */
public final class HistoryException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what to tell the user
   */
  public HistoryException(String message) {
    super(message);
  }
}
