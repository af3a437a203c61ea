package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.backup.BackupFolder;
import dev.retort.backup.BackupSafeguard;
import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import dev.retort.plan.Copier;
import dev.retort.run.MigrationListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is spoiled after it was made is found, and is no backup. */
class WrongCopyTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir Path folder;

  /** What is done to a copy. */
  @FunctionalInterface
  private interface Spoil {
    void to(Path copy) throws SQLException, IOException;
  }

  /** Copies as SQLite does, and spoils the copy then. */
  private record Spoiling(Copier real, Spoil spoil) implements Copier {
    @Override
    public Optional<Path> file(Connection connection) throws SQLException {
      return real.file(connection);
    }

    @Override
    public boolean isEmpty(Connection connection) throws SQLException {
      return real.isEmpty(connection);
    }

    @Override
    public void copy(Connection locked, Path file, Duration lockTimeout, Progress progress)
        throws SQLException {
      real.copy(locked, file, lockTimeout, progress);
      try {
        spoil.to(file);
      } catch (IOException refused) {
        throw new SQLException(refused);
      }
    }

    @Override
    public Connection open(Path file, Duration lockTimeout) throws SQLException {
      return real.open(file, lockTimeout);
    }

    @Override
    public List<String> damage(Connection connection) throws SQLException {
      return real.damage(connection);
    }

    @Override
    public Map<String, Long> rows(Connection connection) throws SQLException {
      return real.rows(connection);
    }

    @Override
    public void restore(Connection connection, Path file) throws SQLException {
      real.restore(connection, file);
    }
  }

  private void assertFound(String message, Spoil spoil) throws SQLException, IOException {
    Path backups = folder.resolve("backups");
    BackupFolder kept = new BackupFolder(backups, 1, Clock.systemUTC());
    try (TestDatabase database = RichDatabase.PLAIN.at(folder.resolve("app.db"))) {
      SqliteDialect dialect = new SqliteDialect(SqliteDialect.Ways.CHEAPEST);
      Connection connection = database.connection();
      database.execute("BEGIN IMMEDIATE");
      Path good =
          guard(kept, new SqliteCopier(), dialect, connection)
              .beforeFirstChange(List.of("older"))
              .orElseThrow()
              .file();
      BackupSafeguard guard =
          guard(kept, new Spoiling(new SqliteCopier(), spoil), dialect, connection);
      BackupException thrown =
          assertThrows(BackupException.class, () -> guard.beforeFirstChange(List.of("newer")));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo("no backup could be made, so nothing was changed: " + message);
      assertThat(thrown.fault()).isEqualTo(Fault.NOT_THE_SAME);
      assertThat(thrown.file()).isEqualTo(backups);
      try (Stream<Path> files = Files.list(backups)) {
        assertThat(files.toList()).containsExactly(good);
      }
    }
  }

  private static BackupSafeguard guard(
      BackupFolder kept, Copier copier, SqliteDialect dialect, Connection connection) {
    return new BackupSafeguard(kept, copier, dialect, connection, MigrationListener.NONE, TIMEOUT);
  }

  @Test
  void aCopyThatLacksARow() throws SQLException, IOException {
    assertFound(
        "the copy has 1 rows in \"hidden\", and the database 2",
        copy -> execute(copy, "DELETE FROM hidden WHERE rowid = -5"));
  }

  @Test
  void aCopyThatLacksATable() throws SQLException, IOException {
    assertFound(
        "the copy has no table \"odd \" name?\"",
        copy -> execute(copy, "DROP TABLE \"odd \"\" name?\""));
  }

  @Test
  void aCopyThatIsDamaged() throws SQLException, IOException {
    assertFound(
        "the copy is damaged, and the database is not: Freelist: size is 0 but should be 9. Look at"
            + " the disk of the folder \""
            + folder.resolve("backups")
            + "\"",
        copy -> {
          try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 9}), 36);
          }
        });
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      database.execute(sql);
    }
  }
}
