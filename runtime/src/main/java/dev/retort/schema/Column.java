package dev.retort.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A column with its own constraints, for example {@code varchar("email", 320).notNull().unique()}.
 *
 * <p>A column is a value: each of its methods returns a changed copy.
 *
 * @param name its name
 * @param type its type
 * @param nullability whether it may hold NULL
 * @param fallback what it holds in a new row that does not say
 * @param generation how its values are computed, for a generated column
 * @param collation how its texts compare, for example {@code NOCASE}
 * @param remark what it is for, in words
 * @param constraints the constraints that were written with it
 * @param <T> the type of its values
 */
public record Column<T>(
    Name name,
    ColumnType<T> type,
    Nullability nullability,
    Optional<Default> fallback,
    Optional<Generation> generation,
    Optional<String> collation,
    Optional<String> remark,
    List<Constraint> constraints)
    implements TableElement {

  /**
   * Copies the constraints.
   *
   * @throws IllegalArgumentException when the column is generated and has a default too
   */
  public Column {
    constraints = List.copyOf(constraints);
    if (generation.isPresent() && fallback.isPresent()) {
      throw new IllegalArgumentException(
          "the column " + name + " is generated and cannot have the default " + fallback.get());
    }
  }

  /**
   * Returns a column that may hold NULL, with nothing else said of it.
   *
   * @param name its name
   * @param type its type
   * @param <T> the type of its values
   * @return the column
   */
  public static <T> Column<T> of(Name name, ColumnType<T> type) {
    return new Column<>(
        name,
        type,
        Nullability.NULLABLE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /**
   * Returns this column as the primary key. On SQLite an integer one is {@code INTEGER PRIMARY
   * KEY}, the rowid.
   *
   * @return the changed copy
   * @throws IllegalArgumentException when it is the primary key already
   */
  public Column<T> primaryKey() {
    if (constraints.stream().anyMatch(PrimaryKey.class::isInstance)) {
      throw new IllegalArgumentException("the column " + name + " is the primary key twice");
    }
    return constrained(new PrimaryKey(Optional.empty(), List.of(name), false, Conflict.ABORT));
  }

  /**
   * Returns this column, whose keys are generated and never given again.
   *
   * @return the changed copy
   * @throws IllegalArgumentException when it is no integer primary key
   */
  public Column<T> autoincrement() {
    if (!type.isInteger()) {
      throw new IllegalArgumentException(
          "the column " + name + " is " + type + ": only whole numbers autoincrement");
    }
    return changed(
        PrimaryKey.class,
        key -> key.autoincrementing(true),
        ".primaryKey() before .autoincrement()");
  }

  /**
   * Returns this column, which must not hold NULL.
   *
   * @return the changed copy
   */
  public Column<T> notNull() {
    return with(Nullability.NOT_NULL);
  }

  /**
   * Returns this column, whose values are all different.
   *
   * @return the changed copy
   */
  public Column<T> unique() {
    return constrained(new Unique(Optional.empty(), List.of(name), Conflict.ABORT));
  }

  /**
   * Returns this column as a foreign key.
   *
   * @param table the referenced table
   * @param column its column
   * @return the changed copy
   */
  public Column<T> references(String table, String column) {
    return constrained(
        new ForeignKey.Columned(Optional.empty(), List.of(name)).references(table, column));
  }

  /**
   * Returns this column with what happens when the row it references is deleted.
   *
   * @param action for example {@link Action#CASCADE}
   * @return the changed copy
   * @throws IllegalArgumentException when it references nothing yet
   */
  public Column<T> onDelete(Action action) {
    return changed(
        ForeignKey.class, key -> key.onDelete(action), ".references(..) before .onDelete(..)");
  }

  /**
   * Returns this column with what happens when the key it references changes.
   *
   * @param action for example {@link Action#CASCADE}
   * @return the changed copy
   * @throws IllegalArgumentException when it references nothing yet
   */
  public Column<T> onUpdate(Action action) {
    return changed(
        ForeignKey.class, key -> key.onUpdate(action), ".references(..) before .onUpdate(..)");
  }

  /**
   * Returns this column, whose reference is checked at the end of the transaction.
   *
   * @return the changed copy
   * @throws IllegalArgumentException when it references nothing yet
   */
  public Column<T> deferrable() {
    return changed(
        ForeignKey.class, ForeignKey::deferrable, ".references(..) before .deferrable()");
  }

  /**
   * Returns this column with a check.
   *
   * @param sql for example {@code "age >= 0"}
   * @return the changed copy
   */
  public Column<T> check(String sql) {
    return constrained(new Check(Optional.empty(), sql, Optional.of(name)));
  }

  /**
   * Returns this column with a collation.
   *
   * @param collation for example {@code "NOCASE"}
   * @return the changed copy
   */
  public Column<T> collate(String collation) {
    return collated(Optional.of(Name.of(collation).text()));
  }

  /**
   * Returns this column with a default.
   *
   * @param value what a new row holds
   * @return the changed copy
   * @throws IllegalArgumentException when the value is not of the column's type, or does not fit
   */
  public Column<T> defaultValue(T value) {
    try {
      return defaulting(Optional.of(Default.of(type.literal(value))));
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          "the default of the column " + name + ": " + unfit.getMessage(), unfit);
    }
  }

  /**
   * Returns this column with a default that is computed for each new row.
   *
   * @param sql for example {@code "datetime('now')"}
   * @return the changed copy
   */
  public Column<T> defaultExpression(String sql) {
    return defaulting(Optional.of(Default.expression(sql)));
  }

  /**
   * Returns this column, whose values are computed when they are read; see {@link #stored}.
   *
   * @param sql for example {@code "price * quantity"}
   * @return the changed copy
   */
  public Column<T> generatedAs(String sql) {
    return generated(Optional.of(new Generation(sql, Generation.Storage.VIRTUAL)));
  }

  /**
   * Returns this generated column, computed when it is read.
   *
   * @return the changed copy
   * @throws IllegalArgumentException when it is not generated
   */
  public Column<T> virtual() {
    return generated(
        Optional.of(new Generation(generatedExpression(), Generation.Storage.VIRTUAL)));
  }

  /**
   * Returns this generated column, computed when a row is written.
   *
   * @return the changed copy
   * @throws IllegalArgumentException when it is not generated
   */
  public Column<T> stored() {
    return generated(Optional.of(new Generation(generatedExpression(), Generation.Storage.STORED)));
  }

  /**
   * Returns this column with what it is for. SQLite keeps no comments.
   *
   * @param text in words
   * @return the changed copy
   */
  public Column<T> comment(String text) {
    return new Column<>(
        name, type, nullability, fallback, generation, collation, Optional.of(text), constraints);
  }

  /**
   * Returns a value for this column, for a {@link Row}.
   *
   * @param value of the column's type
   * @return the cell
   * @throws IllegalArgumentException when the value does not fit
   */
  public Cell is(T value) {
    try {
      return new Cell(name, type.literal(value));
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException(
          "a value of the column " + name + ": " + unfit.getMessage(), unfit);
    }
  }

  /**
   * Returns NULL for this column, for a {@link Row}.
   *
   * @return the cell
   */
  public Cell isNull() {
    return new Cell(name, Literal.NULL);
  }

  /** Returns this column under another name, its constraints with it. */
  Column<T> renamed(Name to) {
    List<Constraint> renamed = new ArrayList<>(constraints);
    renamed.replaceAll(constraint -> constraint.columnRenamed(name, to));
    return new Column<>(to, type, nullability, fallback, generation, collation, remark, renamed);
  }

  /**
   * Returns this column with another type; everything else stays.
   *
   * @param to the new type
   * @param <U> the type of its values then
   * @return the changed copy
   */
  public <U> Column<U> retyped(ColumnType<U> to) {
    return new Column<>(
        name, to, nullability, fallback, generation, collation, remark, constraints);
  }

  /**
   * Returns this column, which may hold NULL or not.
   *
   * @param changed which of both
   * @return the changed copy
   */
  public Column<T> with(Nullability changed) {
    return new Column<>(name, type, changed, fallback, generation, collation, remark, constraints);
  }

  /**
   * Returns this column with another default, or none.
   *
   * @param changed the default, as a database shows it
   * @return the changed copy
   */
  public Column<T> defaulting(Optional<Default> changed) {
    return new Column<>(
        name, type, nullability, changed, generation, collation, remark, constraints);
  }

  /**
   * Returns this column with another collation, or none.
   *
   * @param changed for example {@code NOCASE}
   * @return the changed copy
   */
  public Column<T> collated(Optional<String> changed) {
    return new Column<>(
        name, type, nullability, fallback, generation, changed, remark, constraints);
  }

  /**
   * Returns this column, generated or no longer.
   *
   * @param changed how its values are computed; empty for a plain column
   * @return the changed copy
   */
  public Column<T> generated(Optional<Generation> changed) {
    return new Column<>(name, type, nullability, fallback, changed, collation, remark, constraints);
  }

  /** Returns this column without its constraints: they are the table's then. */
  Column<T> bare() {
    return new Column<>(
        name, type, nullability, fallback, generation, collation, remark, List.of());
  }

  private Column<T> constrained(Constraint constraint) {
    List<Constraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new Column<>(name, type, nullability, fallback, generation, collation, remark, more);
  }

  private <C extends Constraint> Column<T> changed(
      Class<C> kind, UnaryOperator<C> change, String fix) {
    for (int at = constraints.size() - 1; at >= 0; at--) {
      if (kind.isInstance(constraints.get(at))) {
        List<Constraint> changed = new ArrayList<>(constraints);
        changed.set(at, change.apply(kind.cast(constraints.get(at))));
        return new Column<>(
            name, type, nullability, fallback, generation, collation, remark, changed);
      }
    }
    throw new IllegalArgumentException("the column " + name + " wants " + fix);
  }

  private String generatedExpression() {
    return generation
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the column "
                        + name
                        + " wants .generatedAs(..) before .virtual() or .stored()"))
        .expression();
  }
}
