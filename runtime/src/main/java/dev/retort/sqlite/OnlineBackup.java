package dev.retort.sqlite;

import dev.retort.plan.Copier.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/**
 * The online backup of SQLite as its driver offers it; see https://www.sqlite.org/backup.html.
 *
 * @param database the database that is copied, or is copied to
 */
record OnlineBackup(DB database) {
  private static final int PAGES_AT_ONCE = 1_000;
  private static final String NO_ERROR = "not an error";

  private static final Map<String, Integer> CODES =
      Map.of(
          "database is locked", 5,
          "destination database is in use", 6,
          "out of memory", 7,
          "attempt to write a readonly database", 8,
          "disk I/O error", 10,
          "database disk image is malformed", 11,
          "database or disk is full", 13,
          "unable to open database file", 14,
          "file is not a database", 26);

  static OnlineBackup of(Connection connection) throws SQLException {
    return new OnlineBackup(driver(connection).getDatabase());
  }

  /**
   * Returns the connection of the driver behind that of a pool. It is of the driver that this class
   * uses then: two copies of SQLite in one process would take each other's locks away.
   */
  static SQLiteConnection driver(Connection connection) throws SQLException {
    if (connection.isWrapperFor(SQLiteConnection.class)) {
      return connection.unwrap(SQLiteConnection.class);
    }
    throw new SQLException(
        "the connection does not give out the one that it wraps; it has to answer"
            + " unwrap(org.sqlite.SQLiteConnection.class)");
  }

  /** Opens a file that must be there, and writes nothing to it. */
  static Connection reader(Path file, Duration lockTimeout) throws SQLException {
    return open(file, "ro", lockTimeout);
  }

  /** Opens a file that must be there. */
  static Connection writer(Path file, Duration lockTimeout) throws SQLException {
    return open(file, "rw", lockTimeout);
  }

  private static Connection open(Path file, String mode, Duration lockTimeout) throws SQLException {
    String path = file.toAbsolutePath().toString().replace('\\', '/');
    String escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23");
    String url = "jdbc:sqlite:file:%s%s?mode=%s";
    Connection connection =
        JDBC.createConnection(
            url.formatted(path.startsWith("/") ? "" : "/", escaped, mode), new Properties());
    try {
      Query.run(connection, "PRAGMA busy_timeout = " + lockTimeout.toMillis());
      return connection;
    } catch (SQLException refused) {
      connection.close();
      throw refused;
    }
  }

  /** Copies this database to a file. */
  void to(Path file, Progress progress) throws SQLException {
    Observer observer = new Observer(progress);
    int code = database.backup("main", text(file), observer, 0, 0, PAGES_AT_ONCE);
    if (code != 0) {
      throw refused(code & 0xff);
    }
    observer.rethrow();
  }

  /**
   * Copies a file to this database. The driver looks for what went wrong at the wrong one of the
   * two; SQLite notes it at this one, whose last message the driver can only be made to throw.
   */
  void from(Path file) throws SQLException {
    int code = database.restore("main", text(file), null, 0, 0, PAGES_AT_ONCE);
    if (code != 0) {
      throw takenBack(refused(code & 0xff));
    }
    String words = lastWords();
    if (!words.equals(NO_ERROR)) {
      throw takenBack(DB.newSQLException(CODES.getOrDefault(words, 1), words));
    }
  }

  /** The next who reads the database takes back what was written of it: better now than then. */
  private SQLException takenBack(SQLException refused) {
    try {
      database.exec("SELECT count(*) FROM main.sqlite_schema", false);
    } catch (SQLException unreadable) {
      refused.addSuppressed(unreadable);
    }
    return refused;
  }

  private String lastWords() {
    try {
      database.throwex(1);
      return NO_ERROR;
    } catch (SQLException last) {
      return SqliteMessage.words(last);
    }
  }

  private static SQLException refused(int code) {
    String words =
        CODES.entrySet().stream()
            .filter(each -> each.getValue() == code)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("result code " + code);
    return DB.newSQLException(code, words);
  }

  private static String text(Path file) {
    return file.toAbsolutePath().toString();
  }

  /** Nothing may be thrown through the driver's native code, so it is kept until that returns. */
  private static final class Observer implements DB.ProgressObserver {
    private final Progress progress;
    private Optional<Throwable> thrown = Optional.empty();

    Observer(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void progress(int remaining, int pages) {
      if (thrown.isEmpty()) {
        try {
          progress.copied((long) pages - remaining, pages);
        } catch (Throwable told) { // a listener of another language may throw any
          thrown = Optional.of(told);
        }
      }
    }

    void rethrow() {
      if (thrown.isPresent()) {
        OnlineBackup.<RuntimeException>rethrow(thrown.get());
      }
    }
  }

  /** Throws anything as it is, which the compiler would only let checked ones be declared for. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
