package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Expressions;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The text of a table, for example {@code CREATE TABLE pets(id INTEGER PRIMARY KEY, name TEXT)}.
 *
 * <p>Every change returns a copy in which all characters but the changed clause are as they were:
 * comments, case, line breaks and quoting. What cannot be placed is refused, not guessed.
 */
public final class TableText {
  private static final String STRICT = "STRICT";
  private static final String WITHOUT_ROWID = "WITHOUT ROWID";

  private final TableParts parts;

  private TableText(TableParts parts) {
    this.parts = parts;
  }

  /**
   * Returns the table that a text creates.
   *
   * @param createTable as SQLite stores it, for example {@code CREATE TABLE pets(id INTEGER)}
   * @return the table
   * @throws UnreadableText when it is no such text
   */
  public static TableText read(String createTable) {
    return new TableText(TableReader.read(createTable));
  }

  /**
   * Returns the text, for example {@code CREATE TABLE pets(id INTEGER)}.
   *
   * @return the very text that was read, but for the changes since
   */
  public String sql() {
    return parts.sql();
  }

  /**
   * Returns the name of the table, for example {@code "pets"}.
   *
   * @return the name without a schema
   */
  public Name name() {
    return Name.found(parts.name().name());
  }

  /**
   * Returns the columns in order, for example {@code id} and {@code name}.
   *
   * @return at least one
   */
  public List<ColumnText> columns() {
    return parts.columns().stream().map(TableParts.Column::text).toList();
  }

  /**
   * Returns the constraints of the table itself in order, for example {@code CHECK (a < b)}.
   *
   * @return a list without the clauses of the columns
   */
  public List<ConstraintText> constraints() {
    return parts.constraints();
  }

  /**
   * Returns one column, for example {@code name TEXT}.
   *
   * @param name in any case
   * @return empty when there is no such column
   */
  public Optional<ColumnText> column(Name name) {
    return parts.column(name).map(TableParts.Column::text);
  }

  /**
   * Returns whether the text ends with the option {@code STRICT}.
   *
   * @return true for {@code CREATE TABLE t(a INT) STRICT}
   */
  public boolean isStrict() {
    return parts.option(STRICT).isPresent();
  }

  /**
   * Returns whether the text ends with the option {@code WITHOUT ROWID}.
   *
   * @return true for {@code CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID}
   */
  public boolean isWithoutRowid() {
    return parts.option(WITHOUT_ROWID).isPresent();
  }

  /**
   * Renames the table, also where its name stands before a dot in a check or generated column;
   * foreign keys to itself stay.
   *
   * @param to for example {@code Name.of("animals")}
   * @return the changed text
   */
  public TableText renamed(Name to) {
    Edit edit = new Edit(sql());
    edit.replace(new Span(parts.name().start(), parts.name().end()), to.sql());
    Qualifiers.rename(edit, sql(), parts.inside(), name(), to);
    return edited(edit.apply());
  }

  /**
   * Takes the table's name from before its columns in checks and generated columns, for example
   * {@code CHECK ("age" > 0)} for {@code CHECK (pets.age > 0)}.
   *
   * @return the changed text
   */
  public TableText unqualified() {
    Edit edit = new Edit(sql());
    Qualifiers.drop(edit, sql(), parts.inside(), name());
    return edited(edit.apply());
  }

  /**
   * Adds a column, on a line of its own when its neighbour has one.
   *
   * @param definition for example {@code age INT DEFAULT 0}
   * @param place for example {@link ColumnPlace#LAST}
   * @return the changed text
   * @throws UnreadableText when the definition is not one column
   * @throws IllegalArgumentException when the place names no column of the table
   */
  public TableText addColumn(String definition, ColumnPlace place) {
    TableParts.Column added = Deferrals.applied(List.of(TableReader.column(definition))).get(0);
    int index =
        place.neighbour().map(this::index).orElse(parts.columns().size() - 1)
            - (place.side() == ColumnPlace.Side.BEFORE ? 1 : 0);
    boolean first = place.equals(ColumnPlace.FIRST) || index < 0;
    ItemPlaces items = new ItemPlaces(parts);
    String whole = definition(definition);
    TableText changed = edited(first ? items.insertFirst(whole) : items.insertAfter(index, whole));
    Deferrals.requireKept(parts, added.text().constraints().stream(), changed.parts);
    return changed;
  }

  /**
   * Drops a column with its clauses and the comment on its line; constraints of the table stay.
   *
   * @param column for example {@code Name.of("age")}
   * @return the changed text
   * @throws IllegalArgumentException when there is no such column, or no other
   */
  public TableText dropColumn(Name column) {
    int index = index(column);
    if (parts.columns().size() == 1) {
      throw new IllegalArgumentException("table " + name() + " has no column but " + column);
    }
    TableText changed = edited(new ItemPlaces(parts).remove(index));
    Deferrals.requireKept(parts, Stream.empty(), changed.parts);
    return changed;
  }

  /**
   * Declares another type, for example {@code VARCHAR(10)}.
   *
   * @param column for example {@code Name.of("age")}
   * @param declaredType {@code ""} takes the type away
   * @return the changed text
   * @throws UnreadableText when it is no type, or when SQLite would take what follows it for a part
   *     of it
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText type(Name column, String declaredType) {
    int index = index(column);
    TableText changed = read(edits().type(parts.columns().get(index), declaredType));
    if (!changed.columns().get(index).type().equals(TypeText.shown(declaredType))) {
      throw new UnreadableText(sql(), "a comment would belong to the type of column " + column);
    }
    return changed;
  }

  /**
   * Adds {@code NOT NULL} to a column that does not have it.
   *
   * @param column for example {@code Name.of("age")}
   * @return the changed text
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText notNull(Name column) {
    return edited(edits().notNull(parts.columns().get(index(column))));
  }

  /**
   * Takes {@code NOT NULL} away, with its name and {@code ON CONFLICT}.
   *
   * @param column for example {@code Name.of("age")}
   * @return the changed text; the same when it says no {@code NOT NULL}
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText nullable(Name column) {
    return without(column, Kind.NOT_NULL);
  }

  /**
   * Sets the default, for example {@code 'x'} or {@code (1 + 1)}.
   *
   * @param column for example {@code Name.of("age")}
   * @param sql as it stands behind {@code DEFAULT}
   * @return the changed text
   * @throws UnreadableText when it is no such value
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText defaultTo(Name column, String sql) {
    TableParts.Column part = parts.columns().get(index(column));
    return edited(edits().value(part, Kind.DEFAULT, "DEFAULT", sql));
  }

  /**
   * Takes the default away, with its name.
   *
   * @param column for example {@code Name.of("age")}
   * @return the changed text; the same when there is none
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText dropDefault(Name column) {
    return without(column, Kind.DEFAULT);
  }

  /**
   * Sets the collation, for example {@code NOCASE}.
   *
   * @param column for example {@code Name.of("name")}
   * @param collation as it stands behind {@code COLLATE}
   * @return the changed text
   * @throws UnreadableText when it is no name
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText collate(Name column, String collation) {
    TableParts.Column part = parts.columns().get(index(column));
    return edited(edits().value(part, Kind.COLLATE, "COLLATE", collation));
  }

  /**
   * Takes the collation away.
   *
   * @param column for example {@code Name.of("name")}
   * @return the changed text; the same when there is none
   * @throws IllegalArgumentException when there is no such column
   */
  public TableText dropCollate(Name column) {
    return without(column, Kind.COLLATE);
  }

  /**
   * Adds {@code AUTOINCREMENT} to the primary key.
   *
   * @return the changed text, for example {@code CREATE TABLE t(id INTEGER PRIMARY KEY
   *     AUTOINCREMENT)}; the same when it has it
   * @throws IllegalArgumentException when there is no primary key
   */
  public TableText autoincrement() {
    ConstraintText key = primaryKey();
    boolean ofTable = parts.constraints().contains(key);
    return key.autoincrement() ? this : edited(edits().autoincrement(key, ofTable));
  }

  /**
   * Takes {@code AUTOINCREMENT} away from the primary key.
   *
   * @return the changed text, for example {@code CREATE TABLE t(id INTEGER PRIMARY KEY)}; the same
   *     when it has none
   * @throws IllegalArgumentException when there is no primary key
   */
  public TableText dropAutoincrement() {
    ConstraintText key = primaryKey();
    return key.autoincrement() ? edited(edits().withoutAutoincrement(key)) : this;
  }

  /**
   * Adds a constraint of the table behind all others.
   *
   * @param definition for example {@code CONSTRAINT positive CHECK (age > 0)}
   * @return the changed text
   * @throws UnreadableText when the definition is not one constraint
   */
  public TableText addConstraint(String definition) {
    TableReader.constraint(definition);
    int last = parts.items().size() - 1;
    return edited(new ItemPlaces(parts).insertAfter(last, definition(definition)));
  }

  /**
   * Drops the constraints of a name, of the table and of its columns.
   *
   * @param constraint for example {@code Name.of("positive")}
   * @return the changed text
   * @throws IllegalArgumentException when there is no such constraint
   */
  public TableText dropConstraint(Name constraint) {
    return drop(clause -> clause.named(constraint), "constraint " + constraint);
  }

  /**
   * Drops the primary key, of the table or of its column.
   *
   * @return the changed text
   * @throws IllegalArgumentException when there is none
   */
  public TableText dropPrimaryKey() {
    return drop(clause -> clause.kind() == Kind.PRIMARY_KEY, "primary key");
  }

  /**
   * Drops each {@code UNIQUE} of exactly these columns.
   *
   * @param columns in the order of the constraint, for example {@code [a, b]}
   * @return the changed text
   * @throws IllegalArgumentException when there is none
   */
  public TableText dropUnique(List<Name> columns) {
    return drop(
        clause -> clause.kind() == Kind.UNIQUE && clause.columns().equals(columns),
        "unique constraint of " + columns);
  }

  /**
   * Drops each foreign key of exactly these columns, whatever it refers to.
   *
   * @param columns in the order of the constraint, for example {@code [owner_id]}
   * @return the changed text
   * @throws IllegalArgumentException when there is none
   */
  public TableText dropForeignKey(List<Name> columns) {
    return drop(
        clause -> clause.kind() == Kind.FOREIGN_KEY && clause.columns().equals(columns),
        "foreign key of " + columns);
  }

  /**
   * Drops each check of an expression; spaces, comments, the case of words and outer parentheses do
   * not count.
   *
   * @param expression for example {@code age > 0}
   * @return the changed text
   * @throws IllegalArgumentException when there is none
   */
  public TableText dropCheck(String expression) {
    return drop(
        clause -> clause.kind() == Kind.CHECK && Expressions.same(clause.expression(), expression),
        "check of " + expression);
  }

  /**
   * Adds the option {@code STRICT}.
   *
   * @return the changed text, for example {@code CREATE TABLE t(a INT) STRICT}
   */
  public TableText strict() {
    return edited(edits().withOption(STRICT));
  }

  /**
   * Takes the option {@code STRICT} away.
   *
   * @return the changed text, for example {@code CREATE TABLE t(a INT)}
   */
  public TableText notStrict() {
    return parts.option(STRICT).map(it -> edited(edits().withoutOption(it))).orElse(this);
  }

  /**
   * Adds the option {@code WITHOUT ROWID}.
   *
   * @return the changed text, for example {@code CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID}
   */
  public TableText withoutRowid() {
    return edited(edits().withOption(WITHOUT_ROWID));
  }

  /**
   * Takes the option {@code WITHOUT ROWID} away.
   *
   * @return the changed text, for example {@code CREATE TABLE t(a PRIMARY KEY)}
   */
  public TableText withRowid() {
    return parts.option(WITHOUT_ROWID).map(it -> edited(edits().withoutOption(it))).orElse(this);
  }

  /**
   * Returns the text, for example {@code CREATE TABLE pets(id INTEGER)}.
   *
   * @return the same as {@link #sql()}
   */
  @Override
  public String toString() {
    return sql();
  }

  /** Reads what an edit has made; no column may have come to another type by it. */
  private TableText edited(String sql) {
    TableText edited = read(sql);
    for (ColumnText column : columns()) {
      Optional<ColumnText> after = edited.column(column.name());
      if (after.filter(it -> !it.type().equals(column.type())).isPresent()) {
        throw new UnreadableText(
            sql(), "a comment would belong to the type of column " + column.name());
      }
    }
    return edited;
  }

  private ClauseEdits edits() {
    return new ClauseEdits(parts);
  }

  private TableText without(Name column, Kind kind) {
    TableParts.Column part = parts.columns().get(index(column));
    return part.text().last(kind).isPresent() ? edited(edits().without(part, kind)) : this;
  }

  private int index(Name column) {
    for (int at = 0; at < parts.columns().size(); at++) {
      if (parts.columns().get(at).text().name().equals(column)) {
        return at;
      }
    }
    throw new IllegalArgumentException("table " + name() + " has no column " + column);
  }

  private ConstraintText primaryKey() {
    return Drops.all(parts)
        .filter(clause -> clause.kind() == Kind.PRIMARY_KEY)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("table " + name() + " has no primary key"));
  }

  private TableText drop(Predicate<ConstraintText> wanted, String what) {
    if (Drops.all(parts).noneMatch(wanted)) {
      throw new IllegalArgumentException("table " + name() + " has no " + what);
    }
    return edited(Drops.drop(parts, wanted).sql());
  }

  /** A comment to the end of the line would take what follows along. */
  private static String definition(String definition) {
    return new Gap(definition, new Cursor(definition).last(), definition.length()).hasLineComment()
        ? definition + "\n"
        : definition;
  }
}
