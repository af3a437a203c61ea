package dev.retort.plan;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a kind of database must be able to do, so that it can be copied to a file and back. */
public interface Copier {

  /** Is told how far a copy is. */
  @FunctionalInterface
  interface Progress {
    /**
     * Some pages were copied.
     *
     * @param done how many, in all
     * @param total how many there are
     */
    void copied(long done, long total);
  }

  /**
   * Returns the file that a database is in.
   *
   * @param connection the database
   * @return its absolute path; empty for a database in memory
   * @throws SQLException when the database refuses to answer
   */
  Optional<Path> file(Connection connection) throws SQLException;

  /**
   * Says whether a database was never written to.
   *
   * @param connection the database
   * @return true when a copy of it would be of no use
   * @throws SQLException when the database refuses to be read
   */
  boolean isEmpty(Connection connection) throws SQLException;

  /**
   * Copies a database to a file, which is complete without any other file then.
   *
   * @param locked the database, in a transaction that keeps others from writing, and that has
   *     changed nothing itself
   * @param file an empty file
   * @param lockTimeout how long to wait for others to let it be read
   * @param progress who is told how far it is; what it throws is thrown when all is copied
   * @throws SQLException when the database, the file or the disk refuses
   */
  void copy(Connection locked, Path file, Duration lockTimeout, Progress progress)
      throws SQLException;

  /**
   * Opens a file for reading. Nobody writes to it until the connection is closed.
   *
   * @param file a file that is there
   * @param lockTimeout how long to wait for others to let it be read
   * @return a connection, in a transaction
   * @throws SQLException when it is no database, or cannot be read
   */
  Connection open(Path file, Duration lockTimeout) throws SQLException;

  /**
   * Returns what is damaged.
   *
   * @param connection a database
   * @return the beginning of it, each in words; nothing when the database is sound
   * @throws SQLException when the database refuses to be read
   */
  List<String> damage(Connection connection) throws SQLException;

  /**
   * Counts the rows of every table that the connection can read.
   *
   * @param connection a database
   * @return the numbers of rows by the names of the tables, in an order that is always the same
   * @throws SQLException when the database refuses to be read
   */
  Map<String, Long> rows(Connection connection) throws SQLException;

  /**
   * Makes a database what a file is. All of it is changed, or nothing.
   *
   * @param connection the database, without a transaction
   * @param file what {@link #copy} has made, open for reading
   * @throws SQLException when the database, the file or the disk refuses, also because others use
   *     the database; nothing was changed then
   */
  void restore(Connection connection, Path file) throws SQLException;
}
