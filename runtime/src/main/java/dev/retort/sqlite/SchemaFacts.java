package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What SQLite itself says of a schema, by the words for each thing: not how a text is written, but
 * what it means. Two schemas with the same facts accept the same rows in the same way.
 */
final class SchemaFacts {
  private static final String COLUMNS =
      "SELECT 'column \"' || c.name || '\" of \"' || t.name || '\"', upper(c.type) || iif(c.\"notnull\","
          + " ' NOT NULL', '') || coalesce(' DEFAULT ' || c.dflt_value, '') || iif(c.hidden > 1,"
          + " ' GENERATED', '') FROM main.sqlite_schema AS t, pragma_table_xinfo(t.name, 'main') AS c"
          + " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'";

  private static final String KEYS =
      "SELECT 'key (' || k.terms || ') of \"' || k.tbl || '\"', iif(k.origin = 'pk', 'primary',"
          + " 'unique') FROM (SELECT t.name AS tbl, i.origin AS origin, (SELECT group_concat(coalesce(x.name, '') || ' ' || x.coll ||"
          + " iif(x.desc, ' DESC', ''), ', ') FROM pragma_index_xinfo(i.name, 'main') AS x WHERE"
          + " x.key) AS terms FROM main.sqlite_schema AS t, pragma_index_list(t.name, 'main') AS i"
          + " WHERE t.type = 'table' AND i.origin <> 'c') AS k";

  private static final String REFERENCES =
      "SELECT 'foreign key of \"' || t.name || '\" to \"' || f.\"table\" || '\" (' ||"
          + " group_concat(f.\"from\" || ' to ' || coalesce(f.\"to\", 'its key'), ', ') || ')',"
          + " max(f.on_delete || ', ' || f.on_update) FROM main.sqlite_schema AS t,"
          + " pragma_foreign_key_list(t.name, 'main') AS f WHERE t.type = 'table'"
          + " GROUP BY t.name, f.id, f.\"table\"";

  private static final String OPTIONS =
      "SELECT 'table \"' || name || '\"', type || iif(wr, ' WITHOUT ROWID', '') || iif(strict,"
          + " ' STRICT', '') FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'"
          + " AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";

  private static final String TEXTS =
      "SELECT type || ' \"' || name || '\"', sql FROM main.sqlite_schema WHERE type <> 'table'"
          + " AND sql IS NOT NULL";

  private static final String CLAUSES =
      "SELECT 'special clauses of \"' || name || '\"', sql FROM main.sqlite_schema WHERE type = 'table'"
          + " AND sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'";

  private SchemaFacts() {}

  static Map<String, String> of(Connection connection) throws SQLException {
    Map<String, String> facts = new TreeMap<>();
    for (String query : List.of(COLUMNS, KEYS, REFERENCES, OPTIONS)) {
      read(connection, query, facts, Meaning.AS_IS);
    }
    read(connection, TEXTS, facts, Meaning.TOKENS);
    read(connection, CLAUSES, facts, Meaning.CLAUSES);
    return facts;
  }

  /** What of a text counts. */
  private enum Meaning {
    AS_IS,
    /** The tokens of a text, without spaces, comments, quotes and case. */
    TOKENS,
    /** How often a table says what no PRAGMA tells. */
    CLAUSES
  }

  private static void read(
      Connection connection, String query, Map<String, String> facts, Meaning meaning)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String value = rows.getString(2);
        facts.put(
            rows.getString(1).toLowerCase(Locale.ROOT),
            switch (meaning) {
              case AS_IS -> String.valueOf(value);
              case TOKENS -> SqlShape.tokens(value);
              case CLAUSES -> SqlShape.clauses(value);
            });
      }
    }
  }
}
