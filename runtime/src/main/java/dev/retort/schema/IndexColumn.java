package dev.retort.schema;

import java.util.Optional;

/**
 * One term of an index: a column or an expression, with its collation and its direction.
 *
 * <p>It is a {@link CharSequence}, its SQL, so that plain names and terms mix in one call: {@code
 * index("ix").on("users", "name", desc("created"))}.
 *
 * @param column the column; empty for an expression
 * @param expression the expression; empty for a column
 * @param collation how its texts compare; empty for the column's own way
 * @param order its direction
 */
public record IndexColumn(
    Optional<Name> column, Optional<String> expression, Optional<String> collation, Order order)
    implements CharSequence {

  /** The direction of a term. */
  public enum Order {
    /** From small to large: the default. */
    ASCENDING,
    /** From large to small. */
    DESCENDING
  }

  /**
   * Checks that the term is one of both.
   *
   * @throws IllegalArgumentException when it is a column and an expression, or neither
   */
  public IndexColumn {
    if (column.isPresent() == expression.isPresent()) {
      throw new IllegalArgumentException(
          "a term of an index is a column or an expression: " + column + ", " + expression);
    }
  }

  static IndexColumn of(CharSequence term) {
    return term instanceof IndexColumn indexed ? indexed : column(Name.of(term.toString()));
  }

  static IndexColumn column(Name name) {
    return new IndexColumn(Optional.of(name), Optional.empty(), Optional.empty(), Order.ASCENDING);
  }

  static IndexColumn expression(String sql) {
    return new IndexColumn(
        Optional.empty(),
        Optional.of(Columns.expression("an index", sql)),
        Optional.empty(),
        Order.ASCENDING);
  }

  /**
   * Returns this term from large to small.
   *
   * @return the changed copy
   */
  public IndexColumn descending() {
    return new IndexColumn(column, expression, collation, Order.DESCENDING);
  }

  /**
   * Returns this term with a collation.
   *
   * @param collation for example {@code "NOCASE"}
   * @return the changed copy
   */
  public IndexColumn collated(String collation) {
    return new IndexColumn(column, expression, Optional.of(Name.of(collation).text()), order);
  }

  IndexColumn columnRenamed(Name from, Name to) {
    return column.equals(Optional.of(from))
        ? new IndexColumn(Optional.of(to), expression, collation, order)
        : this;
  }

  /**
   * Returns this term as SQL.
   *
   * @return for example {@code "name" COLLATE "NOCASE" DESC}
   */
  public String sql() {
    String term = column.map(Name::sql).or(() -> expression).orElseThrow();
    return term
        + collation.map(name -> " COLLATE " + Name.found(name).sql()).orElse("")
        + (order == Order.DESCENDING ? " DESC" : "");
  }

  @Override
  public int length() {
    return sql().length();
  }

  @Override
  public char charAt(int index) {
    return sql().charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return sql().subSequence(start, end);
  }

  @Override
  public String toString() {
    return sql();
  }
}
