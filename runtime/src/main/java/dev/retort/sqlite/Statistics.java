package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that ANALYZE keeps of a table, which SQLite deletes with it and does not rename with it;
 * see https://www.sqlite.org/lang_analyze.html.
 */
final class Statistics {
  private Statistics() {}

  /** Returns the steps that give a table's statistics to another name. */
  static List<Step> renamed(SchemaCopy copy, Name from, Name to) throws SQLException {
    List<Step> steps = new ArrayList<>();
    for (StoredObject object : copy.objects()) {
      if (object.name().equals("sqlite_stat1") || object.name().equals("sqlite_stat4")) {
        steps.add(
            Statement.rows(
                "UPDATE main."
                    + object.name()
                    + " SET tbl = "
                    + Literal.of(to.text()).sql()
                    + " WHERE tbl = "
                    + Literal.of(from.text()).sql()
                    + " COLLATE NOCASE",
                "keep the statistics of " + from));
      }
    }
    return steps;
  }
}
