package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RevisionRegistry;
import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.run.MigrationListener;
import dev.retort.run.MigrationReport;
import dev.retort.run.RunningStatement;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** The connection is closed by someone while the run is at work, or was so before. */
class LostConnectionTest {
  private static final String CLOSED =
      "the connection was closed before the run had ended, which takes back what the run had not"
          + " committed. Keep it open until then.";
  private static final String NEVER_OPEN =
      "the connection is closed. Give one that is open, and keep it open until the run has ended.";
  private static final RevisionRegistry REGISTRY =
      TestDatabase.registry(ChangeKind.REBUILD.migration());

  @TempDir Path folder;
  private Path file;
  private byte[] bytes;
  private Snapshot before;

  @BeforeEach
  void fill() throws SQLException, IOException {
    file = folder.resolve("app.db");
    try (TestDatabase database = ChangeKind.database(file, "DELETE", 3_000)) {
      before = database.snapshot();
    }
    bytes = Files.readAllBytes(file);
  }

  private void assertAsBefore() throws SQLException, IOException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(Migrator.of(REGISTRY, "jdbc:sqlite:" + file).upgrade().after())
        .containsExactly("r1");
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  /** A listener that does something at one place of a run. */
  private record At(String place, Closing closing) implements MigrationListener {
    interface Closing {
      void close() throws SQLException;
    }

    private void reached(String here) {
      if (place.equals(here)) {
        try {
          closing.close();
        } catch (SQLException refused) {
          throw new IllegalStateException(refused);
        }
      }
    }

    @Override
    public void runStarted(MigrationReport.Direction direction, int revisions) {
      reached("run");
    }

    @Override
    public void revisionStarted(String id, String message) {
      reached("revision");
    }

    @Override
    public void statementStarted(RunningStatement statement) {
      reached("statement " + statement.number());
    }

    @Override
    public void revisionFinished(MigrationReport.RevisionReport report) {
      reached("end");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "revision", "statement 1", "statement 3", "end"})
  void aListenerMustNotCloseIt(String place) throws SQLException, IOException {
    try (Connection connection = open()) {
      Migrator migrator =
          Migrator.builder(REGISTRY)
              .connection(connection)
              .listener(new At(place, connection::close))
              .build();
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(CLOSED);
    }
    assertAsBefore();
  }

  /** Closes it from a thread of its own, at any moment between the first statement and the end. */
  private static final class ClosingThread implements MigrationListener {
    private final Thread thread;

    ClosingThread(Connection connection) {
      this.thread =
          new Thread(
              () -> {
                try {
                  connection.close();
                } catch (SQLException refused) {
                  throw new IllegalStateException(refused);
                }
              });
    }

    @Override
    public void statementStarted(RunningStatement statement) {
      if (statement.number() == 1) {
        thread.start();
      }
    }

    @Override
    public void revisionFinished(MigrationReport.RevisionReport report) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @RepeatedTest(5)
  void anotherThreadMustNotCloseIt() throws SQLException, IOException {
    try (Connection connection = open()) {
      Migrator migrator =
          Migrator.builder(REGISTRY)
              .connection(connection)
              .listener(new ClosingThread(connection))
              .build();
      assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(CLOSED);
    }
    assertAsBefore();
  }

  @Test
  void aConnectionThatIsClosedAlreadyIsRefused() throws SQLException, IOException {
    Connection connection = open();
    connection.close();
    Migrator migrator = Migrator.builder(REGISTRY).connection(connection).build();
    assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(NEVER_OPEN);
    assertThat(assertThrows(ConnectionException.class, migrator::current))
        .hasMessageThat()
        .isEqualTo(NEVER_OPEN);
    assertAsBefore();
  }

  @Test
  void aDataSourceThatGivesClosedConnectionsIsRefused() throws SQLException, IOException {
    SQLiteDataSource source =
        new SQLiteDataSource() {
          @Override
          public org.sqlite.SQLiteConnection getConnection(String user, String password)
              throws SQLException {
            org.sqlite.SQLiteConnection connection = super.getConnection(user, password);
            connection.close();
            return connection;
          }
        };
    source.setUrl("jdbc:sqlite:" + file);
    Migrator migrator = Migrator.builder(REGISTRY).dataSource(source).build();
    assertThat(assertThrows(ConnectionException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo(NEVER_OPEN);
    assertAsBefore();
  }

  @Test
  void aDataSourceThatGivesNoneSaysWhy() {
    SQLiteDataSource source =
        new SQLiteDataSource() {
          @Override
          public org.sqlite.SQLiteConnection getConnection(String user, String password)
              throws SQLException {
            throw new SQLException("no connection is free");
          }
        };
    Migrator migrator = Migrator.builder(REGISTRY).dataSource(source).build();
    assertThat(assertThrows(DatabaseException.class, migrator::upgrade))
        .hasMessageThat()
        .isEqualTo("the database of the data source cannot be opened: no connection is free");
  }

  /** Returns a connection that is lost when it has done what a statement says. */
  private static Connection lostAfter(String sql, Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            LostConnectionTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Object result = call(method, real, arguments);
              return method.getName().equals("createStatement")
                  ? closing(sql, (Statement) result, real)
                  : result;
            });
  }

  private static Object closing(String sql, Statement statement, Connection real) {
    return Proxy.newProxyInstance(
        LostConnectionTest.class.getClassLoader(),
        new Class<?>[] {Statement.class},
        (proxy, method, arguments) -> {
          Object result = call(method, statement, arguments);
          if (arguments != null && arguments[0].equals(sql)) {
            real.close();
          }
          return result;
        });
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  @Test
  void aConnectionThatIsLostAfterTheCommitHasDoneItsWork() throws SQLException {
    try (Connection real = open()) {
      Migrator migrator = Migrator.builder(REGISTRY).connection(lostAfter("COMMIT", real)).build();
      assertThat(assertThrows(DatabaseException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the work is done, but the settings of the connection cannot be set back: database"
                  + " connection closed");
    }
    assertThat(Migrator.of(REGISTRY, "jdbc:sqlite:" + file).current()).containsExactly("r1");
  }
}
