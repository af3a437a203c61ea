package dev.retort.sqlite;

import dev.retort.plan.Copier;
import dev.retort.schema.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/**
 * Copies an SQLite database by SQLite's own online backup, page by page, so that a copy has the
 * same rowids, free pages and settings.
 *
 * <p>Never by reading the file with Java while SQLite has it open: to close any descriptor of a
 * file drops all locks that the process has on it; see https://www.sqlite.org/howtocorrupt.html.
 */
@SuppressWarnings(
    "exports") // the package is exported for its inspection; this is for Migrator alone
public final class SqliteCopier implements Copier {

  /** Makes the copier. */
  public SqliteCopier() {}

  @Override
  public Optional<Path> file(Connection connection) throws SQLException {
    return OpenFile.of(connection);
  }

  @Override
  public boolean isEmpty(Connection connection) throws SQLException {
    return Query.number(connection, "SELECT count(*) FROM main.sqlite_schema") == 0
        && Query.number(connection, "PRAGMA main.user_version") == 0
        && Query.number(connection, "PRAGMA main.application_id") == 0;
  }

  /**
   * Copies by a second connection, since SQLite copies nothing by the one that has the lock. Where
   * that one lets no other read, it gives the pages itself, by way of the memory.
   */
  @Override
  public void copy(Connection locked, Path file, Duration lockTimeout, Progress progress)
      throws SQLException {
    SQLiteConnection driver = OnlineBackup.driver(locked);
    Optional<Path> original = file(locked);
    if (original.isPresent() && !isExclusive(locked)) {
      try (Connection second = OnlineBackup.reader(original.get(), lockTimeout)) {
        OnlineBackup.of(second).to(file, progress);
      }
    } else {
      write(file, driver.serialize("main"), progress);
    }
    makeSingleFile(file, lockTimeout);
  }

  private static boolean isExclusive(Connection connection) throws SQLException {
    return Query.strings(connection, "PRAGMA main.locking_mode").contains("exclusive");
  }

  /** Nobody has the file open yet, so Java may write it. */
  private static void write(Path file, byte[] pages, Progress progress) throws SQLException {
    try {
      Files.write(file, pages);
    } catch (IOException refused) {
      throw new SQLException("\"%s\" cannot be written: %s".formatted(file, refused), refused);
    }
    progress.copied(1, 1);
  }

  /** A copy of a database with a write-ahead log would want one too, wherever it is read. */
  private static void makeSingleFile(Path file, Duration lockTimeout) throws SQLException {
    try (Connection copy = OnlineBackup.writer(file, lockTimeout)) {
      Query.run(copy, "PRAGMA journal_mode = DELETE");
    }
  }

  @Override
  public Connection open(Path file, Duration lockTimeout) throws SQLException {
    Connection connection = OnlineBackup.reader(file, lockTimeout);
    try {
      Query.run(connection, "PRAGMA ignore_check_constraints = ON");
      Query.run(connection, "BEGIN");
      Query.number(connection, "SELECT count(*) FROM main.sqlite_schema");
      AppNames.supply(connection, "PRAGMA main.quick_check");
      for (String table : tables(connection)) {
        AppNames.supply(connection, count(table));
      }
      return connection;
    } catch (SQLException | RuntimeException refused) {
      connection.close();
      throw refused;
    }
  }

  @Override
  public List<String> damage(Connection connection) throws SQLException {
    return QuickCheck.of(connection);
  }

  /** A table with a collation that the connection does not know can be read by nobody there. */
  @Override
  public Map<String, Long> rows(Connection connection) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables(connection)) {
      try {
        rows.put(table, Query.number(connection, count(table)));
      } catch (SQLException refused) {
        if (AppNames.missingCollation(refused).isEmpty()) {
          throw refused;
        }
      }
    }
    return rows;
  }

  /** Returns the tables that have pages, which virtual ones have not themselves. */
  private static List<String> tables(Connection connection) throws SQLException {
    return Query.strings(
        connection,
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
  }

  private static String count(String table) {
    return "SELECT count(*) FROM main." + Name.found(table).sql();
  }

  @Override
  public void restore(Connection connection, Path file) throws SQLException {
    new RestoreTarget(connection).become(file);
  }
}
