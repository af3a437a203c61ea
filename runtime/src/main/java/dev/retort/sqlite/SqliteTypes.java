package dev.retort.sqlite;

import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What SQLite calls each type. Dates, times, UUIDs and JSON are {@code TEXT}: with any other word
 * their column would have NUMERIC affinity, and a text such as {@code 2020} would become a number.
 */
final class SqliteTypes {
  private static final Set<String> STRICT_WORDS =
      Set.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");

  private SqliteTypes() {}

  /** Returns the type as it is declared, empty for none. */
  static String declared(ColumnType<?> type, Strictness strictness) {
    return strictness == Strictness.STRICT ? strict(type) : loose(type);
  }

  /** Whether a table accepts only the types of https://www.sqlite.org/stricttables.html. */
  enum Strictness {
    LOOSE,
    STRICT;

    static Strictness of(Table table) {
      return table.has(TableOption.STRICT) ? STRICT : LOOSE;
    }
  }

  /** Returns the type of a column of a table: the only integer of its primary key is the rowid. */
  static String declared(Column<?> column, Table table) {
    return isRowid(column, table) ? "INTEGER" : declared(column.type(), Strictness.of(table));
  }

  /**
   * Returns what a declared type becomes when its table becomes strict, for example {@code TEXT} of
   * {@code VARCHAR(20)}; empty where it may stay, or where nobody knows what it stands for.
   */
  static Optional<String> strictWord(String declared) {
    String type = declared.toUpperCase(Locale.ROOT);
    if (type.isEmpty() || STRICT_WORDS.contains(type)) {
      return Optional.empty();
    } else if (type.equals("BOOLEAN")) {
      return Optional.of("INTEGER");
    }
    Affinity affinity = Affinity.of(declared);
    return affinity == Affinity.NUMERIC ? Optional.empty() : Optional.of(affinity.name());
  }

  private static boolean isRowid(Column<?> column, Table table) {
    Optional<PrimaryKey> key = table.primaryKey();
    return key.isPresent()
        && key.get().columns().equals(List.of(column.name()))
        && column.type().kind() != ColumnType.Kind.DECLARED
        && column.type().isInteger();
  }

  private static String loose(ColumnType<?> type) {
    return switch (type.kind()) {
      case SMALLINT -> "SMALLINT";
      case INTEGER -> "INTEGER";
      case BIGINT -> "BIGINT";
      case REAL -> "REAL";
      case DOUBLE_PRECISION -> "DOUBLE PRECISION";
      case NUMERIC -> "NUMERIC(" + type.arguments().get(0) + "," + type.arguments().get(1) + ")";
      case BOOLEAN -> "BOOLEAN";
      case VARCHAR -> "VARCHAR(" + type.arguments().get(0) + ")";
      case CHARACTER -> "CHAR(" + type.arguments().get(0) + ")";
      case BLOB -> "BLOB";
      case TEXT, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, JSON -> "TEXT";
      case DECLARED -> type.declared();
    };
  }

  private static String strict(ColumnType<?> type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, BOOLEAN -> "INTEGER";
      case REAL, DOUBLE_PRECISION -> "REAL";
      case NUMERIC ->
          throw new IllegalArgumentException(
              type
                  + " has no exact type in a STRICT table; use text, or bigint and count in the"
                  + " smallest unit");
      case BLOB -> "BLOB";
      case TEXT, VARCHAR, CHARACTER, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID, JSON -> "TEXT";
      case DECLARED -> type.declared();
    };
  }
}
