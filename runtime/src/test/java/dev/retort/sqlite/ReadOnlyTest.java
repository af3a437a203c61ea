package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.RevisionRegistry;
import dev.retort.error.StorageException;
import dev.retort.error.StorageException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that may be read and not written. */
class ReadOnlyTest {
  @TempDir Path folder;

  private static String message(Path file) {
    return "the database \""
        + file
        + "\" refused, and nothing was changed: attempt to write a readonly database. Let this user"
        + " write the file and its folder, and open it without mode=ro and query_only";
  }

  @ParameterizedTest
  @EnumSource(ChangeKind.class)
  void aConnectionThatOnlyAsks(ChangeKind kind) throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, "DELETE", 100).close();
    byte[] bytes = Files.readAllBytes(file);
    try (TestDatabase database = TestDatabase.file(file, "PRAGMA query_only = ON")) {
      Snapshot before = database.snapshot();
      StorageException thrown =
          assertThrows(StorageException.class, () -> database.upgrade(kind.migration()));
      assertThat(thrown.fault()).isEqualTo(Fault.READ_ONLY);
      assertThat(thrown).hasMessageThat().isEqualTo(message(file));
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(database.query("PRAGMA query_only")).containsExactly("1");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
      database.execute("PRAGMA query_only = OFF");
      assertThat(database.upgrade(kind.migration()).after()).containsExactly("r1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:sqlite:file:%s?mode=ro", "jdbc:sqlite:%s?open_mode=1"})
  void aUrlThatOnlyReads(String url) throws SQLException, IOException {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, "DELETE", 100).close();
    byte[] bytes = Files.readAllBytes(file);
    RevisionRegistry registry = TestDatabase.registry(ChangeKind.REBUILD.migration());
    Migrator reading = Migrator.of(registry, url.formatted(file));
    StorageException thrown = assertThrows(StorageException.class, reading::upgrade);
    assertThat(thrown.fault()).isEqualTo(Fault.READ_ONLY);
    assertThat(thrown).hasMessageThat().isEqualTo(message(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(Migrator.of(registry, "jdbc:sqlite:" + file).upgrade().after())
        .containsExactly("r1");
  }

  @Test
  void whatIsAppliedAlreadyNeedsNoWriting() throws SQLException {
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, "DELETE", 100).close();
    RevisionRegistry registry = TestDatabase.registry(ChangeKind.REBUILD.migration());
    Migrator.of(registry, "jdbc:sqlite:" + file).upgrade();
    Migrator reading = Migrator.of(registry, "jdbc:sqlite:file:" + file + "?mode=ro");
    assertThat(reading.upgrade().isEmpty()).isTrue();
    assertThat(reading.current()).containsExactly("r1");
  }
}
