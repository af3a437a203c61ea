package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.address.SqliteAddress;
import dev.retort.error.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Another connection to the same database. */
class DatabaseTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() throws SQLException {
    app = new App(folder);
    app.execute("CREATE TABLE t (a)");
  }

  /** Asserts that it is open, another one, and has the same table. */
  private static void assertAnother(Database database, Connection first) throws SQLException {
    try (Connection another = database.another().orElseThrow()) {
      assertThat(another).isNotSameInstanceAs(first);
      assertThat(App.query(another, "SELECT name FROM sqlite_schema")).containsExactly("t");
    }
    assertThat(first.isClosed()).isFalse();
  }

  @Test
  void anAddressIsOpenedAgain() {
    Database database = new Database.ByUrl(SqliteAddress.of(app.url()), new Properties());

    assertThat(database.<String>with(connection -> look(database, connection))).isEqualTo("seen");
  }

  @Test
  void aDataSourceGivesAnother() {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl(app.url());
    Database database = new Database.BySource(source);

    assertThat(database.<String>with(connection -> look(database, connection))).isEqualTo("seen");
  }

  private static String look(Database database, Connection connection) {
    try {
      assertAnother(database, connection);
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
    return "seen";
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.db", "what?.db", "file:a b.db", "a;b=c.db"})
  void theFileOfACallersConnectionIsOpened(String name) throws SQLException {
    String url = SqliteAddress.ofPath(folder.resolve(name).toString()).url();
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
      statement.execute("ATTACH '" + app.file() + "' AS other");

      assertAnother(new Database.ByConnection(connection), connection);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:sqlite::memory:",
        "jdbc:sqlite:",
        "jdbc:sqlite:file:x?mode=memory&cache=shared",
        "jdbc:sqlite:file:/x?vfs=memdb"
      })
  void aDatabaseInMemoryBelongsToItsConnection(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(new Database.ByConnection(connection).another()).isEqualTo(Optional.empty());
    }
    assertThat(new Database.Empty().another()).isEqualTo(Optional.empty());
  }

  @Test
  void aFileThatIsGoneIsNotMadeAnew() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(app.url())) {
      Files.delete(app.file());

      assertThat(new Database.ByConnection(connection).another()).isEqualTo(Optional.empty());
    }
    assertThat(Files.exists(app.file())).isFalse();
  }

  @Test
  void aConnectionThatIsClosedSaysNothing() throws SQLException {
    Connection connection = DriverManager.getConnection(app.url());
    connection.close();

    assertThat(
            assertThrows(
                DatabaseException.class, () -> new Database.ByConnection(connection).another()))
        .hasMessageThat()
        .isEqualTo("the connection does not say which file it has: database connection closed");
  }

  @Test
  void aMigratorSaysWhichDatabaseItIsFor() throws SQLException {
    Migrator.Builder builder = Migrator.builder(App.REGISTRY).password("secret");
    assertThat(builder.toString()).isEqualTo("Migrator.Builder[..]");
    assertThat(builder.url("file:app.db?mode=ro&key=secret").build().toString())
        .isEqualTo("Migrator of the database \"app.db\"");

    Migrator.Builder ofSource = Migrator.builder(App.REGISTRY).dataSource(new SQLiteDataSource());
    assertThat(ofSource.build().toString())
        .isEqualTo("Migrator of the database of the data source");
    try (Connection connection = DriverManager.getConnection(app.url())) {
      assertThat(Migrator.builder(App.REGISTRY).connection(connection).build().toString())
          .isEqualTo("Migrator of the database of a connection");
    }
    assertThat(new Database.Empty().toString()).isEqualTo("an empty database");
  }

  @Test
  void theConfiguredDatabaseIsUsed() {
    String before = System.setProperty("retort.url", "sqlite:///" + app.file());
    try {
      Migrator.builder(App.REGISTRY).urlFromEnvironment().build().upgrade();
    } finally {
      if (before == null) {
        System.clearProperty("retort.url");
      } else {
        System.setProperty("retort.url", before);
      }
    }

    assertThat(app.migrator().current()).isEqualTo(List.of("r3"));
  }
}
