package dev.retort.sqlite.text;

import dev.retort.sql.Token;
import dev.retort.sql.Token.Kind;
import java.util.Set;

/**
 * Tells which words may stand as names: all but those for which SQLite's grammar has no fallback;
 * see https://www.sqlite.org/src/file?name=src/parse.y.
 */
final class Words {
  private static final Set<String> RESERVED =
      Set.of(
          "ADD ALL ALTER AND AS AUTOINCREMENT BETWEEN CASE CHECK COLLATE COMMIT CONSTRAINT CREATE"
              .concat(" DEFAULT DEFERRABLE DELETE DISTINCT DROP ELSE ESCAPE EXCEPT EXISTS FOREIGN")
              .concat(" FROM GROUP HAVING IN INDEX INSERT INTERSECT INTO IS ISNULL JOIN LIMIT NOT")
              .concat(" NOTHING NOTNULL NULL ON OR ORDER PRIMARY REFERENCES RETURNING SELECT SET")
              .concat(" TABLE THEN TO TRANSACTION UNION UNIQUE UPDATE USING VALUES WHEN WHERE")
              .split(" "));

  /** Names everywhere but in a type. */
  private static final Set<String> JOINS =
      Set.of("INDEXED", "CROSS", "FULL", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT");

  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

  private static final Set<String> COLUMN_CONSTRAINTS =
      Set.of(
          "CONSTRAINT",
          "DEFAULT",
          "NULL",
          "NOT",
          "PRIMARY",
          "UNIQUE",
          "CHECK",
          "REFERENCES",
          "DEFERRABLE",
          "COLLATE",
          "GENERATED",
          "AS");

  private Words() {}

  static boolean isName(Token token) {
    return switch (token.kind()) {
      case QUOTED, STRING -> true;
      case WORD -> !RESERVED.contains(token.keyword());
      default -> false;
    };
  }

  static boolean isTypeWord(Token token) {
    return isName(token) && !(token.kind() == Kind.WORD && JOINS.contains(token.keyword()));
  }

  static boolean beginsTableConstraint(Token token) {
    return token.kind() == Kind.WORD && TABLE_CONSTRAINTS.contains(token.keyword());
  }

  static boolean beginsColumnConstraint(Token token) {
    return token.kind() == Kind.WORD && COLUMN_CONSTRAINTS.contains(token.keyword());
  }
}
