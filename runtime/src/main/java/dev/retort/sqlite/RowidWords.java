package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.TableText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What may name a column that is called like the rowid: when the column goes, the word is the
 * hidden rowid from then on, without a word from SQLite; see
 * https://www.sqlite.org/lang_createtable.html#rowid.
 *
 * <p>SQLite does not rename such a column, so that it cannot be asked who names it. A text with the
 * word in it that is on the table, or has the table's name in it too, is taken to.
 */
final class RowidWords {
  private static final Set<Name> WORDS =
      Set.of(Name.found("rowid"), Name.found("oid"), Name.found("_rowid_"));

  private RowidWords() {}

  /** Says whether a name is a word for the rowid. */
  static boolean contain(Name column) {
    return WORDS.contains(column);
  }

  /**
   * Looks at a column that is to be dropped.
   *
   * @throws PlanRefusal when an index, a view or a trigger may name it
   */
  static void requireUnnamed(SchemaCopy copy, Name table, Name column) throws SQLException {
    if (!WORDS.contains(column)) {
      return;
    }
    List<String> problems = new ArrayList<>();
    for (StoredObject object : copy.objects()) {
      if (!object.type().equals("table") && names(object, table, column)) {
        problems.add(problem(object.words(), column));
      }
    }
    for (StoredObject object : copy.temporary()) {
      if (!object.type().equals("table") && names(object, table, column)) {
        problems.add(problem("temporary " + object.words(), column));
      }
    }
    if (!problems.isEmpty()) {
      throw new PlanRefusal(String.join("\n", problems));
    }
  }

  /**
   * Looks at the text of the table without the column.
   *
   * @throws PlanRefusal when a check or a generated column may name it
   */
  static void requireUnnamed(TableText without, Name column) {
    if (WORDS.contains(column)
        && without.column(column).isEmpty()
        && ColumnUse.mentions(without.sql(), column)) {
      throw new PlanRefusal(problem("table " + without.name(), column));
    }
  }

  private static boolean names(StoredObject object, Name table, Name column) {
    return ColumnUse.mentions(object.sql(), column)
        && (Name.found(object.table()).equals(table) || ColumnUse.mentions(object.sql(), table));
  }

  private static String problem(String object, Name column) {
    return "leaves the "
        + object
        + " broken: "
        + column
        + " would be the hidden rowid, since no column has that name any more. Drop or replace it in"
        + " the same revision.";
  }
}
