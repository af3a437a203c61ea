package dev.retort.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column becomes another, for example {@code alterColumn("name").notNull().backfill("''")}. What
 * is not named stays as it is.
 *
 * @param column its name
 * @param type its new type
 * @param conversion an expression that gives the value of the new type
 * @param nullability whether it may hold NULL from now on
 * @param backfill an expression that takes the place of NULL
 * @param fallback its new default; {@link #NO_DEFAULT} for none
 * @param collation its new collation; an empty text for none
 * @param autoincrementing whether its keys are never given again, from now on
 * @param remark what it is for, in words
 * @param <T> the type of its values, after the change
 */
public record AlterColumn<T>(
    Name column,
    Optional<ColumnType<T>> type,
    Optional<String> conversion,
    Optional<Nullability> nullability,
    Optional<String> backfill,
    Optional<Default> fallback,
    Optional<String> collation,
    Optional<Boolean> autoincrementing,
    Optional<String> remark)
    implements TableChange {

  /** The default of a column that loses the one it had. */
  public static final Default NO_DEFAULT = Default.written("");

  /**
   * Returns a change that changes nothing.
   *
   * @param column the name of the column
   * @param <T> the type of its values
   * @return the change
   */
  public static <T> AlterColumn<T> of(Name column) {
    return new AlterColumn<>(
        column,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Returns this change with another type. Values that the new type would alter stop the run before
   * anything is changed, unless {@link #using} says how they are converted.
   *
   * @param to for example {@code ColumnType.text()}
   * @param <U> the type of its values, after the change
   * @return the changed copy
   */
  public <U> AlterColumn<U> type(ColumnType<U> to) {
    return new AlterColumn<>(
        column,
        Optional.of(to),
        conversion,
        nullability,
        backfill,
        fallback,
        collation,
        autoincrementing,
        remark);
  }

  /**
   * Returns this change with the conversion of the values that are there.
   *
   * @param sql an expression over the columns as they were, for example {@code "cents / 100.0"}
   * @return the changed copy
   */
  public AlterColumn<T> using(String sql) {
    return new AlterColumn<>(
        column,
        type,
        Optional.of(Columns.expression("a conversion", sql)),
        nullability,
        backfill,
        fallback,
        collation,
        autoincrementing,
        remark);
  }

  /**
   * Returns this change with NULL forbidden. Rows that hold NULL stop the run before anything is
   * changed, unless {@link #backfill} says what they become.
   *
   * @return the changed copy
   */
  public AlterColumn<T> notNull() {
    return nullable(Nullability.NOT_NULL);
  }

  /**
   * Returns this change with NULL allowed.
   *
   * @return the changed copy
   */
  public AlterColumn<T> nullable() {
    return nullable(Nullability.NULLABLE);
  }

  /**
   * Returns this change with what takes the place of NULL in the rows that are there.
   *
   * @param sql an expression over the columns, for example {@code "''"}
   * @return the changed copy
   */
  public AlterColumn<T> backfill(String sql) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        nullability,
        Optional.of(Columns.expression("a backfill", sql)),
        fallback,
        collation,
        autoincrementing,
        remark);
  }

  /**
   * Returns this change with another default. What rows that are there hold stays.
   *
   * @param value what a new row holds
   * @return the changed copy
   * @throws IllegalArgumentException when the value is not of the column's new type
   */
  public AlterColumn<T> defaultValue(T value) {
    Literal literal = type.isPresent() ? type.get().literal(value) : Literal.of(value);
    return defaulting(Default.of(literal));
  }

  /**
   * Returns this change with a default that is computed for each new row.
   *
   * @param sql for example {@code "datetime('now')"}
   * @return the changed copy
   */
  public AlterColumn<T> defaultExpression(String sql) {
    return defaulting(Default.expression(sql));
  }

  /**
   * Returns this change with no default any more.
   *
   * @return the changed copy
   */
  public AlterColumn<T> dropDefault() {
    return defaulting(NO_DEFAULT);
  }

  /**
   * Returns this change with another collation.
   *
   * @param name for example {@code "NOCASE"}
   * @return the changed copy
   */
  public AlterColumn<T> collate(String name) {
    return collated(Name.of(name).text());
  }

  /**
   * Returns this change with no collation of its own any more.
   *
   * @return the changed copy
   */
  public AlterColumn<T> dropCollate() {
    return collated("");
  }

  /**
   * Returns this change with keys that are never given again, or are.
   *
   * @param on which of both
   * @return the changed copy
   */
  public AlterColumn<T> autoincrement(boolean on) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        nullability,
        backfill,
        fallback,
        collation,
        Optional.of(on),
        remark);
  }

  /**
   * Returns this change with what the column is for. SQLite keeps no comments.
   *
   * @param text in words
   * @return the changed copy
   */
  public AlterColumn<T> comment(String text) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        nullability,
        backfill,
        fallback,
        collation,
        autoincrementing,
        Optional.of(text));
  }

  /**
   * Returns this change with a default as it was found.
   *
   * @param found the default, or {@link #NO_DEFAULT}
   * @return the changed copy
   */
  public AlterColumn<T> defaulting(Default found) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        nullability,
        backfill,
        Optional.of(found),
        collation,
        autoincrementing,
        remark);
  }

  /**
   * Returns this change for a column of another name.
   *
   * @param to the other name
   * @return the changed copy
   */
  public AlterColumn<T> renamed(Name to) {
    return new AlterColumn<>(
        to, type, conversion, nullability, backfill, fallback, collation, autoincrementing, remark);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.alterColumn(this);
  }

  @Override
  public String describe() {
    List<String> parts = new ArrayList<>();
    type.ifPresent(to -> parts.add("type " + to));
    conversion.ifPresent(sql -> parts.add("using " + sql));
    nullability.ifPresent(to -> parts.add(to == Nullability.NOT_NULL ? "not null" : "nullable"));
    backfill.ifPresent(sql -> parts.add("backfilled with " + sql));
    fallback.ifPresent(
        to -> parts.add(to.equals(NO_DEFAULT) ? "no default" : "default " + to.sql()));
    collation.ifPresent(to -> parts.add(to.isEmpty() ? "no collation" : "collation " + to));
    autoincrementing.ifPresent(on -> parts.add(on ? "autoincrement" : "no autoincrement"));
    remark.ifPresent(text -> parts.add("comment '" + text + "'"));
    return "alter column " + column + ": " + String.join(", ", parts);
  }

  private AlterColumn<T> nullable(Nullability to) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        Optional.of(to),
        backfill,
        fallback,
        collation,
        autoincrementing,
        remark);
  }

  private AlterColumn<T> collated(String name) {
    return new AlterColumn<>(
        column,
        type,
        conversion,
        nullability,
        backfill,
        fallback,
        Optional.of(name),
        autoincrementing,
        remark);
  }
}
