package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that ANALYZE keeps of a table, which SQLite deletes with it and does not rename with it;
 * see https://www.sqlite.org/lang_analyze.html.
 */
final class Statistics {
  private Statistics() {}

  /** Returns the steps that give a table's statistics to another name. */
  static List<Step> renamed(SchemaCopy copy, Name from, Name to) throws SQLException {
    List<Step> steps = new ArrayList<>();
    for (String statistics : tables(copy)) {
      steps.add(
          Statement.rows(
              "UPDATE main." + statistics + " SET tbl = " + Literal.of(to.text()).sql() + of(from),
              "keep the statistics of " + from));
    }
    return steps;
  }

  /**
   * Returns the steps that give the statistics of a table's indexes to other names, and delete
   * those of indexes that are gone.
   */
  static List<Step> indexesRenamed(
      SchemaCopy copy, Name table, Map<String, String> names, List<String> gone)
      throws SQLException {
    List<Step> steps = new ArrayList<>();
    StringBuilder cases = new StringBuilder();
    names.forEach(
        (from, to) -> {
          if (!from.equals(to)) {
            cases.append(" WHEN ").append(Literal.of(from).sql());
            cases.append(" THEN ").append(Literal.of(to).sql());
          }
        });
    for (String statistics : tables(copy)) {
      for (String index : gone) {
        steps.add(
            Statement.rows(
                "DELETE FROM main."
                    + statistics
                    + of(table)
                    + " AND idx = "
                    + Literal.of(index).sql(),
                "forget the statistics of the key that " + table + " no longer has"));
      }
      if (cases.length() > 0) {
        steps.add(
            Statement.rows(
                "UPDATE main."
                    + statistics
                    + " SET idx = CASE idx"
                    + cases
                    + " ELSE idx END"
                    + of(table),
                "keep the statistics of the keys of " + table));
      }
    }
    return steps;
  }

  /** Returns how ANALYZE calls the keys of a table: by their indexes, or by the table itself. */
  static List<String> keys(SchemaCopy copy, Name table) throws SQLException {
    return Query.strings(
        copy.connection(),
        "SELECT iif(wr AND origin = 'pk', l.name, i.name) FROM pragma_table_list AS l,"
            + " pragma_index_list(l.name, 'main') AS i WHERE l.schema = 'main' AND origin <> 'c' AND"
            + " l.name = "
            + Literal.of(table.text()).sql()
            + " COLLATE NOCASE ORDER BY seq");
  }

  /** Returns the steps that let the statistics of keys follow the new name of their table. */
  static List<Step> keysRenamed(SchemaCopy copy, Name table, List<String> before)
      throws SQLException {
    List<String> after = keys(copy, table);
    Map<String, String> names = new LinkedHashMap<>();
    for (int at = 0; at < Math.min(before.size(), after.size()); at++) {
      names.put(before.get(at), after.get(at));
    }
    return indexesRenamed(copy, table, names, List.of());
  }

  private static String of(Name table) {
    return " WHERE tbl = " + Literal.of(table.text()).sql() + " COLLATE NOCASE";
  }

  private static List<String> tables(SchemaCopy copy) throws SQLException {
    return copy.objects().stream()
        .map(StoredObject::name)
        .filter(name -> name.equals("sqlite_stat1") || name.equals("sqlite_stat4"))
        .toList();
  }
}
