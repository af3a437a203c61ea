package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.retort.Migrator;
import dev.retort.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The system refuses to write, in a process that is allowed less than this one. */
class WriteFailureTest {
  private static final Path SHELL = Path.of("/bin/bash");
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  @TempDir Path folder;

  /** The process that runs the migration and says what became of it. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws SQLException {
      Path file = Path.of(arguments[0]);
      try (TestDatabase database = TestDatabase.file(file)) {
        Snapshot before = database.snapshot();
        try {
          database.upgrade(ChangeKind.REBUILD.migration());
          System.out.println("worked");
        } catch (StorageException fault) {
          System.out.println(fault.fault());
          System.out.println(fault.getMessage());
          before.differences(database.snapshot()).forEach(System.out::println);
        }
      }
    }
  }

  private String output(List<String> starter, Path file) throws IOException, InterruptedException {
    return JavaProcess.startBy(starter, folder, Child.class, file.toString()).output();
  }

  private static void assertNextRunWorks(Path file) throws SQLException {
    Migrator.of(TestDatabase.registry(ChangeKind.REBUILD.migration()), "jdbc:sqlite:" + file)
        .upgrade();
    try (TestDatabase database = TestDatabase.file(file)) {
      assertThat(database.query("SELECT count(*) FROM t WHERE b IS NOT NULL"))
          .containsExactly("10000");
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }

  /** No file may become much larger than the database is; the rebuild would make it so. */
  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "WAL"})
  void aWriteThatTheSystemRefusesIsTakenBack(String journal)
      throws SQLException, IOException, InterruptedException {
    assumeTrue(Files.isExecutable(SHELL), "files are limited by bash, which is not here");
    Path file = folder.resolve("app.db");
    ChangeKind.database(file, journal, 10_000).close();
    byte[] bytes = Files.readAllBytes(file);
    String limited = "ulimit -f %d; exec \"$0\" \"$@\"".formatted(bytes.length / 1024 + 200);
    String said = output(List.of(SHELL.toString(), "-c", limited), file);
    assertThat(said.substring(0, said.indexOf("\n"))).isEqualTo("IO");
    assertThat(said)
        .endsWith(
            "disk I/O error. The system failed to read or write the file: look at the disk, its"
                + " quota and its limits");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertNextRunWorks(file);
  }

  /** Takes the right from root to write whatever it likes; others have not got it anyway. */
  private static List<String> withoutOverride() {
    if (!System.getProperty("user.name", "").equals("root")) {
      return List.of();
    }
    assumeTrue(
        Files.isExecutable(SETPRIV), "root may write anything, and setpriv is not here to end it");
    return List.of(
        SETPRIV.toString(), "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all");
  }

  private static String readOnly(Path file) {
    return "READ_ONLY\nthe database \""
        + file
        + "\" refused, and nothing was changed: attempt to write a readonly database. Let this user"
        + " write the file and its folder, and open it without mode=ro and query_only";
  }

  @Test
  void aFileThatMayNotBeWritten() throws SQLException, IOException, InterruptedException {
    List<String> starter = withoutOverride();
    Path file = Files.createDirectory(folder.resolve("open")).resolve("app.db");
    ChangeKind.database(file, "DELETE", 10_000).close();
    byte[] bytes = Files.readAllBytes(file);
    assertThat(file.toFile().setWritable(false)).isTrue();
    assertThat(output(starter, file)).isEqualTo(readOnly(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertThat(file.toFile().setWritable(true)).isTrue();
    assertNextRunWorks(file);
  }

  @Test
  void aFolderThatMayNotBeWritten() throws SQLException, IOException, InterruptedException {
    List<String> starter = withoutOverride();
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Path file = closed.resolve("app.db");
    ChangeKind.database(file, "DELETE", 10_000).close();
    byte[] bytes = Files.readAllBytes(file);
    assertThat(closed.toFile().setWritable(false)).isTrue();
    try {
      assertThat(output(starter, file)).isEqualTo(readOnly(file));
    } finally {
      assertThat(closed.toFile().setWritable(true)).isTrue();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    assertNextRunWorks(file);
  }
}
