package dev.retort.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Whether the stored texts may be written; see
 * https://www.sqlite.org/pragma.html#pragma_writable_schema.
 */
enum CatalogAccess {
  WRITABLE,
  CLOSED;

  /** Asks a connection, and leaves it as it was. */
  static CatalogAccess of(Connection connection) throws SQLException {
    long before = Query.number(connection, "PRAGMA writable_schema");
    Query.run(connection, "PRAGMA writable_schema = ON");
    long now = Query.number(connection, "PRAGMA writable_schema");
    Query.run(connection, "PRAGMA writable_schema = " + before);
    return now == 1 ? WRITABLE : CLOSED;
  }
}
