package dev.retort.plan;

import dev.retort.schema.Name;
import java.util.Optional;

/**
 * A statement of SQL, and why it is there.
 *
 * @param kind what it is for
 * @param sql the statement, without a semicolon
 * @param why for example {@code copy the rows of "pets" into its new shape}
 * @param explanation a query for when the statement is refused; the first column of its first row
 *     says more of what is wrong than the database did
 * @param table the table that it is about, where it is about one
 * @param portions how it can be done in portions, where it copies many rows
 */
public record Statement(
    Kind kind,
    String sql,
    String why,
    Optional<String> explanation,
    Optional<Name> table,
    Optional<Portions> portions)
    implements Step {

  /** What a statement is for. */
  public enum Kind {
    /** It changes the schema. */
    SCHEMA,
    /** It changes rows, or something of the connection. */
    ROWS,
    /** It is a query that must return nothing; a row that it returns says what is wrong. */
    REFUSAL,
    /** It is a query that returns the statement to be run, or nothing when none is. */
    COMPUTED,
    /** It is run outside of the transaction. */
    OUTSIDE
  }

  /**
   * Returns a statement that changes the schema.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement schema(String sql, String why) {
    return of(Kind.SCHEMA, sql, why);
  }

  /**
   * Returns a statement that changes rows.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement rows(String sql, String why) {
    return of(Kind.ROWS, sql, why);
  }

  /**
   * Returns a query that must return nothing.
   *
   * @param sql the query; the first column of its first row says what is wrong
   * @param why why it is there
   * @return the statement
   */
  public static Statement refusal(String sql, String why) {
    return of(Kind.REFUSAL, sql, why);
  }

  /**
   * Returns a query whose first row is the statement to be run.
   *
   * @param sql the query
   * @param why why it is there
   * @return the statement
   */
  public static Statement computed(String sql, String why) {
    return of(Kind.COMPUTED, sql, why);
  }

  /**
   * Returns a statement that is run outside of the transaction.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement outside(String sql, String why) {
    return of(Kind.OUTSIDE, sql, why);
  }

  private static Statement of(Kind kind, String sql, String why) {
    return new Statement(kind, sql, why, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns this statement with a query that explains why the database refuses it.
   *
   * @param query the query
   * @return the explained statement
   */
  public Statement explainedBy(String query) {
    return new Statement(kind, sql, why, Optional.of(query), table, portions);
  }

  /**
   * Returns this statement as one about a table.
   *
   * @param about the table
   * @return the changed copy
   */
  public Statement about(Name about) {
    return new Statement(kind, sql, why, explanation, Optional.of(about), portions);
  }

  /**
   * Returns this statement as one that can be done in portions.
   *
   * @param inPortions how
   * @return the changed copy
   */
  public Statement inPortions(Portions inPortions) {
    return new Statement(kind, sql, why, explanation, table, Optional.of(inPortions));
  }

  @Override
  public String text() {
    return sql;
  }
}
