package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.StorageException;
import dev.retort.error.StorageException.Fault;
import dev.retort.op.Migration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are damaged, or no databases at all. */
class UnreadableFileTest {
  private static final String DAMAGED =
      "The file is damaged: restore a backup, or save what \"sqlite3 FILE .recover\" can read";
  private static final int PAGE = 4096;
  private static final Migration CHANGE = ChangeKind.REBUILD.migration();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("app.db");
  }

  private Migrator migrator() {
    return Migrator.of(TestDatabase.registry(CHANGE), "jdbc:sqlite:" + file);
  }

  /** Asserts what is said of the file, by a run and by a question, and that it stays as it is. */
  private void assertFault(Fault fault, String message) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    StorageException thrown = assertThrows(StorageException.class, () -> migrator().upgrade());
    assertThat(thrown).hasMessageThat().isEqualTo(message);
    assertThat(thrown.fault()).isEqualTo(fault);
    StorageException asked = assertThrows(StorageException.class, () -> migrator().current());
    assertThat(asked).hasMessageThat().isEqualTo(message);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    try (var files = Files.list(folder)) {
      assertThat(files.toList()).containsExactly(file);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void aTextIsNoDatabase(int lines) throws IOException {
    Files.writeString(file, "name,size\n".repeat(lines));
    assertFault(
        Fault.NOT_A_DATABASE,
        "the database \""
            + file
            + "\" cannot be read: file is not a database. The file is of another kind, or encrypted:"
            + " look at its path");
  }

  @Test
  void aFolderIsNoFile() {
    file = folder;
    StorageException thrown = assertThrows(StorageException.class, () -> migrator().upgrade());
    assertThat(thrown.fault()).isEqualTo(Fault.CANNOT_OPEN);
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "the database \""
                + folder
                + "\" cannot be opened: unable to open database file. It must be a file, no folder,"
                + " that this user may open, in a folder where files can be made");
  }

  @Test
  void anEmptyFileIsANewDatabase() throws IOException, SQLException {
    Files.createFile(file);
    Migrator migrator =
        Migrator.of(
            TestDatabase.registry(op -> op.execute("CREATE TABLE t (x)")), "jdbc:sqlite:" + file);
    assertThat(migrator.current()).isEmpty();
    assertThat(Files.size(file)).isEqualTo(0);
    assertThat(migrator.upgrade().after()).containsExactly("r1");
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT count(*) FROM t")).containsExactly("0");
    }
  }

  private byte[] fill() throws SQLException, IOException {
    ChangeKind.database(file, "DELETE", 1_000).close();
    return Files.readAllBytes(file);
  }

  /** Writes over some bytes. */
  private void garble(int from, int to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, from, to, (byte) 0xa5);
    Files.write(file, bytes);
  }

  private void assertGoodAgain(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    assertThat(migrator().upgrade().after()).containsExactly("r1");
  }

  @Test
  void aHeaderThatIsGarbled() throws IOException, SQLException {
    byte[] good = fill();
    garble(0, 100);
    assertFault(
        Fault.NOT_A_DATABASE,
        "the database \""
            + file
            + "\" cannot be read: file is not a database. The file is of another kind, or encrypted:"
            + " look at its path");
    assertGoodAgain(good);
  }

  @Test
  void aPageOfTheSchemaThatIsGarbled() throws IOException, SQLException {
    byte[] good = fill();
    garble(100, PAGE);
    assertFault(
        Fault.CORRUPT,
        "the database \""
            + file
            + "\" cannot be read: database disk image is malformed. "
            + DAMAGED);
    assertGoodAgain(good);
  }

  @Test
  void aTextOfTheSchemaThatIsGarbled() throws IOException, SQLException {
    byte[] good = fill();
    String page = new String(good, 0, PAGE, StandardCharsets.ISO_8859_1);
    int at = page.indexOf("(id INTEGER PRIMARY KEY");
    byte[] bytes = good.clone();
    bytes[at] = ')';
    Files.write(file, bytes);
    assertFault(
        Fault.CORRUPT,
        "the database \""
            + file
            + "\" cannot be read: malformed database schema (t) - near \")\": syntax error. "
            + DAMAGED);
    assertGoodAgain(good);
  }

  @Test
  void aPageOfTheRowsThatIsGarbled() throws IOException, SQLException {
    byte[] good = fill();
    garblePage("SELECT rootpage FROM sqlite_schema WHERE name = 't'");
    assertThat(corruption())
        .isEqualTo(
            "the database \""
                + file
                + "\" refused, and nothing was changed: database disk image is malformed. "
                + DAMAGED);
    assertGoodAgain(good);
  }

  @Test
  void aPageOfTheRowsThatOnlyTheCopyReads() throws IOException, SQLException {
    byte[] good = fill();
    garblePage("SELECT pageno FROM dbstat WHERE name = 't' AND pagetype = 'leaf' LIMIT 1 OFFSET 1");
    String message = corruption();
    assertThat(message).contains("\n  to:  copy the rows of \"t\" into its new shape\n");
    assertThat(message).endsWith("\n  db:  database disk image is malformed. " + DAMAGED);
    assertGoodAgain(good);
  }

  private void garblePage(String number) throws SQLException, IOException {
    int page;
    try (TestDatabase database = TestDatabase.file(file)) {
      page = Integer.parseInt(database.query(number).get(0));
    }
    garble((page - 1) * PAGE, page * PAGE);
  }

  /** Returns what a run says of the corruption, after which the file is as it was. */
  private String corruption() throws IOException {
    byte[] garbled = Files.readAllBytes(file);
    StorageException thrown = assertThrows(StorageException.class, () -> migrator().upgrade());
    assertThat(thrown.fault()).isEqualTo(Fault.CORRUPT);
    assertThat(Files.readAllBytes(file)).isEqualTo(garbled);
    return String.valueOf(thrown.getMessage());
  }
}
