package dev.retort.sqlite;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;

/**
 * Names the database in a stored CREATE statement, so that a temporary table of the same name does
 * not get what is meant for the main one. SQLite stores the text without it again.
 */
final class Qualified {
  private Qualified() {}

  /** Returns a CREATE INDEX or CREATE TRIGGER for the main database. */
  static String main(String createSql) {
    for (Token token : head(createSql)) {
      if (token.is("INDEX") || token.is("TRIGGER")) {
        return createSql.substring(0, token.end())
            + " main."
            + createSql.substring(token.end()).stripLeading();
      }
    }
    throw new IllegalStateException("this is no index and no trigger: " + createSql);
  }

  /**
   * Returns a CREATE TABLE, VIEW or TRIGGER for the connection alone, which does nothing if the
   * object is there: on a table of the same name in another database.
   */
  static String temporary(String createSql) {
    for (Token token : head(createSql)) {
      for (String type : List.of("TABLE", "VIEW", "TRIGGER")) {
        if (token.is(type)) {
          return "CREATE TEMP " + type + " IF NOT EXISTS" + createSql.substring(token.end());
        }
      }
    }
    throw new IllegalStateException("this is no table, view or trigger: " + createSql);
  }

  private static List<Token> head(String createSql) {
    List<Token> tokens = SqlScript.tokens(createSql);
    return tokens.subList(0, Math.min(4, tokens.size()));
  }
}
