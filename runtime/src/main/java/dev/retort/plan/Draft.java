package dev.retort.plan;

import dev.retort.op.Operation;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A script of SQL in the making, for a database that nobody has at hand: what is there is what the
 * revisions before it leave behind, which is rehearsed without any row.
 */
public interface Draft extends AutoCloseable {

  /**
   * Takes something for given that no revision makes.
   *
   * @param sql the statement that makes it
   * @throws SQLException when the database refuses it
   */
  void given(String sql) throws SQLException;

  /**
   * Returns the steps of the next revision, which has been rehearsed; writes nothing.
   *
   * @param revision its id
   * @param operations what it asks for
   * @return the plan
   * @throws SQLException when the rehearsal cannot be read
   */
  Plan plan(String revision, List<Operation> operations) throws SQLException;

  /**
   * Returns what is needed to derive an inverse later: the objects as they are before a revision.
   *
   * @param touched the names of the objects that the revision touches
   * @return a text that {@link Dialect#rehearse} reads
   * @throws SQLException when the rehearsal cannot be read
   */
  String remember(Set<Name> touched) throws SQLException;

  /**
   * Begins the script here: what was planned so far is what the database has.
   *
   * @throws SQLException when the rehearsal cannot be read
   */
  void begin() throws SQLException;

  /**
   * Returns the time in SQL at which a statement of the script is run.
   *
   * @return an expression that gives, for example, {@code 2026-11-20T10:15:30.123Z}
   */
  String now();

  /**
   * Writes words above the next statement, beside its own.
   *
   * @param lines the words; none of them need to be free of anything
   */
  void heading(List<String> lines);

  /**
   * Writes a statement; of a {@link Statement.Kind#REFUSAL} one that fails with its words.
   *
   * @param statement the statement
   */
  void write(Statement statement);

  /**
   * Writes the steps of the revision that was planned last, and a look at the references between
   * rows where they can break.
   *
   * @param revision its id
   * @param plan what {@link #plan} returned for it
   * @param operations what it asks for
   * @throws SQLException when the rehearsal cannot be read
   * @throws dev.retort.error.RefusedException when a step is no SQL
   */
  void write(String revision, Plan plan, List<Operation> operations) throws SQLException;

  /**
   * Returns the script.
   *
   * @param title what it does, in words
   * @return the text, with a head that says how it is run
   */
  String text(String title);

  /**
   * Forgets the rehearsal.
   *
   * @throws SQLException when the database refuses
   */
  @Override
  void close() throws SQLException;
}
