package dev.retort.error;

import java.io.Serializable;

/**
 * A statement of a revision failed. What the run had done was rolled back.
 *
 * <p>The message has four lines:
 *
 * <pre>
 * revision "r2" failed at statement 2 of 4 and was rolled back; the database is at "r1"
 *   to:  copy the rows of "pets" into its new shape
 *   sql: INSERT OR ABORT INTO ...
 *   db:  NOT NULL constraint failed: retort_new_pets.name
 * </pre>
 */
public final class RevisionFailedException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String revision;
  private final Failure failure;

  /**
   * What failed.
   *
   * @param statement the number of the statement, from 1
   * @param statements how many the revision has
   * @param why why the statement was there
   * @param sql the statement
   * @param message what the database said
   */
  public record Failure(int statement, int statements, String why, String sql, String message)
      implements Serializable {}

  /**
   * Makes the exception.
   *
   * @param revision the id of the revision
   * @param verb what was done to it, for example {@code revision} or {@code downgrade of revision}
   * @param failure what failed
   * @param state where the database is now, in words
   * @param cause what was thrown
   */
  public RevisionFailedException(
      String revision, String verb, Failure failure, String state, Throwable cause) {
    super(
        verb
            + " \""
            + revision
            + "\" failed at statement "
            + failure.statement()
            + " of "
            + failure.statements()
            + " and "
            + state
            + "\n  to:  "
            + failure.why()
            + "\n  sql: "
            + failure.sql()
            + "\n  db:  "
            + failure.message(),
        cause);
    this.revision = revision;
    this.failure = failure;
  }

  /**
   * Returns the id of the revision.
   *
   * @return for example {@code "r2"}
   */
  public String revision() {
    return revision;
  }

  /**
   * Returns what failed.
   *
   * @return the statement, why it was there, and what the database said
   */
  public Failure failure() {
    return failure;
  }
}
