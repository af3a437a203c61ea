package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.CancelledException;
import dev.retort.run.MigrationListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While others use the database, a restore waits, says so, and can be ended. */
class RestoreWaitTest {
  private final List<Duration> told = new ArrayList<>();

  @TempDir Path folder;
  private Path file;
  private Path backup;

  @BeforeEach
  void makeBackup() throws SQLException {
    file = folder.resolve("app.db");
    TestDatabase.file(file, "CREATE TABLE mine (v)").close();
    backup = migrator(() -> {}).upgrade().backup().orElseThrow().file();
  }

  private Migrator migrator(Runnable whenTold) {
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void lockAwaited(Duration time, Optional<String> holder) {
            told.add(time);
            whenTold.run();
          }
        };
    return Migrator.builder(TestDatabase.registry(op -> op.execute("DROP TABLE mine")))
        .url("jdbc:sqlite:" + file)
        .backup(folder.resolve("backups"))
        .listener(listener)
        .build();
  }

  private List<String> tables() throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      return database.query("SELECT name FROM sqlite_schema WHERE name = 'mine'");
    }
  }

  @Test
  void theWaitIsToldOfAndEndsWithTheLock() throws SQLException {
    try (TestDatabase writer = TestDatabase.file(file, "BEGIN IMMEDIATE")) {
      Migrator migrator =
          migrator(
              () -> {
                try {
                  writer.execute("COMMIT");
                } catch (SQLException refused) {
                  throw new IllegalStateException(refused);
                }
              });
      assertThat(migrator.restore(backup).heads()).isEmpty();
      assertThat(told).hasSize(1);
    }
    assertThat(tables()).containsExactly("mine");
  }

  @Test
  void anInterruptEndsTheWaitAndNothingIsChanged() throws SQLException {
    try (TestDatabase writer = TestDatabase.file(file, "BEGIN IMMEDIATE")) {
      Migrator migrator = migrator(() -> Thread.currentThread().interrupt());
      assertThrows(CancelledException.class, () -> migrator.restore(backup));
      assertThat(Thread.interrupted()).isTrue();
      writer.execute("COMMIT");
    }
    assertThat(tables()).isEmpty();
  }
}
