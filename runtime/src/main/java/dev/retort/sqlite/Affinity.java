package dev.retort.sqlite;

import dev.retort.sql.Token;

/** How SQLite stores the values of a column; see https://www.sqlite.org/datatype3.html. */
enum Affinity {
  INTEGER,
  TEXT,
  BLOB,
  REAL,
  NUMERIC;

  /**
   * Returns the affinity of a declared type, by the rules of section 3.1, in their order. Only the
   * case of ASCII letters does not count.
   */
  static Affinity of(String declaredType) {
    String type = new Token(Token.Kind.WORD, declaredType, 0, 0).keyword();
    if (type.contains("INT")) {
      return INTEGER;
    } else if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
      return TEXT;
    } else if (type.contains("BLOB") || type.isEmpty()) {
      return BLOB;
    } else if (type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB")) {
      return REAL;
    }
    return NUMERIC;
  }

  /** Returns the affinity of a type in a strict table, where ANY keeps every value as it is. */
  static Affinity ofStrict(String declaredType) {
    return declaredType.equalsIgnoreCase("ANY") ? BLOB : of(declaredType);
  }

  /**
   * Says whether values are stored in the same way. INTEGER and NUMERIC differ in CAST alone; see
   * section 3.
   */
  boolean storesLike(Affinity other) {
    return this == other || (isNumeric() && other.isNumeric());
  }

  private boolean isNumeric() {
    return this == INTEGER || this == NUMERIC;
  }
}
