package dev.retort.sqlite;

import java.sql.SQLException;

/** What SQLite said, without what the driver puts around it. */
final class SqliteMessage {
  /** https://www.sqlite.org/rescode.html#busy; the extended codes have more bits. */
  private static final int BUSY = 5;

  private SqliteMessage() {}

  /**
   * Returns SQLite's own words, for example {@code NOT NULL constraint failed: users.name} of
   * {@code [SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed (NOT NULL constraint failed:
   * users.name)}.
   */
  static String of(SQLException refused) {
    String message = String.valueOf(refused.getMessage());
    int open = message.indexOf(" (");
    return message.startsWith("[SQLITE_") && open > 0 && message.endsWith(")")
        ? message.substring(open + 2, message.length() - 1)
        : message;
  }

  /** Says whether SQLite refused because another connection has the database. */
  static boolean isBusy(SQLException refused) {
    return (refused.getErrorCode() & 0xff) == BUSY;
  }
}
