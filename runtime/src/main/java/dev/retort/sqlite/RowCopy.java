package dev.retort.sqlite;

import dev.retort.plan.Portions;
import dev.retort.plan.Statement;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies the rows of a table into its new shape, with their rowids, and looks whether all arrived
 * as they were.
 *
 * @param table the old table
 * @param scratch the new one
 * @param before the old shape
 * @param after the new shape
 * @param oldRows how old rows are told apart
 * @param newRows how new rows are told apart
 */
record RowCopy(
    Name table, Name scratch, Table before, Table after, RowidTable oldRows, RowidTable newRows) {

  /** Returns the statement that copies the rows. */
  Statement insert(RowSources sources, OptionalLong count) {
    String insert = inserting(sources);
    String why = "copy the rows of " + table + " into its new shape";
    if (oldRows.key().isEmpty()) {
      return Statement.rows(insert, why);
    }
    String key = table.sql() + "." + oldRows.key().get();
    return Statement.rows(insert + " ORDER BY " + key, why)
        .inPortions(new Portions(insert, "main." + table.sql(), key, count));
  }

  /** Returns the queries that find rows which did not arrive as they were. */
  List<Statement> comparisons(RowSources sources, List<Name> realigned) {
    List<Statement> steps = new ArrayList<>();
    steps.add(Statement.refusal(count(), "compare the numbers of rows"));
    for (Name column : realigned) {
      steps.add(
          Statement.refusal(
              altered(sources, column),
              "find values of " + column + " that its new type has altered"));
    }
    return steps;
  }

  private String inserting(RowSources sources) {
    List<String> targets = new ArrayList<>();
    List<String> values = new ArrayList<>();
    if (newRows.alias().isEmpty() && !newRows.withoutRowid() && oldRows.key().isPresent()) {
      targets.add(newRows.hidden().orElseThrow());
      values.add(table.sql() + "." + oldRows.key().get());
    }
    for (Name column : ClassicRebuild.stored(after)) {
      Optional<String> expression = sources.expression(column);
      if (expression.isPresent()) {
        targets.add(column.sql());
        values.add(expression.get());
      } else if (newRows.alias().equals(Optional.of(column)) && oldRows.key().isPresent()) {
        targets.add(column.sql());
        values.add(table.sql() + "." + oldRows.key().get());
      }
    }
    return "INSERT OR ABORT INTO main."
        + scratch.sql()
        + " ("
        + String.join(", ", targets)
        + ") SELECT "
        + String.join(", ", values)
        + " FROM main."
        + table.sql();
  }

  private String count() {
    return "SELECT 'copied ' || made || ' of ' || had || ' rows' FROM (SELECT (SELECT count(*) FROM"
        + " main."
        + table.sql()
        + ") AS had, (SELECT count(*) FROM main."
        + scratch.sql()
        + ") AS made) WHERE had <> made";
  }

  /**
   * Finds the first value that is another one now: of another class or number, and not the same
   * text. A text that became a floating-point number must give that number to the last bit.
   */
  private String altered(RowSources sources, Name column) {
    String was = "old." + column.sql();
    String is = "new." + column.sql();
    String held = sources.isBackfilled(column) ? was + " IS NOT NULL AND " : "";
    String same =
        "(typeof("
            + was
            + ") = typeof("
            + is
            + ") AND +"
            + was
            + " IS +"
            + is
            + ")"
            + " OR (typeof("
            + was
            + ") IN ('integer', 'real') AND typeof("
            + is
            + ") IN ('integer', 'real')"
            + " AND +"
            + was
            + " = +"
            + is
            + ")"
            + " OR (CAST("
            + was
            + " AS TEXT) IS CAST("
            + is
            + " AS TEXT)"
            + " AND (typeof("
            + is
            + ") <> 'real' OR CAST("
            + was
            + " AS REAL) = "
            + is
            + ")"
            + " AND (typeof("
            + was
            + ") <> 'real' OR CAST("
            + is
            + " AS REAL) = "
            + was
            + "))";
    String row =
        oldRows
            .key()
            .map(key -> " || ' in the row with rowid ' || " + rowid(key, sources))
            .orElse("");
    return "SELECT "
        + Literal.of("column " + column + " of " + table + " holds ").sql()
        + " || quote("
        + was
        + ")"
        + row
        + " || ', which its new type would turn into ' || quote("
        + is
        + ") || "
        + Literal.of(". Say how it is converted: .using(\"...\")").sql()
        + " FROM "
        + old(sources)
        + " AS old LEFT JOIN main."
        + scratch.sql()
        + " AS new ON "
        + join(sources)
        + " WHERE "
        + held
        + "NOT ("
        + same
        + ") LIMIT 1";
  }

  /** Returns the old rows; a key that is converted is found again by what it was converted to. */
  private String old(RowSources sources) {
    List<Name> converted = convertedKeys(sources);
    if (converted.isEmpty()) {
      return "main." + table.sql();
    }
    List<String> columns = new ArrayList<>(List.of(table.sql() + ".*"));
    oldRows.key().ifPresent(key -> columns.add(table.sql() + "." + key + " AS retort_row"));
    for (int at = 0; at < converted.size(); at++) {
      String value = sources.expression(converted.get(at)).orElseThrow();
      columns.add(value + " AS retort_key_" + at);
    }
    return "(SELECT " + String.join(", ", columns) + " FROM main." + table.sql() + ")";
  }

  private String rowid(String key, RowSources sources) {
    return convertedKeys(sources).isEmpty() ? "old." + key : "old.retort_row";
  }

  private List<Name> convertedKeys(RowSources sources) {
    return keys().stream()
        .filter(key -> before.column(key).isPresent() && !sources.isKept(key))
        .toList();
  }

  /** Returns the columns that tell which row became which; none when the hidden rowid does. */
  private List<Name> keys() {
    Optional<Name> alias = newRows.alias();
    if (alias.isPresent() && before.column(alias.get()).isPresent()) {
      return List.of(alias.get());
    } else if (newRows.key().isPresent() && oldRows.key().isPresent()) {
      return List.of();
    }
    return after.primaryKey().map(PrimaryKey::columns).orElseThrow();
  }

  /**
   * Tells which row became which. The condition can be looked up in the key of the new table;
   * without that each row would be compared with each.
   */
  private String join(RowSources sources) {
    List<Name> converted = convertedKeys(sources);
    List<Name> keys = keys();
    if (keys.isEmpty()) {
      return "new."
          + newRows.key().orElseThrow()
          + " = "
          + rowid(oldRows.key().orElseThrow(), sources);
    }
    List<String> same = new ArrayList<>();
    for (Name key : keys) {
      int at = converted.indexOf(key);
      String is = "new." + key.sql();
      if (at >= 0) {
        same.add(is + " = old.retort_key_" + at);
      } else {
        same.add(newRows.alias().isPresent() ? is + " = old." + key.sql() : same(key));
      }
    }
    return String.join(" AND ", same);
  }

  private String same(Name key) {
    String was = "old." + key.sql();
    String type = SqliteTypes.declared(after.column(key).orElseThrow(), after);
    String value =
        switch (Affinity.of(type)) {
          case TEXT -> "iif(typeof(" + was + ") = 'blob', " + was + ", CAST(" + was + " AS TEXT))";
          case BLOB -> "+" + was;
          case INTEGER, REAL, NUMERIC -> was;
        };
    return "new." + key.sql() + " = " + value;
  }
}
