package dev.retort.sql;

import java.util.Set;

/**
 * The words of SQLite's own, of which most may be names too;
 * https://www.sqlite.org/lang_keywords.html.
 */
public final class Keywords {
  private static final Set<String> ALL =
      Set.of(
          "ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE"
              .concat(" BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT")
              .concat(" CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME")
              .concat(" CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH")
              .concat(" DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS")
              .concat(" EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB")
              .concat(" GROUP GROUPS HAVING IF IGNORE IMMEDIATE IN INDEX INDEXED INITIALLY INNER")
              .concat(" INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE LIMIT")
              .concat(" MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON")
              .concat(" OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY")
              .concat(" RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE")
              .concat(" RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP")
              .concat(" TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED UNION UNIQUE UPDATE")
              .concat(" USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHOUT WITHIN")
              // No keywords, but values where no column has their name.
              .concat(" FALSE TRUE")
              .split(" "));

  private Keywords() {}

  /**
   * Says whether a word may mean something else than a name.
   *
   * @param word for example {@code "key"}
   * @return true for a keyword, and for {@code TRUE} and {@code FALSE}
   */
  public static boolean contains(String word) {
    return ALL.contains(new Token(Token.Kind.WORD, word, 0, 0).keyword());
  }
}
