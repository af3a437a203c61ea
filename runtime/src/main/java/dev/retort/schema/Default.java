package dev.retort.schema;

/**
 * What a column holds in a new row that does not say, for example {@code 'new'} or {@code
 * (datetime('now'))}. Two defaults are equal when their SQL is.
 */
public final class Default {
  private final String sql;
  private final boolean parenthesized;

  private Default(String sql, boolean parenthesized) {
    this.sql = sql;
    this.parenthesized = parenthesized;
  }

  /**
   * Returns a constant default.
   *
   * @param literal the constant
   * @return the default
   */
  public static Default of(Literal literal) {
    return new Default(literal.sql(), false);
  }

  /**
   * Returns a default that is computed for each new row.
   *
   * @param sql an expression without its outer parentheses, for example {@code "datetime('now')"}
   * @return the default
   * @throws IllegalArgumentException when it is blank
   */
  public static Default expression(String sql) {
    return new Default(Columns.expression("a default", sql), true);
  }

  /**
   * Returns a default as a database shows it.
   *
   * @param sql what stands after {@code DEFAULT}, for example {@code "CURRENT_TIMESTAMP"}
   * @return the default
   */
  public static Default written(String sql) {
    return sql.startsWith("(") && sql.endsWith(")")
        ? new Default(sql.substring(1, sql.length() - 1).strip(), true)
        : new Default(sql, false);
  }

  /**
   * Returns the value or the expression.
   *
   * @return without outer parentheses
   */
  public String expression() {
    return sql;
  }

  /**
   * Says whether this is a constant, so that a column with it can be added without computing
   * anything for the rows that are there.
   *
   * @return false for an expression, and for the current date or time
   */
  public boolean isConstant() {
    return !parenthesized && !sql.regionMatches(true, 0, "current_", 0, 8);
  }

  /**
   * Says whether this is the constant NULL.
   *
   * @return true for {@code DEFAULT NULL}
   */
  public boolean isNull() {
    return sql.equalsIgnoreCase("null");
  }

  /**
   * Returns what stands after {@code DEFAULT}.
   *
   * @return for example {@code (datetime('now'))}, parentheses included
   */
  public String sql() {
    // A closing parenthesis goes beyond a comment.
    String end = sql.contains("--") ? "\n)" : ")";
    return parenthesized ? "(" + sql + end : sql;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Default fallback && sql.equals(fallback.sql);
  }

  @Override
  public int hashCode() {
    return sql.hashCode();
  }

  @Override
  public String toString() {
    return sql();
  }
}
