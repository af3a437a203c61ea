package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.text;
import static dev.retort.sqlite.TestDatabase.altering;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.ConnectionException;
import dev.retort.error.DatabaseException;
import dev.retort.error.LockTimeoutException;
import dev.retort.error.StorageException;
import dev.retort.error.StorageException.Fault;
import dev.retort.error.UnknownRevisionException;
import dev.retort.op.Migration;
import dev.retort.run.RestoreReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is made again what a backup of it is. */
class RestoreTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final String JOURNAL = "pragma main.journal_mode";
  private static final Migration FIRST = altering("t", add(text("first")));
  private static final Migration SECOND = op -> op.execute("DELETE FROM hidden");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("app.db");
  }

  private Migrator.Builder builder(Migration... revisions) {
    return Migrator.builder(TestDatabase.registry(revisions))
        .backup(folder.resolve("backups"))
        .lockTimeout(TIMEOUT);
  }

  private Migrator byUrl(Migration... revisions) {
    return builder(revisions).url("jdbc:sqlite:" + file).build();
  }

  /** Brings a database to r1 and to r2, and returns the backup that was made between. */
  private Path backup(RichDatabase kind) throws SQLException {
    kind.at(file).close();
    byUrl(FIRST).upgrade();
    return byUrl(FIRST, SECOND).upgrade().backup().orElseThrow().file();
  }

  private static Snapshot snapshot(Path file) throws SQLException {
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      return database.snapshot();
    }
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void everythingIsAsItWas(RichDatabase kind) throws SQLException, IOException {
    kind.at(file).close();
    byUrl(FIRST).upgrade();
    Snapshot before = snapshot(file);
    Path backup = byUrl(FIRST, SECOND).upgrade().backup().orElseThrow().file();
    assertThat(before.differences(snapshot(file))).hasSize(2);
    byte[] bytes = Files.readAllBytes(backup);

    RestoreReport report = byUrl(FIRST, SECOND).restore(backup);

    assertThat(report.heads()).containsExactly("r1");
    assertThat(report.file()).isEqualTo(backup);
    assertThat(report.bytes()).isEqualTo(bytes.length);
    assertThat(report.duration().toNanos()).isGreaterThan(0);
    assertThat(before.differences(snapshot(file))).isEmpty();
    assertThat(byUrl(FIRST, SECOND).current()).containsExactly("r1");
    assertThat(byUrl(FIRST, SECOND).pending()).containsExactly("r2");
    assertThat(Files.readAllBytes(backup)).isEqualTo(bytes);
    assertThat(byUrl(FIRST, SECOND).upgrade().after()).containsExactly("r2");
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void aDatabaseThatIsNotThereIsMade(RichDatabase kind) throws SQLException, IOException {
    Path backup = backup(kind);
    Snapshot wanted = snapshot(backup);
    Path other = folder.resolve("other # 100%.db");
    Migrator migrator = builder(FIRST, SECOND).url("jdbc:sqlite:" + other).build();
    assertThat(migrator.restore(backup).heads()).containsExactly("r1");
    assertThat(wanted.differences(snapshot(other))).isEmpty();
    assertThat(Files.getPosixFilePermissions(other))
        .isEqualTo(Files.getPosixFilePermissions(backup));
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void theConnectionOfTheCallersSeesItAtOnce(RichDatabase kind) throws SQLException {
    Path backup = backup(kind);
    try (TestDatabase database = TestDatabase.file(file, "PRAGMA busy_timeout = 1234")) {
      assertThat(database.query("SELECT count(*) FROM hidden")).containsExactly("0");
      Migrator migrator = builder(FIRST, SECOND).connection(database.connection()).build();
      assertThat(migrator.restore(backup).heads()).containsExactly("r1");
      assertThat(database.query("SELECT count(*) FROM hidden")).containsExactly("2");
      assertThat(database.query("PRAGMA busy_timeout")).containsExactly("1234");
      assertThat(database.query("PRAGMA foreign_keys")).containsExactly("1");
      assertThat(migrator.upgrade().after()).containsExactly("r2");
    }
  }

  @ParameterizedTest
  @EnumSource(RichDatabase.class)
  void anEmptyDatabaseInMemoryTakesAnyBackup(RichDatabase kind) throws SQLException {
    Path backup = backup(kind);
    Snapshot wanted = snapshot(backup).without(JOURNAL);
    try (TestDatabase database = TestDatabase.inMemory()) {
      builder(FIRST, SECOND).connection(database.connection()).build().restore(backup);
      assertThat(wanted.differences(database.snapshot().without(JOURNAL))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL", "TRUNCATE"})
  void pagesOfAnotherSizeAreTaken(String journal) throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    Snapshot wanted = snapshot(backup).without(JOURNAL);
    Path other = folder.resolve("other.db");
    TestDatabase.file(
            other,
            "PRAGMA page_size = 16384",
            "PRAGMA journal_mode = " + journal,
            "CREATE TABLE mine (v)")
        .close();
    builder(FIRST).url("jdbc:sqlite:" + other).build().restore(backup);
    assertThat(wanted.differences(snapshot(other).without(JOURNAL))).isEmpty();
    try (TestDatabase database = TestDatabase.file(other)) {
      assertThat(database.query("PRAGMA journal_mode"))
          .containsExactly(journal.equals("WAL") ? "wal" : "delete");
      assertThat(database.query("PRAGMA page_size")).containsExactly("4096");
    }
  }

  @Test
  void pagesOfAnotherSizeWaitForOthersWithAWriteAheadLog() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    Path other = folder.resolve("other.db");
    Migrator migrator = builder(FIRST).url("jdbc:sqlite:" + other).build();
    try (TestDatabase database =
        TestDatabase.file(
            other,
            "PRAGMA page_size = 16384",
            "PRAGMA journal_mode = WAL",
            "CREATE TABLE mine (v)")) {
      assertThrows(LockTimeoutException.class, () -> migrator.restore(backup));
      assertThat(database.query("SELECT name FROM sqlite_schema")).containsExactly("mine");
      assertThat(database.query("PRAGMA journal_mode")).containsExactly("wal");
    }
    assertThat(migrator.restore(backup).heads()).containsExactly("r1");
  }

  @Test
  void textsOfAnotherEncodingAreRefused() throws SQLException {
    Path backup = backup(RichDatabase.ODD);
    Path other = folder.resolve("other.db");
    TestDatabase.file(other, "CREATE TABLE mine (v)").close();
    Snapshot before = snapshot(other);
    Migrator migrator = builder(FIRST).url("jdbc:sqlite:" + other).build();
    assertThat(assertThrows(ConnectionException.class, () -> migrator.restore(backup)))
        .hasMessageThat()
        .isEqualTo(
            "the database has texts in UTF-8, and the backup in UTF-16be, which a connection cannot"
                + " change. Restore it to a file that is not there yet.");
    assertThat(before.differences(snapshot(other))).isEmpty();
  }

  @Test
  void pagesOfAnotherSizeInMemoryAreRefused() throws SQLException {
    RichDatabase.PLAIN.at(file).close();
    try (TestDatabase database = TestDatabase.file(file, "PRAGMA page_size = 1024", "VACUUM")) {
      assertThat(database.query("PRAGMA page_size")).containsExactly("1024");
    }
    Path backup = byUrl(FIRST).upgrade().backup().orElseThrow().file();
    try (TestDatabase database = TestDatabase.inMemory("CREATE TABLE mine (v)")) {
      Migrator migrator = builder(FIRST).connection(database.connection()).build();
      assertThat(assertThrows(ConnectionException.class, () -> migrator.restore(backup)))
          .hasMessageThat()
          .isEqualTo(
              "the database in memory has pages of 4096 bytes, and the backup of 1024 bytes, which"
                  + " cannot change. Restore it to another connection.");
      assertThat(database.query("SELECT name FROM sqlite_schema")).containsExactly("mine");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "WAL"})
  void aWriterIsWaitedFor(RichDatabase kind) throws SQLException {
    Path backup = backup(kind);
    try (TestDatabase writer = TestDatabase.file(file)) {
      writer.execute("BEGIN IMMEDIATE");
      Snapshot before = writer.snapshot();
      long started = System.nanoTime();
      LockTimeoutException thrown =
          assertThrows(LockTimeoutException.class, () -> byUrl(FIRST, SECOND).restore(backup));
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isAtLeast(TIMEOUT);
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo(
              "the database was locked by %s for 300 ms. Let it end, or wait longer: .lockTimeout(..)"
                  .formatted(thrown.holder().orElse("another run or another program")));
      writer.execute("COMMIT");
      assertThat(before.differences(writer.snapshot())).isEmpty();
      assertThat(byUrl(FIRST, SECOND).restore(backup).heads()).containsExactly("r1");
    }
  }

  @Test
  void aReaderIsWaitedForUnlessThereIsAWriteAheadLog() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    try (TestDatabase reader = TestDatabase.file(file)) {
      reader.execute("BEGIN");
      assertThat(reader.query("SELECT count(*) FROM hidden")).containsExactly("0");
      assertThrows(LockTimeoutException.class, () -> byUrl(FIRST, SECOND).restore(backup));
      reader.execute("COMMIT");
      reader.query("PRAGMA journal_mode = WAL");
      reader.execute("BEGIN");
      assertThat(reader.query("SELECT count(*) FROM hidden")).containsExactly("0");
      assertThat(byUrl(FIRST, SECOND).restore(backup).heads()).containsExactly("r1");
      assertThat(reader.query("SELECT count(*) FROM hidden")).containsExactly("0");
      reader.execute("COMMIT");
      assertThat(reader.query("SELECT count(*) FROM hidden")).containsExactly("2");
    }
  }

  @Test
  void aResultSetOfTheCallersMustBeClosedFirst() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    try (TestDatabase database = TestDatabase.file(file)) {
      Migrator migrator = builder(FIRST, SECOND).connection(database.connection()).build();
      try (Statement statement = database.connection().createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
        assertThat(rows.next()).isTrue();
        assertThat(assertThrows(DatabaseException.class, () -> migrator.restore(backup)))
            .hasMessageThat()
            .isEqualTo(
                "the database \""
                    + file
                    + "\" cannot be restored, and is as it was: destination database is in use."
                    + " Something on this connection is still being read: close its result sets and"
                    + " statements first, those of run(..) steps too");
      }
      assertThat(database.query("SELECT count(*) FROM hidden")).containsExactly("0");
      assertThat(migrator.restore(backup).heads()).containsExactly("r1");
    }
  }

  @Test
  void aTransactionOfTheCallersIsRefused() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    try (TestDatabase database = TestDatabase.file(file, "BEGIN")) {
      Migrator migrator = builder(FIRST, SECOND).connection(database.connection()).build();
      assertThat(assertThrows(ConnectionException.class, () -> migrator.restore(backup)))
          .hasMessageThat()
          .isEqualTo(
              "the connection has a transaction under way, and Retort has one of its own. Commit it"
                  + " or roll it back before.");
      assertThat(database.query("SELECT count(*) FROM hidden")).containsExactly("0");
    }
  }

  @Test
  void aDatabaseThatMayNotBeWrittenStays() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    Snapshot before = snapshot(file);
    Migrator migrator = builder(FIRST).url("jdbc:sqlite:file:" + file + "?mode=ro").build();
    StorageException thrown = assertThrows(StorageException.class, () -> migrator.restore(backup));
    assertThat(thrown.fault()).isEqualTo(Fault.READ_ONLY);
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \""
                + file
                + "\" cannot be restored, and is as it was: attempt to write a readonly database."
                + " Let this user write the file and its folder, and open it without mode=ro and"
                + " query_only");
    assertThat(before.differences(snapshot(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5000})
  void aDamagedDatabaseIsRestored(int damagedAt) throws SQLException, IOException {
    Path backup = backup(RichDatabase.PLAIN);
    Snapshot wanted = snapshot(backup);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[3000]), damagedAt);
    }
    assertThat(byUrl(FIRST, SECOND).restore(backup).heads()).containsExactly("r1");
    assertThat(wanted.differences(snapshot(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 512, 4096, 8192, 8192 + 77})
  void aDatabaseThatWasCutOffIsRestored(int length) throws SQLException, IOException {
    Path backup = backup(RichDatabase.PLAIN);
    Snapshot wanted = snapshot(backup);
    assertThat(Files.size(file)).isGreaterThan(length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
    assertThat(byUrl(FIRST, SECOND).restore(backup).heads()).containsExactly("r1");
    assertThat(wanted.differences(snapshot(file))).isEmpty();
  }

  @Test
  void aFileThatIsNoDatabaseIsNotOverwritten() throws SQLException, IOException {
    Path backup = backup(RichDatabase.PLAIN);
    Files.writeString(file, "a letter to somebody\n".repeat(500));
    StorageException thrown =
        assertThrows(StorageException.class, () -> byUrl(FIRST, SECOND).restore(backup));
    assertThat(thrown.fault()).isEqualTo(Fault.NOT_A_DATABASE);
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \""
                + file
                + "\" cannot be restored, and is as it was: file is not a database. The file is of"
                + " another kind, or encrypted: look at its path");
    assertThat(Files.readString(file)).startsWith("a letter to somebody\n");
  }

  @Test
  void aBackupOfANewerApplicationSaysWhereItIs() throws SQLException {
    Path backup = backup(RichDatabase.PLAIN);
    Migrator older = byUrl();
    assertThat(older.restore(backup).heads()).containsExactly("r1");
    assertThrows(UnknownRevisionException.class, older::upgrade);
  }

  @Test
  void aBackupFromBeforeTheFirstRunIsAtBase() throws SQLException {
    RichDatabase.PLAIN.at(file).close();
    Snapshot before = snapshot(file);
    Path backup = byUrl(FIRST).upgrade().backup().orElseThrow().file();
    assertThat(byUrl(FIRST).restore(backup).heads()).isEmpty();
    assertThat(before.differences(snapshot(file))).isEmpty();
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT name FROM sqlite_schema WHERE name LIKE 'retort%'"))
          .isEmpty();
    }
  }
}
