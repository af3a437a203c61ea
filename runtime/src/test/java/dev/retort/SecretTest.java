package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.MigrationException;
import dev.retort.error.StorageException;
import dev.retort.run.MigrationListener;
import dev.retort.run.RunSettings;
import dev.retort.run.TransactionMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** No password is ever shown, wherever it stands and whatever goes wrong. */
class SecretTest {
  private static final String SECRET = "Hunter2";
  private static final String LEFT_OUT =
      "what the driver said is left out, for it shows what may be a password";

  /** Addresses that have a place for a secret, marked by a star; {@code FILE} is the file. */
  private static final List<String> SHAPES =
      List.of(
          "jdbc:sqlite:FILE?password=*",
          "jdbc:sqlite:FILE?PASSWORD=*&hexkey_mode=SSE",
          "jdbc:sqlite:FILE?password=*&hexkey_mode=*",
          "jdbc:sqlite:FILE?password='*\"",
          "jdbc:sqlite:FILE?foreign_keys=on&pwd=*",
          "jdbc:sqlite:FILE?cipher=*&key=*&hexkey=*",
          "jdbc:sqlite:FILE?journal_mode=*",
          "jdbc:sqlite:FILE?journal_mode=wal;password=*",
          "jdbc:sqlite:FILE?open_mode=*",
          "jdbc:sqlite:FILE?busy_timeout=*",
          "jdbc:sqlite:FILE?date_string_format=*",
          "jdbc:sqlite:FILE?transaction_mode=*",
          "jdbc:sqlite:FILE?encoding=*",
          "jdbc:sqlite:FILE?temp_store_directory='*",
          "jdbc:sqlite:FILE?journal_mode&password=*",
          "jdbc:sqlite:FILE?*",
          "jdbc:sqlite:FILE?*=1",
          "jdbc:sqlite:FILE?a=?*",
          "jdbc:sqlite:FILE;password=*",
          "jdbc:sqlite:FILE&pwd=*",
          "jdbc:sqlite:file:FILE?mode=*",
          "jdbc:sqlite:file:FILE?cache=*",
          "jdbc:sqlite:file:FILE?vfs=*",
          "jdbc:sqlite:file:FILE?key=*",
          "jdbc:sqlite:file:FILE?mode=memory&key=*",
          "jdbc:sqlite:file:x?mode=memory&cache=*",
          "jdbc:sqlite::memory:?password=*",
          "jdbc:sqlite:?password=*",
          "jdbc:sqlite:file://ada:*@host/app.db",
          "jdbc:sqlite:file://*/app.db",
          "jdbc:sqlite:file:ada:*@host/app.db",
          "jdbc:sqlite://ada:*@host/app.db",
          "jdbc:sqlite:ada:*@host/app.db",
          "jdbc:sqlite:ada:*/x@host/app.db",
          "jdbc:sqlite:postgresql://ada:*@host/db",
          "jdbc:sqlite:*://host/db",
          "jdbc:sqlite::resource:http://ada:*@localhost:1/x",
          "jdbc:sqlite::resource:x?password=*",
          "file:FILE?key=*",
          "file://ada:*@host/FILE",
          "sqlite://ada:*@/FILE",
          "sqlite://*@/FILE",
          "sqlite://*",
          "sqlite://host:*/FILE",
          "sqlite+*:///:memory:",
          "sqlite+*://",
          "sqlite+pysqlcipher://:*@/FILE",
          "sqlite+pysqlcipher://:*@/FILE?cipher=*",
          "sqlite:///FILE?password=*",
          "sqlite:///FILE?*=1",
          "sqlite:///FILE?timeout=*",
          "sqlite:///FILE?uri=*&key=*",
          "sqlite:///FILE;password=*",
          "sqlite:///ada:*@host/db",
          "sqlite:///file:FILE?uri=true&key=*&mode=*",
          "sqlite:///file:x?uri=true&key=*&mode=memory",
          "sqlite:///file:FILE?key=*",
          "sqlite:*@host/db",
          "sqlite:ada:*@host/db",
          "r2dbc:sqlite://ada:*@host/FILE",
          "r2dbc:sqlite:FILE?password=*",
          "r2dbc:*:sqlite:FILE",
          "postgresql://ada:*@host/db",
          "postgresql://*@host/db",
          "postgresql://*:x@host/db",
          "postgresql+asyncpg://ada:*@host:5432/db?ssl=*",
          "postgresql+*://ada:*@host/db",
          "postgres://ada:x*/*@host/db",
          "postgres://ada:1/*@host/db",
          "postgres://ada:1?*@host/db",
          "postgres://ada:x?*@host/db",
          "postgres://ada:*@*@host/db",
          "postgres://ada:*#@host/db",
          "postgres://ada:*[@host/db",
          "postgres://ada*:x@[::1/db",
          "postgres://[*]x/db",
          "postgres://host:*/db",
          "postgres://*,,b/*",
          "postgres://host/*?*=*&*",
          "postgres:ada:*@host/db",
          "postgres:*",
          "jdbc:postgresql://host/db?user=*&password=*",
          "jdbc:postgresql://ada:*@host/db",
          "jdbc:postgresql://host/db;password=*",
          "jdbc:postgresql:*",
          "jdbc:postgresql://h:*",
          "r2dbc:postgresql://ada:*@host/db?*",
          "r2dbc:pool:postgres://ada:*@host/db",
          "r2dbcs:postgresql:*",
          "mysql://ada:*@host/db",
          "mysql+*://ada:*@host/db",
          "jdbc:mysql://host/db?password=*",
          "jdbc:h2:file;PASSWORD=*;CIPHER=*",
          "jdbc:oracle:thin:ada/*@host:1521/db",
          "jdbc:sqlserver://host;password=*",
          "jdbc:*://ada:x@host/db",
          "jdbc:*",
          "r2dbc:*",
          "r2dbc*:x",
          "*://host/db",
          "*:ada@host/db",
          "*@host/db",
          "ada:*@host/db",
          "ada:*",
          "*",
          "sqlit:///FILE?key=*",
          "postgrezql://ada:*@host/db",
          "ada:*@postgresql://host/db",
          "jdbc:ada:*@sqlite:FILE",
          "\"postgresql://ada:*@host/db\"",
          "DATABASE_URL=postgresql://ada:*@host/db");

  /** Secrets with letters that an address knows, as they are and percent-encoded. */
  private static final List<String> SECRETS =
      List.of(
          SECRET,
          "x" + SECRET + "%40" + SECRET,
          SECRET + ":" + SECRET,
          SECRET + "@" + SECRET,
          SECRET + "/" + SECRET,
          "?" + SECRET,
          "%" + SECRET,
          "%3a" + SECRET,
          SECRET + " " + SECRET,
          "[" + SECRET,
          "&" + SECRET + "=" + SECRET,
          "'" + SECRET,
          "\\" + SECRET,
          "1" + SECRET + "\n");

  @TempDir Path folder;

  static Stream<String> shapes() {
    return SHAPES.stream();
  }

  /** Returns a database whose history is none, a text, and a file that is not there. */
  private List<Path> files() throws IOException, SQLException {
    Path database = folder.resolve("app.db");
    Files.deleteIfExists(database);
    new App(folder).execute("CREATE TABLE IF NOT EXISTS retort_history (a)");
    Path text = Files.writeString(folder.resolve("text.db"), "no database at all\n".repeat(99));
    return List.of(database, text, folder.resolve("new.db"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void noFailureOfAnAddressShowsIt(String shape) throws IOException, SQLException {
    int failures = 0;
    for (Path file : shape.contains("FILE") ? files() : List.of(folder)) {
      for (String secret : file.endsWith("new.db") ? List.of(SECRET) : SECRETS) {
        String address = shape.replace("FILE", file.toString()).replace("*", secret);
        failures += failures(Migrator.builder(App.REGISTRY).url(address));
      }
    }
    assertThat(failures).isAtLeast(SECRETS.size());
    try (var all = Files.walk(folder)) {
      assertThat(all.filter(file -> file.toString().contains(SECRET)).toList()).isEmpty();
    }
  }

  /** Provokes what it can, asserts that nothing shows the secret, and counts what was thrown. */
  private static int failures(Migrator.Builder builder) {
    assertHidden(builder.toString());
    List<Throwable> thrown = new ArrayList<>();
    try {
      Migrator migrator = builder.build();
      assertHidden(migrator.toString());
      for (Runnable work :
          List.<Runnable>of(
              migrator::current,
              migrator::pending,
              migrator::history,
              migrator::plan,
              migrator::upgrade)) {
        try {
          work.run();
        } catch (MigrationException refused) {
          thrown.add(refused);
        }
      }
    } catch (MigrationException refused) {
      thrown.add(refused);
    }
    thrown.forEach(SecretTest::assertHidden);
    return thrown.size();
  }

  private static void assertHidden(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    assertHidden(trace + "\n" + thrown.getMessage() + "\n" + thrown);
  }

  private static void assertHidden(String text) {
    assertWithMessage(text)
        .that(text.toLowerCase(Locale.ROOT).contains(SECRET.toLowerCase(Locale.ROOT)))
        .isFalse();
  }

  @Test
  void noFailureShowsThePasswordOfTheBuilder() throws IOException, SQLException {
    int failures = 0;
    for (Path file : files()) {
      for (String secret : SECRETS) {
        Migrator.Builder builder =
            Migrator.builder(App.REGISTRY).url("jdbc:sqlite:" + file).user("ada").password(secret);
        failures += failures(builder);
      }
    }
    assertThat(failures).isAtLeast(2 * SECRETS.size());
  }

  @Test
  void aValueThatIsBuiltOfASecretDoesNotShowIt() {
    for (String address :
        List.of(
            "postgresql://ada:Hunter2@host/db?Hunter2=Hunter2",
            "postgresql://Hunter2/Hunter2",
            "jdbc:sqlite:app.db?password=Hunter2")) {
      assertHidden(dev.retort.address.Address.of(address).toString());
    }
    assertHidden(Database.Address.none().password(SECRET).url(SECRET).toString());
    assertHidden(
        Database.Address.none()
            .url("file:a?key=" + SECRET)
            .database(
                new RunSettings(
                    Duration.ZERO, TransactionMode.PER_RUN, MigrationListener.NONE, Map.of()))
            .toString());
  }

  @Test
  void aPathIsShown() {
    ConnectionException thrown =
        assertThrows(
            ConnectionException.class,
            () ->
                Migrator.of(App.REGISTRY, "jdbc:sqlite:" + folder + "/no/app.db?password=Hunter2")
                    .upgrade());

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s/no/app.db\" cannot be made: there is no folder \"%s/no\". Make it first."
                .formatted(folder, folder));
  }

  @Test
  void whatTheDriverSaysIsLeftOutAndItsCodeIsKept() {
    DatabaseException thrown =
        assertThrows(
            DatabaseException.class,
            () ->
                Migrator.of(App.REGISTRY, "jdbc:sqlite:file:" + folder + "/app.db?vfs=Hunter2")
                    .upgrade());

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("the database \"%s/app.db\" cannot be opened: %s".formatted(folder, LEFT_OUT));
    SQLException cause = (SQLException) thrown.getCause();
    assertThat((Throwable) cause).hasMessageThat().isEqualTo("[SQLITE_ERROR] (" + LEFT_OUT + ")");
    assertThat(cause.getErrorCode()).isEqualTo(1);
    assertThat(cause.getStackTrace()[0].getClassName()).isEqualTo("org.sqlite.core.DB");
  }

  @Test
  void whatIsNoSecretIsShown() throws IOException {
    Files.createDirectory(folder.resolve("x"));
    StorageException thrown =
        assertThrows(
            StorageException.class,
            () ->
                Migrator.of(App.REGISTRY, "jdbc:sqlite:file:" + folder + "/x?mode=rw&key=Hunter2")
                    .upgrade());

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s/x\" cannot be opened: unable to open database file. It must be a file, no folder, that this user may open, in a folder where files can be made"
                .formatted(folder));
    assertThat(thrown.getCause()).isInstanceOf(org.sqlite.SQLiteException.class);
  }

  @Test
  void aValueThatTheDriverCannotReadIsAFailureToOpen() {
    ConnectionException thrown =
        assertThrows(
            ConnectionException.class,
            () ->
                Migrator.of(App.REGISTRY, "jdbc:sqlite:" + folder + "/app.db?open_mode=Hunter2")
                    .upgrade());

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \"%s/app.db\" cannot be opened: java.lang.NumberFormatException: %s"
                .formatted(folder, LEFT_OUT));
  }

  @Test
  void noDriverIsSaidWithoutTheAddress() throws SQLException {
    List<Driver> drivers = new ArrayList<>();
    for (Enumeration<Driver> all = DriverManager.getDrivers(); all.hasMoreElements(); ) {
      drivers.add(all.nextElement());
    }
    for (Driver driver : drivers) {
      DriverManager.deregisterDriver(driver);
    }
    try {
      ConnectionException thrown =
          assertThrows(
              ConnectionException.class,
              () ->
                  Migrator.of(App.REGISTRY, "jdbc:sqlite:" + folder + "/app.db?password=Hunter2")
                      .upgrade());
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "the database \"%s/app.db\" cannot be opened: there is no JDBC driver for SQLite. Add one to the class path or the module path, such as org.xerial:sqlite-jdbc."
                  .formatted(folder));
      assertThat(thrown.getCause()).hasMessageThat().isEqualTo("No suitable driver");
      assertHidden(thrown);
    } finally {
      for (Driver driver : drivers) {
        DriverManager.registerDriver(driver);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No suitable driver for jdbc:x://h/db?user=ada&p=Hunter2",
        "cannot connect to postgresql://ada:Hunter2@host/db",
        "login failed: password=Hunter2",
        "login failed; Password: Hunter2",
        "jdbc:sqlserver://h;secretKey=Hunter2"
      })
  void noDataSourceShowsItsPassword(String message) {
    SQLException refused = new SQLException(message, "08001", 17, new IOException(message));
    refused.setNextException(new SQLException("next: " + message));
    refused.addSuppressed(new IllegalStateException(message, refused));
    assertFails(new Unreachable(refused), LEFT_OUT);
    assertFails(new UnreachablePool(refused), "java.lang.IllegalStateException: pool");
  }

  private static void assertFails(DataSource source, String said) {
    MigrationException thrown =
        assertThrows(
            MigrationException.class,
            () -> Migrator.builder(App.REGISTRY).dataSource(source).build().upgrade());
    assertHidden(thrown);
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("the database of the data source cannot be opened: " + said);
  }

  @Test
  void aDataSourceOfSqliteDoesNotShowItsPassword() throws IOException, SQLException {
    int failures = 0;
    for (Path file : files()) {
      for (String parameters : List.of("vfs=nowhere", "mode=ro", "journal_mode&key=Hunter2")) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:file:" + file + "?" + parameters + "&password=Hunter2");
        failures += failures(Migrator.builder(App.REGISTRY).dataSource(source));
      }
    }
    assertThat(failures).isAtLeast(6);
  }

  /** A data source that has no connection. */
  private static final class Unreachable extends SQLiteDataSource {
    private final SQLException refused;

    Unreachable(SQLException refused) {
      this.refused = refused;
    }

    @Override
    public Connection getConnection() throws SQLException {
      throw refused;
    }
  }

  /** A pool that says nothing itself, and has the failure of its driver as a cause. */
  private static final class UnreachablePool extends SQLiteDataSource {
    private final SQLException refused;

    UnreachablePool(SQLException refused) {
      this.refused = refused;
    }

    @Override
    public Connection getConnection() {
      throw new IllegalStateException("pool", refused);
    }
  }
}
