package dev.retort.plan;

import dev.retort.op.Operation;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** A run's hold on a connection: its lock, its transaction, and what is planned on it. */
public interface Session extends AutoCloseable {

  /**
   * Begins the transaction that is the lock, waiting for another run to end.
   *
   * @throws SQLException when the database refuses
   */
  void begin() throws SQLException;

  /**
   * Commits.
   *
   * @throws SQLException when the database refuses; the transaction is still there then
   */
  void commit() throws SQLException;

  /**
   * Rolls back, whether or not the database already has.
   *
   * @throws SQLException when the database refuses
   */
  void rollback() throws SQLException;

  /**
   * Returns the steps of a revision, planned on the schema as it is now. Changes nothing.
   *
   * @param revision its id
   * @param operations what it asks for
   * @return the plan
   * @throws SQLException when the database refuses to be read
   */
  Plan plan(String revision, List<Operation> operations) throws SQLException;

  /**
   * Returns what is needed to derive an inverse later: the objects as they are before a revision.
   *
   * @param touched the names of the objects that the revision touches
   * @return a text that {@link Dialect#recall} reads
   * @throws SQLException when the database refuses to be read
   */
  String remember(Set<Name> touched) throws SQLException;

  /**
   * Takes note of all references that are broken now, so that only new ones count; called before
   * the first revision.
   *
   * @throws SQLException when the database refuses to be read
   */
  void notice() throws SQLException;

  /**
   * Returns the references that are broken now and were not before the revision, each in words.
   *
   * @param operations what the revision did
   * @return none when nothing broke
   * @throws SQLException when the database refuses to be read
   */
  List<String> broken(List<Operation> operations) throws SQLException;

  /**
   * Returns a number that changes with the schema.
   *
   * @return for example 42
   * @throws SQLException when the database refuses to be read
   */
  long schemaVersion() throws SQLException;

  /**
   * Raises that number by one, so that every connection reads the schema again.
   *
   * @throws SQLException when the database refuses
   */
  void raiseSchemaVersion() throws SQLException;

  /**
   * Marks the transaction, so that {@link #unmark} knows it again.
   *
   * @throws SQLException when the database refuses
   */
  void mark() throws SQLException;

  /**
   * Takes the mark away.
   *
   * @return false when the transaction is not the one that was marked, or there is none
   * @throws SQLException when the database refuses
   */
  boolean unmark() throws SQLException;

  /**
   * Sets back what was set for the run.
   *
   * @throws SQLException when the database refuses
   */
  @Override
  void close() throws SQLException;
}
