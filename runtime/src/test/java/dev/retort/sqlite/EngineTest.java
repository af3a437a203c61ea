package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Each run of the tests says by {@code -Dretort.engine=..} on which sqlite-jdbc it means to be: a
 * class path that has another one cannot go unnoticed.
 */
class EngineTest {
  private static final String DRIVER = System.getProperty("retort.engine", "");

  @Test
  void theTestsRunOnTheEngineThatTheyAreMeantFor() throws SQLException {
    assumeTrue(!DRIVER.isEmpty(), "no engine was named");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String version = Query.strings(connection, "SELECT sqlite_version()").get(0);
      System.out.println("Tests of dev.retort.sqlite on SQLite " + version);
      assertThat(connection.getMetaData().getDriverVersion()).isEqualTo(DRIVER);
      assertThat(DRIVER).startsWith(version + '.');
    }
  }
}
