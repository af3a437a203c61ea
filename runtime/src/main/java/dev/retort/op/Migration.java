package dev.retort.op;

/**
 * The body of a revision: what it does to the database, and how that is undone.
 *
 * <pre>{@code
 * @Revision(id = "b7f2", down = "a1c9")
 * public final class AddEmail implements Migration {
 *   @Override
 *   public void upgrade(Op op) {
 *     op.alterTable("users", add(varchar("email", 320)));
 *   }
 * }
 * }</pre>
 */
public interface Migration {

  /**
   * Says what this revision does, by calling {@code op}, which records and touches no database.
   *
   * @param op where the operations are recorded
   */
  void upgrade(Op op);

  /**
   * Says how this revision is undone; unless overridden, by the derived inverse of its upgrade.
   *
   * @param op where the operations are recorded
   */
  default void downgrade(Op op) {
    op.undoUpgrade();
  }
}
