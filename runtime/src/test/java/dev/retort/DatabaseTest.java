package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.LockTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** To switch to a write-ahead log the driver has to write, as soon as it opens the file. */
  @Test
  void aFileThatIsLockedIsOpenedWhenItIsFree() throws Exception {
    String url = app.url() + "?journal_mode=WAL&busy_timeout=1";
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      Migrator impatient =
          Migrator.builder(App.REGISTRY).url(url).lockTimeout(Duration.ofMillis(100)).build();
      assertThat(assertThrows(LockTimeoutException.class, impatient::upgrade))
          .hasMessageThat()
          .isEqualTo(
              "the database was locked by another run or another program for 100 ms. Let it end, or"
                  + " wait longer: .lockTimeout(..)");
      Thread run = new Thread(() -> Migrator.of(App.REGISTRY, url).upgrade());
      run.start();
      run.join(300);
      assertThat(run.isAlive()).isTrue();
      statement.execute("COMMIT");
      run.join();
    }
    assertThat(app.migrator().current()).containsExactly("r3");
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
