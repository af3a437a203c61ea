package dev.retort.address;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig.Pragma;

/** What an address names, beyond the table of docs/addresses.md. */
class AddressTest {
  private static final String KNOWN =
      "This version knows SQLite, by addresses such as \"jdbc:sqlite:app.db\" and"
          + " \"sqlite:///app.db\"; PostgreSQL is not there yet.";

  @TempDir Path folder;

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(ConnectionException.class, () -> SqliteAddress.of(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.db", "what?.db", "50%.db", "a%20b.db", "ünï.db", "a#b.db", "a;b=c.db", "a&b=c.db",
        "a:b@c.db", " end ", "file:x.db", ":resource:x", "x=memory.db", "a+b.db", "'q\".db",
            "[a].db"
      })
  void aPathOfAnyLettersIsTheFileThatIsOpened(String name) throws SQLException, IOException {
    Path file = folder.resolve(name);
    SqliteAddress address = SqliteAddress.ofPath(file.toString());
    assertThat(address.file()).hasValue(file);
    assertThat(address.exists()).isFalse();

    try (Connection connection = DriverManager.getConnection(address.url());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
    }

    assertThat(address.exists()).isTrue();
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).containsExactly(file);
    }
  }

  @Test
  void aFileIsMadeEmptyOnceAndLeftAloneFromThenOn() throws IOException {
    Path file = folder.resolve("app.db");
    SqliteAddress address = SqliteAddress.ofPath(file.toString());
    address.makeFile();
    assertThat(Files.size(file)).isEqualTo(0);
    Files.writeString(file, "kept");
    address.makeFile();
    assertThat(Files.readString(file)).isEqualTo("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite:%s?open_mode=1", "jdbc:sqlite:file:%s?mode=ro"})
  void aFileThatIsOnlyReadIsNotMade(String url) {
    Path file = folder.resolve("app.db");
    SqliteAddress.of(url.formatted(file)).makeFile();
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void aRelativePathOfAnyLettersStaysRelative() {
    assertThat(SqliteAddress.ofPath("file:a b").url()).isEqualTo("jdbc:sqlite:file:file%3Aa%20b");
    assertThat(SqliteAddress.ofPath("file:a b").file()).hasValue(Path.of("file:a b"));
  }

  @Test
  void aUriIsReadAsSqliteReadsIt() throws SQLException {
    Path file = folder.resolve("my app.db");
    for (String host : new String[] {"", "//", "//localhost"}) {
      String text = "file:" + host + folder + "/my%20app.db?mode=rwc#part";
      SqliteAddress address = SqliteAddress.of(text);
      assertThat(address.file()).hasValue(file);
      try (Connection connection = DriverManager.getConnection(address.url());
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA database_list")) {
        assertThat(row.getString("file")).isEqualTo(file.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sqlite+aiosqlite://,sqlite://",
    "sqlite:///,sqlite://",
    "sqlite://:memory:,sqlite:///:memory:",
    "sqlite:///%3Amemory%3A,sqlite:///:memory:",
    "sqlite:///file:x?mode=memory&uri=true,jdbc:sqlite:file:x?mode=memory",
    "jdbc:sqlite:file:%3amemory:?cache=shared&key=s,jdbc:sqlite:file:%3amemory:?cache=shared",
    "jdbc:sqlite:file:/x?vfs=memdb,jdbc:sqlite:file:/x?vfs=memdb",
    "jdbc:sqlite:file:x?mode=%6Demory,jdbc:sqlite:file:x?mode=memory",
    "file::memory:,jdbc:sqlite:file::memory:",
    "r2dbc:sqlite::memory:,jdbc:sqlite::memory:"
  })
  void aDatabaseInMemoryIsRefused(String text, String shown) {
    assertThat(refusal(text))
        .isEqualTo(
            "the database \""
                + shown
                + "\" lives in memory and would be gone with the connection that Retort opens. Open"
                + " it yourself, and pass the connection:"
                + " Migrator.builder(..).connection(connection)");
  }

  @ParameterizedTest
  @EnumSource(Pragma.class)
  void everyParameterOfTheDriverIsTaken(Pragma pragma) {
    String url = "jdbc:sqlite:app.db?" + pragma.getPragmaName() + "=1";

    assertThat(SqliteAddress.of(url).url()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "h2:mem:x,h2",
    "jdbc:oracle:thin:@host:1521/x,oracle",
    "mssql+pyodbc://u:p@h/d,mssql",
    "jdbc:sqlserver://h;databaseName=d,sqlserver",
    "r2dbc:pool:mariadb://h/d,mariadb",
    "MySQL://h/d,mysql"
  })
  void anotherDatabaseIsNamed(String text, String scheme) {
    assertThat(refusal(text))
        .isEqualTo(
            "the address is one of \"" + scheme + "\", which Retort does not know. " + KNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresq://h/d,postgres://",
    "postgrsql://h/d,postgresql://",
    "postgress://h/d,postgres://",
    "jdbc:postgres://h/d,jdbc:postgresql:",
    "jbdc:sqlite:app.db,jdbc:",
    "sqlite3:///app.db,sqlite:///",
    "r2dbc:sqllite:app.db,r2dbc:sqlite:",
    "r2dbc:postgresql:d,r2dbc:postgresql://",
    "fiel:app.db,file:"
  })
  void aSlipInTheSchemeIsSeen(String text, String meant) {
    assertThat(refusal(text))
        .isEqualTo(
            "the address begins with no scheme that Retort knows. "
                + KNOWN
                + " Did you mean \""
                + meant
                + "\"?");
  }

  @Test
  void aSchemeThatNobodyKnowsIsNotShown() {
    assertThat(refusal("hunter2:x@host"))
        .isEqualTo("the address begins with no scheme that Retort knows. " + KNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.db", "C:\\data\\app.db", "/data/app.db"})
  void aPathWantsAScheme(String text) {
    assertThat(refusal(text))
        .isEqualTo(
            "the address has no scheme. For a file, put \"jdbc:sqlite:\" before its path. "
                + KNOWN);
  }

  @Test
  void anEmptyAddressIsRefused() {
    assertThat(refusal(" \n"))
        .isEqualTo("the address of the database is empty. Say for example \"jdbc:sqlite:app.db\".");
  }

  @Test
  void aPostgresAddressWithoutSlashesIsUnfinished() {
    assertThat(refusal("postgresql+asyncpg:host/app"))
        .isEqualTo(
            "an address that begins with \"postgresql:\" goes on with \"//\" and the host, as in"
                + " \"postgresql://host/app\".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:pa/ss@h/d|an \"@\" stands where none is expected",
        "postgresql://u:12?34@h/d|an \"@\" stands where none is expected",
        "postgresql://[::1/d|a \"[\" has no \"]\"",
        "postgresql://[::1]x/d|something other than a port follows a \"]\"",
        "postgresql://a,,b/d|a host has no name",
        "postgresql://a:0/d|a port is no number from 1 to 65535 (a host with colons of its own stands"
            + " in \"[\" and \"]\")",
        "postgresql://::1/d|a host has no name",
        "postgresql://fe80::1/d|a port is no number from 1 to 65535 (a host with colons of its own"
            + " stands in \"[\" and \"]\")"
      })
  void aServerThatCannotBeReadIsRefusedWithoutItsText(String text, String reason) {
    assertThat(refusal(text))
        .isEqualTo(
            "the address of a PostgreSQL database cannot be read: "
                + reason
                + ". In a user and a password, write \"%40\" for \"@\", \"%3A\" for \":\", \"%2F\""
                + " for \"/\", \"%3F\" for \"?\" and \"%25\" for \"%\".");
  }

  @Test
  void anEmptyPasswordIsOne() {
    assertThat(((PostgresAddress) Address.of("postgresql://u:@h/d")).password()).hasValue("");
    assertThat(((PostgresAddress) Address.of("postgresql://u@h/d")).password()).isEmpty();
  }

  @Test
  void thePropertyGoesBeforeTheVariable() {
    Map<String, String> properties = Map.of("retort.url", "jdbc:sqlite:a.db");
    Map<String, String> variables = Map.of("DATABASE_URL", "sqlite:///b.db");

    assertThat(configured(properties, variables)).isEqualTo("jdbc:sqlite:a.db");
    assertThat(configured(Map.of("retort.url", " "), variables)).isEqualTo("sqlite:///b.db");
    assertThat(configured(Map.of(), variables)).isEqualTo("sqlite:///b.db");
  }

  @Test
  void neitherPropertyNorVariable() {
    assertThat(
            assertThrows(
                ConnectionException.class, () -> configured(Map.of(), Map.of("DATABASE_URL", ""))))
        .hasMessageThat()
        .isEqualTo(
            "no database is configured: neither the system property \"retort.url\" nor the"
                + " environment variable \"DATABASE_URL\" is set. Set one, for example to"
                + " \"jdbc:sqlite:app.db\".");
  }

  private static String configured(Map<String, String> properties, Map<String, String> variables) {
    return ConfiguredAddress.of(
        name -> Optional.ofNullable(properties.get(name)),
        name -> Optional.ofNullable(variables.get(name)));
  }
}
