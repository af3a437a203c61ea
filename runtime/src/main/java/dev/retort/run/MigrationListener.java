package dev.retort.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

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
   * Another run, or another program, has the database, and this run waits for it; called after one
   * second, and every second from then on, until {@code lockTimeout}.
   *
   * @param waited how long it has waited
   * @param holder who has the database, as far as the system tells, for example {@code process 4711
   *     (java)}
   */
  default void lockAwaited(Duration waited, Optional<String> holder) {}

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
   * @param statement the statement
   */
  default void statementStarted(RunningStatement statement) {}

  /**
   * A statement that copies the rows of a table is under way; called every {@value
   * PortionedCopy#ROWS} rows, and for tables of no more rows not at all.
   *
   * @param statement the statement
   * @param done how many rows are copied
   * @param rows how many rows there are; empty where that is not known
   */
  default void rowsCopied(RunningStatement statement, long done, OptionalLong rows) {}

  /**
   * A statement was run.
   *
   * @param statement the statement
   * @param took how long it took
   */
  default void statementFinished(RunningStatement statement, Duration took) {}

  /**
   * A revision was applied or undone; the transaction is not committed yet.
   *
   * @param report what it did
   */
  default void revisionFinished(MigrationReport.RevisionReport report) {}

  /**
   * A run failed, or was cancelled, after {@link #runStarted}; what it had not committed was rolled
   * back. What is thrown here is a suppressed exception of what comes out of the migrator.
   *
   * @param direction where it went
   * @param why what comes out of the migrator
   */
  default void runFailed(MigrationReport.Direction direction, Throwable why) {}

  /**
   * A run was committed; what is thrown here no longer takes it back.
   *
   * @param report what it did
   */
  default void runFinished(MigrationReport report) {}
}
