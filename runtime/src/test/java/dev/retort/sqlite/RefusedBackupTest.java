package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import dev.retort.error.HistoryException;
import dev.retort.op.Migration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be restored: it is found before the database is touched. */
class RefusedBackupTest {
  private static final String NOTHING = "nothing was restored, and the database is as it was: ";
  private static final Migration FIRST = altering("t", add(text("first")));

  @TempDir Path folder;
  private Path file;
  private Path given;

  @BeforeEach
  void makeDatabase() throws SQLException {
    file = folder.resolve("app.db");
    given = folder.resolve("given.db");
    RichDatabase.PLAIN.at(file).close();
  }

  private void assertRefused(Fault fault, Path backup, String message)
      throws SQLException, IOException {
    byte[] bytes = Files.readAllBytes(file);
    Migrator migrator = Migrator.of(TestDatabase.registry(FIRST), "jdbc:sqlite:" + file);
    BackupException thrown = assertThrows(BackupException.class, () -> migrator.restore(backup));
    assertThat(thrown).hasMessageThat().isEqualTo(NOTHING + message);
    assertThat(thrown.fault()).isEqualTo(fault);
    assertThat(thrown.file()).isEqualTo(backup);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Path missing = folder.resolve("missing.db");
    Migrator making = Migrator.of(TestDatabase.registry(FIRST), "jdbc:sqlite:" + missing);
    assertThrows(BackupException.class, () -> making.restore(backup));
    assertThat(Files.exists(missing)).isFalse();
  }

  @Test
  void aFileThatIsNotThere() throws SQLException, IOException {
    assertRefused(Fault.NO_BACKUP, given, "there is no file \"" + given + "\"");
    assertThat(Files.exists(given)).isFalse();
  }

  @Test
  void aFolder() throws SQLException, IOException {
    assertRefused(Fault.NO_BACKUP, folder, "\"" + folder + "\" is a folder");
  }

  @Test
  void anEmptyFile() throws SQLException, IOException {
    Files.createFile(given);
    assertRefused(Fault.NO_BACKUP, given, "\"" + given + "\" is empty");
  }

  @Test
  void aFileOfAnotherKind() throws SQLException, IOException {
    Files.writeString(given, "a letter to somebody\n".repeat(500));
    assertRefused(
        Fault.NO_BACKUP,
        given,
        "\""
            + given
            + "\" cannot be read: file is not a database. The file is of another kind, or"
            + " encrypted: look at its path");
  }

  @Test
  void aFileThatWasCutOff() throws SQLException, IOException {
    RichDatabase.PLAIN.at(given).close();
    try (FileChannel channel = FileChannel.open(given, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    assertRefused(
        Fault.DAMAGED,
        given,
        "\""
            + given
            + "\" cannot be read: database disk image is malformed. The file is damaged: restore a"
            + " backup, or save what \"sqlite3 FILE .recover\" can read");
  }

  @Test
  void aFileWithADamagedPage() throws SQLException, IOException {
    TestDatabase.file(
            given,
            "CREATE TABLE t (v)",
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 900)"
                + " INSERT INTO t SELECT hex(zeroblob(50)) FROM c")
        .close();
    try (FileChannel channel = FileChannel.open(given, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {77, 77, 77}), 3 * 4096L);
    }
    assertRefused(
        Fault.DAMAGED, given, "\"" + given + "\" is damaged: database disk image is malformed");
  }

  @Test
  void theDatabaseItself() throws SQLException, IOException {
    byte[] bytes = Files.readAllBytes(file);
    Migrator migrator = Migrator.of(TestDatabase.registry(FIRST), "jdbc:sqlite:" + file);
    BackupException thrown = assertThrows(BackupException.class, () -> migrator.restore(file));
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(NOTHING + "\"" + file + "\" is the database itself");
    assertThat(thrown.fault()).isEqualTo(Fault.NO_BACKUP);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void aBackupOfANewerRetort() throws SQLException, IOException {
    byte[] bytes = Files.readAllBytes(file);
    RichDatabase.PLAIN.at(given).close();
    Migrator.of(TestDatabase.registry(FIRST), "jdbc:sqlite:" + given).upgrade();
    try (TestDatabase newer = TestDatabase.file(given)) {
      newer.execute("UPDATE retort_history SET format = 99");
    }
    Migrator migrator = Migrator.of(TestDatabase.registry(FIRST), "jdbc:sqlite:" + file);
    assertThrows(HistoryException.class, () -> migrator.restore(given));
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }
}
