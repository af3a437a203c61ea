package dev.retort.sqlite;

import dev.retort.schema.Name;
import java.sql.SQLException;
import java.util.OptionalLong;

/** What a plan asks of the database itself, since the copy of its schema does not know it. */
interface LiveDatabase {

  /** Returns how many rows a table has; nothing when it is not there. */
  OptionalLong rows(Name table) throws SQLException;

  /** Says whether the stored texts may be written. */
  CatalogAccess catalog();

  /** Says which ways of altering a table may be taken. */
  SqliteDialect.Ways ways();

  /** Says whether what is planned is run as soon as its revision is planned. */
  default boolean runsPlans() {
    return false;
  }

  /** Returns what is known without a database: it has no rows, and every way may be taken. */
  static LiveDatabase none() {
    return new LiveDatabase() {
      @Override
      public OptionalLong rows(Name table) {
        return OptionalLong.empty();
      }

      @Override
      public CatalogAccess catalog() {
        return CatalogAccess.WRITABLE;
      }

      @Override
      public SqliteDialect.Ways ways() {
        return SqliteDialect.Ways.CHEAPEST;
      }
    };
  }
}
