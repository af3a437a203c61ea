package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retort.Migrator;
import dev.retort.error.BackupException;
import dev.retort.error.BackupException.Fault;
import dev.retort.op.Migration;
import dev.retort.run.Backup;
import dev.retort.run.MigrationListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that cannot be made ends the run before its first change. */
class BackupFailureTest {
  private static final String NO_BACKUP = "no backup could be made, so nothing was changed: ";
  private static final Migration FIRST = altering("t", add(text("first")));

  @TempDir Path folder;
  private Path file;
  private Path backups;

  @BeforeEach
  void makeDatabase() throws SQLException {
    file = folder.resolve("app.db");
    backups = folder.resolve("backups");
    RichDatabase.PLAIN.at(file).close();
  }

  private Migrator migrator(Path to, MigrationListener listener) {
    return Migrator.builder(TestDatabase.registry(FIRST))
        .url("jdbc:sqlite:" + file)
        .backup(to)
        .listener(listener)
        .build();
  }

  private void assertFails(Fault fault, Path to, String message) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Migrator migrator = migrator(to, MigrationListener.NONE);
    BackupException thrown = assertThrows(BackupException.class, migrator::upgrade);
    assertThat(thrown).hasMessageThat().isEqualTo(NO_BACKUP + message);
    assertThat(thrown.fault()).isEqualTo(fault);
    assertThat(thrown.file()).isEqualTo(to);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(migrator.current()).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderWithoutAFolderAroundItIsNotMade() throws IOException {
    Path deep = folder.resolve("stick/backups");
    assertFails(
        Fault.FOLDER,
        deep,
        "the folder \"%s\" cannot be made, since there is no folder \"%s\". Make that first"
            .formatted(deep, folder.resolve("stick")));
    assertThat(Files.exists(folder.resolve("stick"))).isFalse();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Files.createFile(backups);
    assertFails(Fault.FOLDER, backups, "\"" + backups + "\" is no folder");
  }

  @Test
  void aDatabaseThatIsDamagedIsSaidToBeSo() throws SQLException, IOException {
    try (TestDatabase database = TestDatabase.file(file)) {
      database.execute("CREATE TABLE big (v)");
      database.execute(
          "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5000)"
              + " INSERT INTO big SELECT hex(zeroblob(50)) FROM c");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {77, 77, 77}), channel.size() - 4096);
    }
    assertFails(
        Fault.DAMAGED,
        backups,
        "the database is damaged: database disk image is malformed. Restore an earlier backup, or save what \"sqlite3 FILE .recover\" can read");
    assertThat(names(backups)).isEmpty();
  }

  @Test
  void aDatabaseThatHasLostItsFreePagesIsDamaged() throws SQLException, IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 9}), 36);
    }
    String said;
    try (TestDatabase damaged = TestDatabase.file(file)) {
      said = damaged.query("PRAGMA quick_check").get(0).lines().toList().get(1);
    }
    assertThat(said).contains("Freelist");
    assertFails(
        Fault.DAMAGED,
        backups,
        "the database is damaged: "
            + said
            + ". Restore an earlier backup, or save what \"sqlite3 FILE .recover\" can read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"started", "progress", "finished"})
  void whatAListenerThrowsComesOutAsItIs(String when) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    RuntimeException thrown = new IllegalStateException("enough");
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void backupStarted(Path copy) {
            stopAt("started");
          }

          @Override
          public void backupProgress(long done, long total) {
            stopAt("progress");
          }

          @Override
          public void backupFinished(Backup backup) {
            stopAt("finished");
          }

          private void stopAt(String now) {
            if (now.equals(when)) {
              throw thrown;
            }
          }
        };
    Migrator migrator = migrator(backups, listener);
    assertThat(assertThrows(IllegalStateException.class, migrator::upgrade))
        .isSameInstanceAs(thrown);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(names(backups)).hasSize(when.equals("finished") ? 1 : 0);
    assertThat(migrator(backups, MigrationListener.NONE).upgrade().after()).containsExactly("r1");
  }

  @Test
  void aFullDisk() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String said = said("mount", "-t", "tmpfs", "-o", "size=1m", "retort-test", disk.toString());
    assumeTrue(said.isEmpty(), () -> "a small disk cannot be mounted here: " + said);
    try {
      try (TestDatabase database = TestDatabase.file(file)) {
        database.execute("CREATE TABLE big (v)");
        database.execute("INSERT INTO big VALUES (zeroblob(2000000))");
      }
      assertFails(
          Fault.FULL,
          disk,
          "there is no room for it in the folder \""
              + disk
              + "\". Make room there, as much as the database has, or name another folder:"
              + " .backup(..)");
      assertThat(names(disk)).isEmpty();
    } finally {
      assertThat(said("umount", disk.toString())).isEmpty();
    }
  }

  /** A database in memory is written by Java and not by SQLite. */
  @Test
  void aFullDiskForADatabaseInMemory() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String said = said("mount", "-t", "tmpfs", "-o", "size=1m", "retort-test", disk.toString());
    assumeTrue(said.isEmpty(), () -> "a small disk cannot be mounted here: " + said);
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (v)", "INSERT INTO t VALUES (zeroblob(2000000))")) {
      Snapshot before = database.snapshot();
      Migrator migrator =
          Migrator.builder(TestDatabase.registry(FIRST))
              .connection(database.connection())
              .backup(disk)
              .build();
      BackupException thrown = assertThrows(BackupException.class, migrator::upgrade);
      assertThat(thrown.fault()).isEqualTo(Fault.NOT_WRITTEN);
      assertThat(thrown).hasMessageThat().startsWith(NO_BACKUP + "\"" + disk);
      assertThat(thrown).hasMessageThat().endsWith("No space left on device");
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(names(disk)).isEmpty();
    } finally {
      assertThat(said("umount", disk.toString())).isEmpty();
    }
  }

  private static String said(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return String.valueOf(missing.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said.isEmpty() ? "it failed" : said;
  }
}
