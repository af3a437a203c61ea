package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retort.error.LockTimeoutException;
import dev.retort.run.MigrationListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wait for someone else's lock is bounded and told of. */
class LockWaitTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  /** Takes note of each time it is told, and lets something happen then. */
  private static final class Notes implements MigrationListener {
    private final List<Duration> waited = new ArrayList<>();
    private final List<String> holders = new ArrayList<>();
    private final Runnable then;

    Notes(Runnable then) {
      this.then = then;
    }

    @Override
    public void lockAwaited(Duration time, Optional<String> holder) {
      waited.add(time);
      holders.add(holder.orElse("unknown"));
      then.run();
    }
  }

  private void execute(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @ParameterizedTest
  @CsvSource({"DELETE, BEGIN IMMEDIATE", "DELETE, BEGIN EXCLUSIVE", "WAL, BEGIN IMMEDIATE"})
  void aWaitIsToldOfAfterASecondAndEndsWhenTheLockDoes(String journal, String begin)
      throws SQLException {
    app.execute("PRAGMA journal_mode = " + journal);
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      execute(statement, begin);
      Notes notes = new Notes(() -> execute(statement, "COMMIT"));
      assertThat(
              Migrator.builder(App.REGISTRY)
                  .url(app.url())
                  .listener(notes)
                  .build()
                  .upgrade()
                  .after())
          .containsExactly("r3");
      assertThat(notes.waited).hasSize(1);
      assertThat(notes.waited.get(0)).isAtLeast(Duration.ofSeconds(1));
      assertThat(notes.waited.get(0)).isLessThan(Duration.ofSeconds(3));
    }
  }

  /** Exclusively locked, it lets nobody open another one. */
  @ParameterizedTest
  @ValueSource(strings = {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"})
  void aConnectionThatSharesItsCacheIsWaitedForToo(String begin) throws SQLException {
    app.execute("CREATE TABLE t (v)");
    String shared = "jdbc:sqlite:file:" + app.url().substring("jdbc:sqlite:".length());
    try (Connection other = DriverManager.getConnection(shared + "?cache=shared");
        Statement statement = other.createStatement()) {
      execute(statement, begin);
      Notes notes = new Notes(() -> execute(statement, "COMMIT"));
      Migrator.builder(App.REGISTRY)
          .url(shared + "?cache=shared")
          .lockTimeout(Duration.ofSeconds(10))
          .listener(notes)
          .build()
          .upgrade();
      assertThat(notes.waited).hasSize(1);
    }
  }

  /** With a DELETE journal a reader is in the way of the COMMIT alone. */
  @Test
  void aWaitForAReaderAtTheEndIsToldOfToo() throws SQLException {
    app.execute("CREATE TABLE t (v)");
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      execute(statement, "BEGIN");
      execute(statement, "SELECT count(*) FROM t");
      Notes notes = new Notes(() -> execute(statement, "COMMIT"));
      Migrator.builder(App.REGISTRY).url(app.url()).listener(notes).build().upgrade();
      assertThat(notes.waited).hasSize(1);
    }
  }

  @Test
  void aLockThatEndsBeforeASecondIsNotToldOf() throws Exception {
    app.execute("CREATE TABLE t (v)");
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      execute(statement, "BEGIN IMMEDIATE");
      Notes notes = new Notes(() -> {});
      Thread run =
          new Thread(
              () ->
                  Migrator.builder(App.REGISTRY).url(app.url()).listener(notes).build().upgrade());
      run.start();
      run.join(300);
      execute(statement, "COMMIT");
      run.join();
      assertThat(notes.waited).isEmpty();
      assertThat(app.migrator().pending()).isEmpty();
    }
  }

  /** Holds the lock of a database until it is told to end. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
      try (Connection connection = DriverManager.getConnection(arguments[0]);
          Statement statement = connection.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        System.out.println("held");
        System.out.flush();
        System.in.read();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void theProcessThatHasTheLockIsNamed(String journal) throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/locks")), "this system does not tell of locks");
    app.execute("PRAGMA journal_mode = " + journal);
    app.execute("CREATE TABLE t (v)");
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Holder.class.getName(),
                app.url())
            .redirectErrorStream(true)
            .start();
    try {
      String said = "";
      while (!said.equals("held")) {
        said = holder.inputReader().readLine();
        assertWithMessage("the holder ended").that(said).isNotNull();
      }
      Notes notes = new Notes(() -> {});
      Migrator migrator =
          Migrator.builder(App.REGISTRY)
              .url(app.url())
              .listener(notes)
              .lockTimeout(Duration.ofMillis(1500))
              .build();
      LockTimeoutException thrown = assertThrows(LockTimeoutException.class, migrator::upgrade);
      String expected = "process " + holder.pid() + " (java)";
      assertThat(notes.holders).containsExactly(expected);
      assertThat(thrown.holder()).isEqualTo(Optional.of(expected));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "the database was locked by "
                  + expected
                  + " for 1500 ms. Let it end, or wait longer: .lockTimeout(..)");
    } finally {
      holder.destroy();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(app.migrator().upgrade().after()).containsExactly("r3");
  }

  @Test
  void noTimeAtAllIsNoWait() throws SQLException {
    app.execute("CREATE TABLE t (v)");
    try (Connection other = DriverManager.getConnection(app.url());
        Statement statement = other.createStatement()) {
      execute(statement, "BEGIN IMMEDIATE");
      Migrator migrator =
          Migrator.builder(App.REGISTRY).url(app.url()).lockTimeout(Duration.ZERO).build();
      long started = System.nanoTime();
      assertThrows(LockTimeoutException.class, migrator::upgrade);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void theConnectionWaitsAsLongAsBeforeAfterwards() throws SQLException {
    try (Connection connection = DriverManager.getConnection(app.url());
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 4321");
      Migrator migrator = Migrator.builder(App.REGISTRY).connection(connection).build();
      migrator.upgrade();
      assertThat(App.query(connection, "PRAGMA busy_timeout")).containsExactly("4321");
      migrator.current();
      assertThat(App.query(connection, "PRAGMA busy_timeout")).containsExactly("4321");
    }
  }
}
