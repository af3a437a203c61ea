package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.schema.Check;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queries that find the rows which a change forbids, and say how many there are and which come
 * first.
 *
 * <p>SQLite takes a column that says NOT NULL at its word: once it does, {@code IS NULL} is false
 * for it, whatever the rows hold. So these run before a text is edited.
 *
 * @param table the table, with the columns it has when they run
 * @param rows how its rows are told apart
 */
record Violations(Table table, RowidTable rows) {
  private static final int SHOWN = 3;
  private static final String CHANGE = " Change them first, with execute(..) or run(..).";

  /** Finds NULL in a column that must not be NULL. */
  Statement nulls(Name column, String value, String fix) {
    return Statement.refusal(
        query("column " + column + " of " + table.name() + " is NULL in ", value + " IS NULL", fix),
        "find NULL in " + column + " of " + table.name() + ", which must not be NULL from now on");
  }

  /** Finds rows that break a check. */
  Statement broken(Check check) {
    return Statement.refusal(
        query(
            "",
            SqliteDdl.wrapped(check.expression()) + " IS FALSE",
            " of " + table.name() + " break the " + check.describe() + "." + CHANGE),
        "find rows of " + table.name() + " that break the " + check.describe());
  }

  /** Finds values that a column of a strict table refuses. */
  Statement misfits(Name column, String type, String classes) {
    return Statement.refusal(
        query(
            "column " + column + " of " + table.name() + " holds what is no " + type + " in ",
            "typeof(" + of(column) + ") NOT IN (" + classes + ", 'null')",
            ", which a strict table refuses." + CHANGE),
        "find values of " + column + " that are no " + type);
  }

  /** Finds rows that reference no row of a table that is there. */
  Statement orphans(ForeignKey key, List<Name> targets) {
    List<String> conditions = new ArrayList<>();
    List<String> matches = new ArrayList<>();
    for (int at = 0; at < targets.size(); at++) {
      String value = of(key.columns().get(at));
      conditions.add(value + " IS NOT NULL");
      // The plus takes the child's affinity away, so that the parent's is applied, as for the key.
      matches.add("retort_parent." + targets.get(at).sql() + " = +" + value);
    }
    conditions.add(
        "NOT EXISTS (SELECT 1 FROM main."
            + key.table().sql()
            + " AS retort_parent WHERE "
            + String.join(" AND ", matches)
            + ")");
    return Statement.refusal(
        query(
            "",
            String.join(" AND ", conditions),
            " of "
                + table.name()
                + " reference no row of "
                + key.table()
                + " by the "
                + key.describe()
                + "."
                + CHANGE),
        "find rows of " + table.name() + " that reference no row of " + key.table());
  }

  private String of(Name column) {
    return table.name().sql() + "." + column.sql();
  }

  private String query(String before, String condition, String after) {
    return "WITH bad(k) AS MATERIALIZED (SELECT "
        + key()
        + " FROM main."
        + table.name().sql()
        + " WHERE "
        + condition
        + ") SELECT "
        + Literal.of(before).sql()
        + " || n || iif(n = 1, ' row', ' rows') || ' ("
        + (rows.withoutRowid() ? "key" : "rowid")
        + " ' || first || iif(n > "
        + SHOWN
        + ", ', ..', '') || ')' || "
        + Literal.of(after).sql()
        + " FROM (SELECT (SELECT count(*) FROM bad) AS n, (SELECT group_concat(k, ', ') FROM"
        + " (SELECT k FROM bad LIMIT "
        + SHOWN
        + ")) AS first) WHERE n > 0";
  }

  /** Returns what tells a row: its rowid, else its primary key. */
  private String key() {
    Optional<String> rowid = rows.key();
    if (rowid.isPresent()) {
      return table.name().sql() + "." + rowid.get();
    }
    List<Name> columns = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    return columns.isEmpty()
        ? "'?'"
        : String.join(
            " || ' and ' || ", columns.stream().map(each -> "quote(" + of(each) + ")").toList());
  }

  /**
   * Finds values that occur more than once in columns that are to be unique.
   *
   * @param terms the columns as they are in the key
   */
  String duplicates(List<Layout.Term> terms) {
    List<String> values = terms.stream().map(term -> of(term.column())).toList();
    String rowid = rows.key().map(key -> table.name().sql() + "." + key).orElse("NULL");
    return "WITH twice(v, n, one, other) AS MATERIALIZED (SELECT "
        + String.join(" || ', ' || ", values.stream().map(each -> "quote(" + each + ")").toList())
        + ", count(*), min("
        + rowid
        + "), max("
        + rowid
        + ") FROM main."
        + table.name().sql()
        + " WHERE "
        + String.join(" AND ", values.stream().map(each -> each + " IS NOT NULL").toList())
        + " GROUP BY "
        + String.join(", ", terms.stream().map(this::grouped).toList())
        + " HAVING count(*) > 1) SELECT (SELECT count(*) FROM twice) || iif((SELECT count(*) FROM"
        + " twice) = 1, ' value is', ' values are') || "
        + Literal.of(
                " more than once in ("
                    + String.join(
                        ", ", terms.stream().map(term -> term.column().toString()).toList())
                    + ") of "
                    + table.name()
                    + ", which is to be unique: ")
            .sql()
        + " || v || ' in ' || n || ' rows' || coalesce(' (rowid ' || one || iif(n > 2, ', .., ', ', ')"
        + " || other || ')', '') || "
        + Literal.of("." + CHANGE).sql()
        + " FROM twice LIMIT 1";
  }

  private String grouped(Layout.Term term) {
    return table.name().sql() + "." + term.sql().replaceFirst(" DESC$", "");
  }
}
