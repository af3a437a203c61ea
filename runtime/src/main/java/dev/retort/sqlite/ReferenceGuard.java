package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.op.Operation;
import dev.retort.op.RenameTable;
import dev.retort.plan.Statement;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows whose foreign keys reference nothing, looked for by SQL alone: those at the beginning of
 * a script are kept in a temporary table, which follows the renames, and others at its end fail it.
 * See {@link ForeignKeyCheck}, which a run has.
 */
final class ReferenceGuard {
  private static final int SHOWN = 5;
  private static final String BROKEN = "temp.retort_broken";

  private ReferenceGuard() {}

  /**
   * Returns the tables that have a key which fits nothing, and what SQLite says of it: it fails
   * when it is asked for their rows, whether or not there are any.
   */
  static Map<Name, String> unfit(SchemaCopy copy) throws SQLException {
    Map<Name, String> unfit = new TreeMap<>();
    for (StoredObject object : copy.objects()) {
      if (object.type().equals("table")) {
        try {
          Query.strings(
              copy.connection(),
              "PRAGMA main.foreign_key_check(" + Literal.of(object.name()).sql() + ")");
        } catch (SQLException mismatch) {
          if (!String.valueOf(mismatch.getMessage()).contains("foreign key mismatch")) {
            throw mismatch;
          }
          unfit.put(Name.found(object.name()), SqliteMessage.of(mismatch));
        }
      }
    }
    return unfit;
  }

  /**
   * Refuses a revision that leaves a key behind which fits nothing and did not before.
   *
   * @param before the tables that had one before it
   * @param after the tables that have one after it
   */
  static void requireFit(Set<Name> before, Map<Name, String> after, List<Operation> operations) {
    Set<Name> old = new TreeSet<>(before);
    for (Operation operation : operations) {
      if (operation instanceof RenameTable rename && old.remove(rename.from())) {
        old.add(rename.to());
      }
    }
    Map<Name, String> fresh = new TreeMap<>(after);
    fresh.keySet().removeAll(old);
    if (!fresh.isEmpty()) {
      throw new PlanRefusal(
          "breaks references between tables: " + String.join("; ", fresh.values()));
    }
  }

  /** Returns the statements that take note of what is broken at the beginning. */
  static List<Statement> notice(Set<Name> unfit) {
    String why = "take note of the rows that reference nothing already";
    return List.of(
        Statement.rows(
            "CREATE TEMP TABLE retort_broken (child TEXT COLLATE NOCASE, columns TEXT, parent TEXT"
                + " COLLATE NOCASE, row INTEGER)",
            why),
        Statement.rows(
            "INSERT INTO "
                + BROKEN
                + " SELECT child, lower(columns), parent, row FROM ("
                + broken(unfit)
                + ")",
            why));
  }

  /** Returns the statements that let what was noticed follow the renames of a revision. */
  static List<Statement> followed(List<Operation> operations) {
    List<Statement> statements = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof RenameTable rename) {
        statements.add(renamed(rename));
      } else if (operation instanceof AlterTable alter) {
        for (TableChange change : alter.changes()) {
          if (change instanceof TableChange.RenameColumn rename) {
            statements.add(renamed(alter.table(), rename));
          }
        }
      }
    }
    return statements;
  }

  private static Statement renamed(RenameTable rename) {
    String to = literal(rename.to().text());
    String is = " = " + literal(rename.from().text());
    return follow(
        "child = iif(child"
            + is
            + ", "
            + to
            + ", child), parent = iif(parent"
            + is
            + ", "
            + to
            + ", parent)");
  }

  private static Statement renamed(Name table, TableChange.RenameColumn rename) {
    return follow(
        "columns = replace(columns, "
            + folded(rename.from())
            + ", "
            + folded(rename.to())
            + ") WHERE child = "
            + literal(table.text()));
  }

  private static Statement follow(String sql) {
    return Statement.rows(
        "UPDATE " + BROKEN + " SET " + sql, "know the rows that reference nothing by the new name");
  }

  private static String literal(String name) {
    return Literal.of(name).sql();
  }

  private static String folded(Name name) {
    return "lower(" + literal(name.sql()) + ")";
  }

  /** Returns the query that finds what is broken at the end and was not before. */
  static Statement check(Set<Name> unfit) {
    return Statement.refusal(
        "WITH now AS ("
            + broken(unfit)
            + "), fresh AS (SELECT child, columns, parent, row, count(*) - (SELECT count(*) FROM "
            + BROKEN
            + " AS was WHERE was.child = now.child AND was.columns = lower(now.columns) AND was.parent ="
            + " now.parent AND was.row IS now.row) AS n FROM now GROUP BY child, columns, parent,"
            + " row HAVING n > 0) SELECT group_concat(words, '; ') || iif((SELECT count(*) FROM"
            + " fresh) > "
            + SHOWN
            + ", '; and ' || ((SELECT count(*) FROM fresh) - "
            + SHOWN
            + ") || ' more', '') FROM (SELECT 'row ' || coalesce(row, '(without rowid)') || ' of \"'"
            + " || child || '\" references no row of \"' || parent || '\" by (' || columns || ')' AS"
            + " words FROM fresh ORDER BY child, row LIMIT "
            + SHOWN
            + ")",
        "check all foreign keys");
  }

  /** Returns the statement that forgets what was noticed. */
  static Statement forget() {
    return Statement.rows("DROP TABLE " + BROKEN, "end that");
  }

  private static String broken(Set<Name> unfit) {
    String but =
        unfit.isEmpty()
            ? ""
            : " AND t.name COLLATE NOCASE NOT IN ("
                + String.join(", ", unfit.stream().map(each -> literal(each.text())).toList())
                + ")";
    return "SELECT t.name AS child, (SELECT group_concat('\"' || replace(k.\"from\", '\"',"
        + " '\"\"') || '\"', ', ') FROM (SELECT \"from\" FROM pragma_foreign_key_list(t.name,"
        + " 'main') WHERE id = c.fkid ORDER BY seq) AS k) AS columns, c.parent AS parent, c.rowid AS row FROM"
        + " main.sqlite_schema AS t, pragma_foreign_key_check(t.name, 'main') AS c WHERE t.type ="
        + " 'table'"
        + but;
  }
}
