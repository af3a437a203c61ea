package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.TableText;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a table depends on the value or the order of a column: its keys, its indexes and its
 * generated columns. A word in an index that is the column's name is taken for the column.
 *
 * @param layout how the table is stored
 * @param text its text
 * @param indexes the texts of its indexes
 */
record ColumnUse(Layout layout, TableText text, List<String> indexes) {

  /** Says whether something that is stored is in the order of a column, or computed from it. */
  boolean isStored(Name column) {
    List<Layout.Key> keys = new ArrayList<>(layout.keys());
    layout.clustered().ifPresent(keys::add);
    return keys.stream().anyMatch(key -> key.columns().contains(column))
        || indexes.stream().anyMatch(index -> mentions(index, column))
        || text.columns().stream()
            .map(ColumnText::generatedAs)
            .anyMatch(sql -> sql.filter(each -> mentions(each, column)).isPresent());
  }

  /** Says whether a name is among the words of a text. */
  static boolean mentions(String sql, Name name) {
    return SqlScript.tokens(sql).stream()
        .anyMatch(token -> token.name().equalsIgnoreCase(name.text()));
  }
}
