package dev.retort.op;

/** Records what a revision asks for. Nothing is asked of a database while a body runs. */
public interface Op {

  /**
   * Asks for raw SQL, one statement or many.
   *
   * @param sql the statements
   */
  void execute(String sql);

  /** Asks for the inverse of the upgrade; only in a downgrade. */
  void undoUpgrade();
}
