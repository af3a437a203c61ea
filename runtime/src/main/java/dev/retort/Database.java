package dev.retort;

import dev.retort.address.Redaction;
import dev.retort.address.SqliteAddress;
import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.MigrationException;
import dev.retort.run.Patience;
import dev.retort.run.RunSettings;
import dev.retort.sqlite.SqliteDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;

/** Where connections come from, and whether they are ours to close. */
sealed interface Database {
  /** Does something with a connection. */
  <T> T with(Function<Connection, T> work);

  /** Says whether there is a database to read: opening a file that is not there would make it. */
  default boolean exists() {
    return true;
  }

  /** A database by its address. */
  record ByUrl(SqliteAddress address, Properties properties, RunSettings settings)
      implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      return using(address.words(), opened(), work);
    }

    @Override
    public boolean exists() {
      return address.exists();
    }

    private Connection opened() {
      address.requireFolder();
      address.makeFile();
      try {
        return patiently(settings, () -> DriverManager.getConnection(address.url(), properties));
      } catch (SQLException | RuntimeException refused) {
        requireDriver();
        throw unopened(address.words(), Redaction.of(address, properties), settings, refused);
      }
    }

    private void requireDriver() {
      try {
        DriverManager.getDriver(address.url());
      } catch (SQLException none) {
        throw new ConnectionException(
            address.words()
                + " cannot be opened: there is no JDBC driver for SQLite. Add one to the class path"
                + " or the module path, such as org.xerial:sqlite-jdbc.",
            none);
      }
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
      return address.words();
    }
  }

  /** A database by a data source. */
  record BySource(DataSource source, RunSettings settings) implements Database {
    private static final String WORDS = "the database of the data source";

    @Override
    public <T> T with(Function<Connection, T> work) {
      return using(WORDS, opened(), work);
    }

    private Connection opened() {
      try {
        return patiently(settings, source::getConnection);
      } catch (SQLException | RuntimeException refused) {
        throw unopened(WORDS, Redaction.ofUnknown(), settings, refused);
      }
    }

    /** Shows nothing that could be a secret, as a data source might. */
    @Override
    public String toString() {
      return WORDS;
    }
  }

  /** A connection of the caller's. */
  record ByConnection(Connection connection) implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      return work.apply(connection);
    }

    /** Shows nothing that could be a secret, as a connection might. */
    @Override
    public String toString() {
      return "the database of a connection";
    }
  }

  /** A database that is not there yet. */
  record Empty() implements Database {
    private static final String WORDS = "an empty database";

    @Override
    public <T> T with(Function<Connection, T> work) {
      try {
        return using(WORDS, DriverManager.getConnection("jdbc:sqlite::memory:"), work);
      } catch (SQLException refused) {
        throw SqliteDialect.unopened(WORDS, refused);
      }
    }

    @Override
    public String toString() {
      return WORDS;
    }
  }

  /**
   * Opens a connection when nobody is in the way of that: a parameter such as {@code
   * journal_mode=WAL} writes to the file.
   */
  private static Connection patiently(RunSettings settings, Patience.Attempt<Connection> opening)
      throws SQLException {
    return Patience.toOpen(settings, SqliteDialect::isLocked).wait(opening);
  }

  /** A driver may show the whole address in what it throws, and so may the causes of that. */
  private static MigrationException unopened(
      String database, Redaction redaction, RunSettings settings, Exception refused) {
    if (refused instanceof MigrationException told) {
      return told;
    }
    if (refused instanceof SQLException ofDriver) {
      SQLException shown = redaction.of(ofDriver);
      return SqliteDialect.isLocked(ofDriver)
          ? new LockTimeoutException(settings.lockTimeout(), Optional.empty(), shown)
          : SqliteDialect.unopened(database, shown);
    }
    Throwable shown = redaction.of(refused);
    return new ConnectionException(database + " cannot be opened: " + shown.getMessage(), shown);
  }

  private static <T> T using(String database, Connection opened, Function<Connection, T> work) {
    try (opened) {
      return work.apply(opened);
    } catch (SQLException refused) {
      throw new DatabaseException(
          "the work is done, but " + database + " cannot be closed: " + refused.getMessage(),
          refused);
    }
  }

  /**
   * What a builder was told of the database; exactly one of the first three.
   *
   * @param url a URL
   * @param source a data source
   * @param connection a connection
   * @param properties the user and the password
   */
  record Address(
      Optional<String> url,
      Optional<DataSource> source,
      Optional<Connection> connection,
      Properties properties) {

    static Address none() {
      return new Address(Optional.empty(), Optional.empty(), Optional.empty(), new Properties());
    }

    Address url(String text) {
      return new Address(Optional.of(text), source, connection, properties);
    }

    Address dataSource(DataSource given) {
      return new Address(url, Optional.of(given), connection, properties);
    }

    Address connection(Connection given) {
      return new Address(url, source, Optional.of(given), properties);
    }

    Address user(String name) {
      return with("user", name);
    }

    Address password(String secret) {
      return with("password", secret);
    }

    private Address with(String key, String value) {
      Properties more = new Properties();
      more.putAll(properties);
      more.setProperty(key, value);
      return new Address(url, source, connection, more);
    }

    Database database(RunSettings settings) {
      int given =
          (url.isPresent() ? 1 : 0)
              + (source.isPresent() ? 1 : 0)
              + (connection.isPresent() ? 1 : 0);
      if (given != 1) {
        throw new ConnectionException(
            "a migrator is for one database, and %d were given. Say one of .url(..), .dataSource(..) and .connection(..)"
                .formatted(given));
      }
      if (url.isPresent()) {
        return new ByUrl(SqliteAddress.of(url.get()), properties, settings);
      }
      return source.isPresent()
          ? new BySource(source.get(), settings)
          : new ByConnection(connection.orElseThrow());
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
      return "Address[..]";
    }
  }
}
