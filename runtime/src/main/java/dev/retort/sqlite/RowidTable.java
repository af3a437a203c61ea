package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How the rows of a table are told apart: by a column that is the rowid, by a hidden rowid, or by
 * the primary key alone.
 *
 * @param alias the column that is the rowid, if one is
 * @param hidden a word by which the rowid can be read, if there is a rowid and a free word
 * @param withoutRowid whether there is no rowid
 */
record RowidTable(Optional<Name> alias, Optional<String> hidden, boolean withoutRowid) {
  private static final List<String> WORDS = List.of("rowid", "_rowid_", "oid");

  /**
   * Asks SQLite, on a table of a copy. A single key column is the rowid when no index was made for
   * the key; see https://www.sqlite.org/lang_createtable.html#rowid.
   */
  static RowidTable of(Connection copy, Name name, Table table) throws SQLException {
    if (table.has(TableOption.WITHOUT_ROWID)) {
      return new RowidTable(Optional.empty(), Optional.empty(), true);
    }
    Optional<Name> alias = Optional.empty();
    try (PreparedStatement query =
        copy.prepareStatement(
            "SELECT max(name) FROM pragma_table_xinfo(?1, 'main') WHERE pk > 0"
                + " HAVING count(*) = 1 AND NOT EXISTS"
                + " (SELECT 1 FROM pragma_index_list(?1, 'main') WHERE origin = 'pk')")) {
      query.setString(1, name.text());
      try (ResultSet rows = query.executeQuery()) {
        if (rows.next()) {
          alias = Optional.of(Name.found(rows.getString(1)));
        }
      }
    }
    Optional<String> hidden =
        WORDS.stream().filter(word -> table.column(Name.found(word)).isEmpty()).findFirst();
    return new RowidTable(alias, hidden, false);
  }

  /** Returns what reads the rowid, as it stands behind a table's name and a dot. */
  Optional<String> key() {
    return alias.map(Name::sql).or(() -> hidden);
  }
}
