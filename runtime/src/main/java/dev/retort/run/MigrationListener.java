package dev.retort.run;

import java.nio.file.Path;

/**
 * Is told of a run while it goes on, on the thread of the run. Whatever it throws stops the run,
 * which is then rolled back, and comes out of the migrator as it is.
 *
 * <pre>{@code
 * MigrationListener printer = new MigrationListener() {
 *   @Override
 *   public void revisionStarted(String id, String message) {
 *     System.out.println("applying " + id + " " + message);
 *   }
 * };
 * }</pre>
 */
public interface MigrationListener {
  /** A listener that does nothing. */
  MigrationListener NONE = new MigrationListener() {};

  /**
   * A run has its lock and is about to begin; not called when there is nothing to do.
   *
   * @param direction where it goes
   * @param revisions how many revisions it has
   */
  default void runStarted(MigrationReport.Direction direction, int revisions) {}

  /**
   * A copy of the database is about to be made, before anything is changed.
   *
   * @param file where it will be, unless the newest copy that there is turns out to be the same
   */
  default void backupStarted(Path file) {}

  /**
   * A part of the copy is made. What is thrown here ends the run when the whole of it is.
   *
   * @param done how many pages
   * @param total how many there are
   */
  default void backupProgress(long done, long total) {}

  /**
   * The copy is made and verified.
   *
   * @param backup the copy
   */
  default void backupFinished(Backup backup) {}

  /**
   * A revision is about to be applied or undone.
   *
   * @param id its id
   * @param message its message; empty for none
   */
  default void revisionStarted(String id, String message) {}

  /**
   * A statement is about to be run.
   *
   * @param id the id of its revision
   * @param number its number, from 1
   * @param count how many the revision has
   * @param why for example {@code copy the rows of "pets" into its new shape}
   */
  default void statementStarted(String id, int number, int count, String why) {}

  /**
   * A revision was applied or undone; the transaction is not committed yet.
   *
   * @param report what it did
   */
  default void revisionFinished(MigrationReport.RevisionReport report) {}

  /**
   * A run was committed; what is thrown here no longer takes it back.
   *
   * @param report what it did
   */
  default void runFinished(MigrationReport report) {}
}
