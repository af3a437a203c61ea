package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.integer;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.ConnectionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Runs alone, on a driver whose SQLite is too old: see the execution of it in the pom. */
class RefusedEngineTest {
  private static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of(
              "r1", List.of(), () -> op -> op.createTable("pets", integer("id"))));

  @TempDir Path folder;
  private Path file;
  private Connection connection;

  @BeforeEach
  void aFileWithATable() throws SQLException {
    file = folder.resolve("app.db");
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    Query.run(connection, "CREATE TABLE cats (id INTEGER PRIMARY KEY)");
    Query.run(connection, "INSERT INTO cats VALUES (1)");
  }

  @Test
  void everyRunIsRefusedWithTheVersionAndWhatIsNeeded() throws Exception {
    byte[] before = Files.readAllBytes(file);
    Migrator migrator = Migrator.builder(REGISTRY).connection(connection).build();
    for (Executable run :
        List.<Executable>of(
            migrator::upgrade, () -> migrator.upgrade("r1"), () -> migrator.stamp("head"))) {
      ConnectionException refused = assertThrows(ConnectionException.class, run);
      assertThat(refused)
          .hasMessageThat()
          .isEqualTo(
              "the driver brings SQLite "
                  + Query.strings(connection, "SELECT sqlite_version()").get(0)
                  + ", and Retort needs 3.37 or newer. Use a newer sqlite-jdbc.");
    }
    assertThat(connection.isClosed()).isFalse();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    connection.close();
  }
}
