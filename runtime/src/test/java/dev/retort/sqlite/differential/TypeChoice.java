package dev.retort.sqlite.differential;

import dev.retort.schema.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * A type that a change can give to a column.
 *
 * @param type as the schema language has it
 * @param loose as SQLite declares it
 * @param strict as SQLite declares it in a STRICT table
 * @param isInteger whether it is the rowid as the only column of a primary key
 */
record TypeChoice(ColumnType<?> type, String loose, String strict, boolean isInteger) {
  private static final Set<String> STRICT_WORDS =
      Set.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");
  static final List<TypeChoice> ALL =
      List.of(
          new TypeChoice(ColumnType.integer(), "INTEGER", "INTEGER", true),
          new TypeChoice(ColumnType.bigint(), "BIGINT", "INTEGER", true),
          new TypeChoice(ColumnType.smallint(), "SMALLINT", "INTEGER", true),
          new TypeChoice(ColumnType.real(), "REAL", "REAL", false),
          new TypeChoice(ColumnType.doublePrecision(), "DOUBLE PRECISION", "REAL", false),
          new TypeChoice(ColumnType.bool(), "BOOLEAN", "INTEGER", false),
          new TypeChoice(ColumnType.text(), "TEXT", "TEXT", false),
          new TypeChoice(ColumnType.varchar(20), "VARCHAR(20)", "TEXT", false),
          new TypeChoice(ColumnType.character(8), "CHAR(8)", "TEXT", false),
          new TypeChoice(ColumnType.blob(), "BLOB", "BLOB", false),
          new TypeChoice(ColumnType.date(), "TEXT", "TEXT", false),
          declared("NVARCHAR(7)"),
          declared("MONEY"));

  private static TypeChoice declared(String words) {
    return new TypeChoice(ColumnType.declared(words, Object.class), words, words, false);
  }

  static TypeChoice any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Returns the type as it is declared in a table. */
  String in(boolean strictTable) {
    return strictTable ? strict : loose;
  }

  /** Returns what a declared type becomes when its table becomes strict. */
  static String inStrictTable(String declared) {
    String type = declared.toUpperCase(Locale.ROOT);
    if (type.isEmpty() || STRICT_WORDS.contains(type)) {
      return declared;
    } else if (type.contains("INT") || type.equals("BOOLEAN")) {
      return "INTEGER";
    } else if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return "TEXT";
    } else if (type.contains("BLOB")) {
      return "BLOB";
    } else if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
      return "REAL";
    }
    return declared;
  }
}
