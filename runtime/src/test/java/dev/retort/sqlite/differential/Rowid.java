package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the rowid of a table can be read, as SQLite says itself.
 *
 * @param alias the column that is the rowid, if one is
 * @param word what reads the rowid, if there is one and something reads it
 */
record Rowid(Optional<String> alias, Optional<String> word) {

  static Rowid of(MemoryDatabase database, String table) throws SQLException {
    String name = MemoryDatabase.text(table);
    boolean without =
        database
            .strings("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = " + name)
            .contains("1");
    if (without) {
      return new Rowid(Optional.empty(), Optional.empty());
    }
    List<String> alias =
        database.strings(
            "SELECT max(name) FROM pragma_table_xinfo(%1$s, 'main') WHERE pk > 0 HAVING count(*) = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(%1$s, 'main') WHERE origin = 'pk')"
                .formatted(name));
    if (!alias.isEmpty()) {
      return new Rowid(Optional.of(alias.get(0)), Optional.of(MemoryDatabase.name(alias.get(0))));
    }
    List<String> columns =
        database.strings("SELECT name FROM pragma_table_xinfo(" + name + ", 'main')").stream()
            .map(column -> column.toLowerCase(Locale.ROOT))
            .toList();
    return new Rowid(
        Optional.empty(),
        List.of("rowid", "oid", "_rowid_").stream()
            .filter(word -> !columns.contains(word))
            .findFirst());
  }
}
