package dev.retort.error;

/** What was asked for as a target is no revision, several, or not reachable from here. */
public final class TargetException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String target;

  /**
   * Makes the exception.
   *
   * @param target what was asked, for example {@code "b7"}
   * @param message what is wrong with it, and what there is
   */
  public TargetException(String target, String message) {
    super(message);
    this.target = target;
  }

  /**
   * Returns what was asked for.
   *
   * @return for example {@code "b7"}
   */
  public String target() {
    return target;
  }
}
