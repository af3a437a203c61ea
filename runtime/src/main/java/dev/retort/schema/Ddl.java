package dev.retort.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The vocabulary of revisions, meant for {@code import static dev.retort.schema.Ddl.*}.
 *
 * <pre>{@code
 * op.createTable("users",
 *     bigint("id").primaryKey(),
 *     varchar("email", 320).notNull().unique(),
 *     bool("active").notNull().defaultValue(true));
 * op.alterTable("users",
 *     add(text("nick")).after("email"),
 *     alterColumn("email").collate("NOCASE"));
 * op.createIndex(index("ix_users_nick").on("users", "nick").where("active = 1"));
 * }</pre>
 *
 * <p>Everything here is a value. A name that is empty or reserved, a length that is not positive, a
 * default that does not fit: none of them can be made; each is an {@link IllegalArgumentException}
 * that quotes it.
 */
public final class Ddl {
  private Ddl() {}

  /**
   * Returns a column of small whole numbers.
   *
   * @param name its name
   * @return the column, {@code SMALLINT} on SQLite
   */
  public static Column<Integer> smallint(String name) {
    return Column.of(Name.of(name), ColumnType.smallint());
  }

  /**
   * Returns a column of whole numbers.
   *
   * @param name its name
   * @return the column, {@code INTEGER} on SQLite
   */
  public static Column<Integer> integer(String name) {
    return Column.of(Name.of(name), ColumnType.integer());
  }

  /**
   * Returns a column of large whole numbers.
   *
   * @param name its name
   * @return the column, {@code BIGINT} on SQLite
   */
  public static Column<Long> bigint(String name) {
    return Column.of(Name.of(name), ColumnType.bigint());
  }

  /**
   * Returns a column of floating-point numbers.
   *
   * @param name its name
   * @return the column, {@code REAL} on SQLite
   */
  public static Column<Double> real(String name) {
    return Column.of(Name.of(name), ColumnType.real());
  }

  /**
   * Returns a column of floating-point numbers of double precision.
   *
   * @param name its name
   * @return the column, {@code DOUBLE PRECISION} on SQLite
   */
  public static Column<Double> doublePrecision(String name) {
    return Column.of(Name.of(name), ColumnType.doublePrecision());
  }

  /**
   * Returns a column of decimal numbers, exact to 15 digits.
   *
   * @param name its name
   * @param precision how many digits in all, 1 to 15
   * @param scale how many of them after the point
   * @return the column, {@code NUMERIC(p,s)} on SQLite
   */
  public static Column<BigDecimal> numeric(String name, int precision, int scale) {
    return Column.of(Name.of(name), ColumnType.numeric(precision, scale));
  }

  /**
   * Returns a column of truth values.
   *
   * @param name its name
   * @return the column, {@code BOOLEAN} on SQLite, where true is 1
   */
  public static Column<Boolean> bool(String name) {
    return Column.of(Name.of(name), ColumnType.bool());
  }

  /**
   * Returns a column of texts.
   *
   * @param name its name
   * @return the column, {@code TEXT} on SQLite
   */
  public static Column<String> text(String name) {
    return Column.of(Name.of(name), ColumnType.text());
  }

  /**
   * Returns a column of texts up to a length, which SQLite does not enforce.
   *
   * @param name its name
   * @param length in characters, at least 1
   * @return the column, {@code VARCHAR(n)} on SQLite
   */
  public static Column<String> varchar(String name, int length) {
    return Column.of(Name.of(name), ColumnType.varchar(length));
  }

  /**
   * Returns a column of texts of one length, which SQLite does not enforce.
   *
   * @param name its name
   * @param length in characters, at least 1
   * @return the column, {@code CHAR(n)} on SQLite
   */
  public static Column<String> character(String name, int length) {
    return Column.of(Name.of(name), ColumnType.character(length));
  }

  /**
   * Returns a column of bytes.
   *
   * @param name its name
   * @return the column, {@code BLOB} on SQLite
   */
  public static Column<byte[]> blob(String name) {
    return Column.of(Name.of(name), ColumnType.blob());
  }

  /**
   * Returns a column of days.
   *
   * @param name its name
   * @return the column, {@code TEXT} in ISO-8601 on SQLite
   */
  public static Column<LocalDate> date(String name) {
    return Column.of(Name.of(name), ColumnType.date());
  }

  /**
   * Returns a column of times of day.
   *
   * @param name its name
   * @return the column, {@code TEXT} in ISO-8601 on SQLite
   */
  public static Column<LocalTime> time(String name) {
    return Column.of(Name.of(name), ColumnType.time());
  }

  /**
   * Returns a column of days with a time.
   *
   * @param name its name
   * @return the column, {@code TEXT} in ISO-8601 on SQLite
   */
  public static Column<LocalDateTime> timestamp(String name) {
    return Column.of(Name.of(name), ColumnType.timestamp());
  }

  /**
   * Returns a column of days with a time and an offset.
   *
   * @param name its name
   * @return the column, {@code TEXT} in ISO-8601 on SQLite
   */
  public static Column<OffsetDateTime> timestampTz(String name) {
    return Column.of(Name.of(name), ColumnType.timestampTz());
  }

  /**
   * Returns a column of UUIDs.
   *
   * @param name its name
   * @return the column, {@code TEXT} on SQLite
   */
  public static Column<UUID> uuid(String name) {
    return Column.of(Name.of(name), ColumnType.uuid());
  }

  /**
   * Returns a column of JSON texts.
   *
   * @param name its name
   * @return the column, {@code TEXT} on SQLite
   */
  public static Column<String> json(String name) {
    return Column.of(Name.of(name), ColumnType.json());
  }

  /**
   * Returns a column with a type by its SQL.
   *
   * @param name its name
   * @param declaredType as the database is to read it, for example {@code "DECIMAL(10,5)"}
   * @param javaType the class of its values
   * @param <T> the type of its values
   * @return the column
   */
  public static <T> Column<T> column(String name, String declaredType, Class<T> javaType) {
    return Column.of(Name.of(name), ColumnType.declared(declaredType, javaType));
  }

  /**
   * Returns a primary key.
   *
   * @param columns its columns, in their order
   * @return the constraint
   */
  public static PrimaryKey primaryKey(String... columns) {
    return new PrimaryKey(Optional.empty(), Columns.named(columns), false, Conflict.ABORT);
  }

  /**
   * Returns a unique constraint.
   *
   * @param columns its columns, in their order
   * @return the constraint
   */
  public static Unique unique(String... columns) {
    return new Unique(Optional.empty(), Columns.named(columns), Conflict.ABORT);
  }

  /**
   * Returns the columns of a foreign key; {@code references(..)} completes it.
   *
   * @param columns the referencing columns
   * @return the columns
   */
  public static ForeignKey.Columned foreignKey(String... columns) {
    return new ForeignKey.Columned(
        Optional.empty(), Columns.distinct("a foreign key", Columns.named(columns)));
  }

  /**
   * Returns a check.
   *
   * @param sql an expression that is not false for any row, for example {@code "age >= 0"}
   * @return the constraint
   */
  public static Check check(String sql) {
    return new Check(Optional.empty(), sql, Optional.empty());
  }

  /**
   * Returns the option that values must be of their column's type.
   *
   * @return the option
   */
  public static TableOption strict() {
    return TableOption.STRICT;
  }

  /**
   * Returns the option that rows are kept in the order of the primary key.
   *
   * @return the option
   */
  public static TableOption withoutRowid() {
    return TableOption.WITHOUT_ROWID;
  }

  /**
   * Returns the change that adds a column, a constraint or an option.
   *
   * @param element whatever can stand in {@code createTable}
   * @return the change
   */
  public static AddElement add(TableElement element) {
    return new AddElement(element, new TableChange.Position.Last(), Optional.empty());
  }

  /**
   * Returns the change that drops a column and its values.
   *
   * @param name its name
   * @return the change
   */
  public static TableChange dropColumn(String name) {
    return new TableChange.DropColumn(Name.of(name));
  }

  /**
   * Returns the change that renames a column everywhere.
   *
   * @param from the old name
   * @param to the new name
   * @return the change
   */
  public static TableChange renameColumn(String from, String to) {
    return new TableChange.RenameColumn(Name.of(from), Name.of(to));
  }

  /**
   * Returns a change of a column, which changes nothing until its methods say what.
   *
   * @param name its name
   * @return the change
   */
  public static AlterColumn<Object> alterColumn(String name) {
    return AlterColumn.of(Name.of(name));
  }

  /**
   * Returns a change of a column, which changes nothing until its methods say what.
   *
   * @param column the column; of it, only the name and the type of its values count
   * @param <T> the type of its values
   * @return the change
   */
  public static <T> AlterColumn<T> alterColumn(Column<T> column) {
    return AlterColumn.of(column.name());
  }

  /**
   * Returns the change that drops the constraint of a name, whatever its kind.
   *
   * @param name its name
   * @return the change
   */
  public static TableChange dropConstraint(String name) {
    return new TableChange.DropConstraint(Name.of(name));
  }

  /**
   * Returns the change that drops the primary key. Its columns stay.
   *
   * @return the change
   */
  public static TableChange dropPrimaryKey() {
    return new TableChange.DropPrimaryKey();
  }

  /**
   * Returns the change that drops the unique constraint of just these columns.
   *
   * @param columns in the order of the constraint
   * @return the change
   */
  public static TableChange dropUnique(String... columns) {
    return new TableChange.DropUnique(Columns.named(columns));
  }

  /**
   * Returns the change that drops the foreign key of just these columns.
   *
   * @param columns in the order of the constraint
   * @return the change
   */
  public static TableChange dropForeignKey(String... columns) {
    return new TableChange.DropForeignKey(Columns.named(columns));
  }

  /**
   * Returns the change that drops the check with an expression.
   *
   * @param sql spaces, comments, case and outer parentheses do not count
   * @return the change
   */
  public static TableChange dropCheck(String sql) {
    return new TableChange.DropCheck(sql);
  }

  /**
   * Returns the change that makes a table strict, or no longer.
   *
   * @param on which of both
   * @return the change
   */
  public static TableChange strict(boolean on) {
    return new TableChange.Strictness(on);
  }

  /**
   * Returns the name of an index; {@code on(..)} completes it.
   *
   * @param name its name
   * @return the name
   */
  public static Index.Named index(String name) {
    return new Index.Named(Name.of(name));
  }

  /**
   * Returns a column of an index, from large to small.
   *
   * @param column its name
   * @return the term
   */
  public static IndexColumn desc(String column) {
    return IndexColumn.column(Name.of(column)).descending();
  }

  /**
   * Returns a column of an index, with a collation.
   *
   * @param column its name
   * @param collation for example {@code "NOCASE"}
   * @return the term
   */
  public static IndexColumn collate(String column, String collation) {
    return IndexColumn.column(Name.of(column)).collated(collation);
  }

  /**
   * Returns an expression of an index.
   *
   * @param sql for example {@code "lower(email)"}
   * @return the term
   */
  public static IndexColumn expression(String sql) {
    return IndexColumn.expression(sql);
  }

  /**
   * Returns a row to insert.
   *
   * @param cells its values, for example {@code NAME.is("x")}
   * @return the row
   */
  public static Row row(Cell... cells) {
    return new Row(List.of(cells));
  }
}
