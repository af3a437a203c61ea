package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the text that SQLite stores of a table, for a table that has that shape already.
 *
 * <p>The statements around it have raised the schema version in the same transaction, so that other
 * connections read the schema again. RESET makes this one do so; see
 * https://www.sqlite.org/pragma.html#pragma_writable_schema.
 */
final class CatalogText {
  private CatalogText() {}

  /** Returns the steps, which have been played on the copy. */
  static List<Step> put(SchemaCopy copy, Name table, String text) throws SQLException {
    String why = "keep the text of " + table + " as it was written";
    List<Step> steps = new ArrayList<>();
    for (String sql :
        List.of(
            "PRAGMA writable_schema = ON",
            "UPDATE main.sqlite_schema SET sql = "
                + Literal.of(text).sql()
                + " WHERE type = 'table' AND name = "
                + Literal.of(table.text()).sql()
                + " COLLATE NOCASE",
            "PRAGMA writable_schema = RESET")) {
      copy.play(sql);
      steps.add(Statement.schema(sql, why));
    }
    return steps;
  }
}
