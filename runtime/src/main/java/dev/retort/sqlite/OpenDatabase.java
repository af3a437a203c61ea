package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * The database of a run, of which a plan reads what it must know.
 *
 * @param connection the database
 * @param catalog whether the stored texts may be written
 * @param ways which ways of altering a table may be taken
 */
record OpenDatabase(Connection connection, CatalogAccess catalog, SqliteDialect.Ways ways)
    implements LiveDatabase {

  @Override
  public boolean runsPlans() {
    return true;
  }

  @Override
  public OptionalLong rows(Name table) throws SQLException {
    boolean there =
        Query.number(
                connection,
                "SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name = "
                    + Literal.of(table.text()).sql()
                    + " COLLATE NOCASE")
            == 1;
    return there
        ? OptionalLong.of(Query.number(connection, "SELECT count(*) FROM main." + table.sql()))
        : OptionalLong.empty();
  }
}
