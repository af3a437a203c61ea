package dev.retort;

import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
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

  /** A database by its URL. */
  record ByUrl(SqliteUrl url, Properties properties) implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      url.requireFolder();
      return using(url.words(), () -> DriverManager.getConnection(url.text(), properties), work);
    }

    @Override
    public boolean exists() {
      return url.exists();
    }
  }

  /** A database by a data source. */
  record BySource(DataSource source) implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      return using("the database of the data source", source::getConnection, work);
    }
  }

  /** A connection of the caller's. */
  record ByConnection(Connection connection) implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      return work.apply(connection);
    }
  }

  /** A database that is not there yet. */
  record Empty() implements Database {
    @Override
    public <T> T with(Function<Connection, T> work) {
      return using(
          "an empty database", () -> DriverManager.getConnection("jdbc:sqlite::memory:"), work);
    }
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  private static <T> T using(String database, Opening opening, Function<Connection, T> work) {
    Connection connection;
    try {
      connection = opening.open();
    } catch (SQLException refused) {
      throw SqliteDialect.unopened(database, refused);
    }
    try (connection) {
      return work.apply(connection);
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

    Database database() {
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
        return new ByUrl(SqliteUrl.of(url.get()), properties);
      }
      return source.isPresent()
          ? new BySource(source.get())
          : new ByConnection(connection.orElseThrow());
    }

    /** Shows nothing that could be a secret. */
    @Override
    public String toString() {
      return "Address[..]";
    }
  }
}
