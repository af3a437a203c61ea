package dev.retort.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index of a table, for example {@code index("ix_users_name").on("users", "name").where("active
 * = 1")}. Indexes are always named.
 *
 * @param name its name
 * @param table the table it is on
 * @param columns its terms, in their order
 * @param uniqueness whether two rows may have the same terms
 * @param condition which rows are in it; empty for all
 */
public record Index(
    Name name,
    Name table,
    List<IndexColumn> columns,
    Uniqueness uniqueness,
    Optional<String> condition)
    implements SchemaObject {

  /** Whether two rows may have the same terms. */
  public enum Uniqueness {
    /** They may: the default. */
    PLAIN,
    /** They may not. */
    UNIQUE
  }

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when there are none
   */
  public Index {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("the index " + name + " has no columns");
    }
  }

  /** The name of an index that does not say yet what it is on. */
  public static final class Named {
    private final Name name;

    Named(Name name) {
      this.name = name;
    }

    /**
     * Returns the index.
     *
     * @param table the table
     * @param columns names of columns, or terms as {@code desc("created")}
     * @return the index
     */
    public Index on(String table, CharSequence... columns) {
      List<IndexColumn> terms = new ArrayList<>();
      for (CharSequence column : columns) {
        terms.add(IndexColumn.of(column));
      }
      return new Index(name, Name.of(table), terms, Uniqueness.PLAIN, Optional.empty());
    }

    /**
     * Returns the index on expressions.
     *
     * @param table the table
     * @param expressions for example {@code "lower(email)"}
     * @return the index
     */
    public Index onExpression(String table, String... expressions) {
      List<IndexColumn> terms = new ArrayList<>();
      for (String expression : expressions) {
        terms.add(IndexColumn.expression(expression));
      }
      return new Index(name, Name.of(table), terms, Uniqueness.PLAIN, Optional.empty());
    }
  }

  /**
   * Returns this index with more terms, which are expressions.
   *
   * @param expressions for example {@code "lower(email)"}
   * @return the changed copy
   */
  public Index onExpression(String... expressions) {
    List<IndexColumn> terms = new ArrayList<>(columns);
    for (String expression : expressions) {
      terms.add(IndexColumn.expression(expression));
    }
    return new Index(name, table, terms, uniqueness, condition);
  }

  /**
   * Returns this index, in which no two rows have the same terms.
   *
   * @return the changed copy
   */
  public Index unique() {
    return new Index(name, table, columns, Uniqueness.UNIQUE, condition);
  }

  /**
   * Returns this index of some rows only.
   *
   * @param sql for example {@code "active = 1"}
   * @return the changed copy
   */
  public Index where(String sql) {
    return new Index(
        name,
        table,
        columns,
        uniqueness,
        Optional.of(Columns.expression("the index " + name, sql)));
  }

  /**
   * Returns this index after its table was renamed.
   *
   * @param to the new name of the table
   * @return the changed copy
   */
  public Index tableRenamed(Name to) {
    return new Index(name, to, columns, uniqueness, condition);
  }

  /**
   * Returns this index after a column of its table was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  public Index columnRenamed(Name from, Name to) {
    List<IndexColumn> terms = new ArrayList<>(columns);
    terms.replaceAll(term -> term.columnRenamed(from, to));
    return new Index(name, table, terms, uniqueness, condition);
  }

  @Override
  public String kind() {
    return "index";
  }
}
