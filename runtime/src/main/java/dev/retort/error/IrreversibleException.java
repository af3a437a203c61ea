package dev.retort.error;

/** A revision cannot be undone. Nothing was changed. */
public final class IrreversibleException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String revision;
  private final String reason;

  /**
   * Makes the exception.
   *
   * @param revision its id
   * @param reason why not
   * @param message what to tell the user
   */
  public IrreversibleException(String revision, String reason, String message) {
    super(message);
    this.revision = revision;
    this.reason = reason;
  }

  /**
   * Returns the id of the revision.
   *
   * @return for example {@code "b7f2"}
   */
  public String revision() {
    return revision;
  }

  /**
   * Returns why it cannot be undone.
   *
   * @return for example {@code it executes raw SQL}
   */
  public String reason() {
    return reason;
  }
}
