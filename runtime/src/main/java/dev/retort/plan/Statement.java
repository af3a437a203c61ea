package dev.retort.plan;

/**
 * A statement of SQL, and why it is there.
 *
 * @param kind what it is for
 * @param sql the statement, without a semicolon
 * @param why for example {@code copy the rows of "pets" into its new shape}
 */
public record Statement(Kind kind, String sql, String why) implements Step {

  /** What a statement is for. */
  public enum Kind {
    /** It changes the schema. */
    SCHEMA,
    /** It changes rows, or something of the connection. */
    ROWS,
    /** It is a query that must return nothing; a row that it returns says what is wrong. */
    REFUSAL
  }

  /**
   * Returns a statement that changes the schema.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement schema(String sql, String why) {
    return new Statement(Kind.SCHEMA, sql, why);
  }

  /**
   * Returns a statement that changes rows.
   *
   * @param sql the statement
   * @param why why it is there
   * @return the statement
   */
  public static Statement rows(String sql, String why) {
    return new Statement(Kind.ROWS, sql, why);
  }

  /**
   * Returns a query that must return nothing.
   *
   * @param sql the query; the first column of its first row says what is wrong
   * @param why why it is there
   * @return the statement
   */
  public static Statement refusal(String sql, String why) {
    return new Statement(Kind.REFUSAL, sql, why);
  }

  @Override
  public String text() {
    return sql;
  }
}
