package dev.retort.plan;

import java.util.Optional;

/**
 * A statement of SQL, and why it is there.
 *
 * @param kind what it is for
 * @param sql the statement, without a semicolon
 * @param why for example {@code copy the rows of "pets" into its new shape}
 * @param explanation a query for when the statement is refused; the first column of its first row
 *     says more of what is wrong than the database did
 */
public record Statement(Kind kind, String sql, String why, Optional<String> explanation)
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
    COMPUTED
  }

  /**
   * Returns a statement that changes the schema.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement schema(String sql, String why) {
    return new Statement(Kind.SCHEMA, sql, why, Optional.empty());
  }

  /**
   * Returns a statement that changes rows.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement rows(String sql, String why) {
    return new Statement(Kind.ROWS, sql, why, Optional.empty());
  }

  /**
   * Returns a query that must return nothing.
   *
   * @param sql the query; the first column of its first row says what is wrong
   * @param why why it is there
   * @return the statement
   */
  public static Statement refusal(String sql, String why) {
    return new Statement(Kind.REFUSAL, sql, why, Optional.empty());
  }

  /**
   * Returns a query whose first row is the statement to be run.
   *
   * @param sql the query
   * @param why why it is there
   * @return the statement
   */
  public static Statement computed(String sql, String why) {
    return new Statement(Kind.COMPUTED, sql, why, Optional.empty());
  }

  /**
   * Returns this statement with a query that explains why the database refuses it.
   *
   * @param query the query
   * @return the explained statement
   */
  public Statement explainedBy(String query) {
    return new Statement(kind, sql, why, Optional.of(query));
  }

  @Override
  public String text() {
    return sql;
  }
}
