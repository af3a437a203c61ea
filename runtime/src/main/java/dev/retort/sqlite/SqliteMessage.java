package dev.retort.sqlite;

import dev.retort.error.StorageException.Fault;
import java.sql.SQLException;
import java.util.Optional;

/** What SQLite said, without what the driver puts around it, and with what helps. */
final class SqliteMessage {
  /** Said of another connection of this process; https://www.sqlite.org/sharedcache.html. */
  private static final String BY_SHARED_CACHE = "[SQLITE_LOCKED_SHAREDCACHE]";

  private SqliteMessage() {}

  /**
   * Returns SQLite's own words, for example {@code NOT NULL constraint failed: users.name} of
   * {@code [SQLITE_CONSTRAINT_NOTNULL] A NOT NULL constraint failed (NOT NULL constraint failed:
   * users.name)}, and behind them what helps, where the statement is not to blame.
   */
  static String of(SQLException refused) {
    String help = ResultCode.of(refused).map(ResultCode::help).orElse("");
    return help.isEmpty() ? words(refused) : words(refused) + ". " + help;
  }

  /** Returns SQLite's own words alone. */
  static String words(SQLException refused) {
    String message = String.valueOf(refused.getMessage());
    int open = message.indexOf(" (");
    return isOfSqlite(refused) && open > 0 && message.endsWith(")")
        ? message.substring(open + 2, message.length() - 1)
        : message;
  }

  /** A step may use another database, whose codes mean something else. */
  static boolean isOfSqlite(SQLException refused) {
    return String.valueOf(refused.getMessage()).startsWith("[SQLITE_");
  }

  /** Says whether SQLite refused because another connection has the database. */
  static boolean isBusy(SQLException refused) {
    return ResultCode.of(refused).filter(code -> code == ResultCode.BUSY).isPresent()
        || String.valueOf(refused.getMessage()).startsWith(BY_SHARED_CACHE);
  }

  /**
   * Says whether SQLite may have rolled back by itself;
   * https://www.sqlite.org/lang_transaction.html.
   */
  static boolean rollsBack(SQLException refused) {
    return ResultCode.of(refused).filter(ResultCode::rollsBack).isPresent();
  }

  /** Returns what is wrong with the file or the disk, if that is what SQLite says. */
  static Optional<Fault> fault(SQLException refused) {
    return ResultCode.of(refused).flatMap(ResultCode::fault);
  }
}
