package dev.retort.backup;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.backup.BackupFolder.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files come into the folder, and which go. */
class BackupFolderTest {
  @TempDir Path temporary;
  private Path database;
  private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    database = Files.createFile(temporary.toRealPath().resolve("app.db"));
    folder = temporary.resolve("backups");
  }

  private BackupFolder at(String time, int keep) {
    return new BackupFolder(folder, keep, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  /** Makes a backup with a text in it, which is no database, but is all the same here. */
  private String make(BackupFolder backups, Path of, String head, String content)
      throws IOException {
    Draft draft = backups.begin(Optional.of(of), List.of(head));
    Files.writeString(draft.part(), content);
    Path made = backups.keep(draft);
    backups.clear(draft, made);
    assertThat(Files.readString(made)).isEqualTo(content);
    return made.getFileName().toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileHasItsNameWhenItIsWhole() throws IOException {
    BackupFolder backups = at("2026-11-20T10:15:30Z", 2);
    Draft draft = backups.begin(Optional.of(database), List.of("b7f2"));
    assertThat(names()).containsExactly(draft.file().getFileName() + ".part");
    backups.keep(draft);
    assertThat(names()).containsExactly(draft.file().getFileName().toString());
    assertThat(names().get(0)).matches("app-b7f2-20261120T101530Z-[0-9a-f]{10}\\.db");
  }

  @Test
  void theOldestGoFirst() throws IOException {
    String first = make(at("2026-11-20T10:15:30Z", 2), database, "z", "1");
    String second = make(at("2026-11-20T10:15:31Z", 2), database, "a", "2");
    assertThat(names()).containsExactly(first, second);
    String third = make(at("2027-01-01T00:00:00Z", 2), database, "m", "3");
    assertThat(names()).containsExactly(second, third);
    assertThat(make(at("2027-01-01T00:00:01Z", 1), database, "m", "4")).isEqualTo(names().get(0));
    assertThat(names()).hasSize(1);
  }

  @Test
  void thoseOfOneSecondHaveAnOrderToo() throws IOException {
    BackupFolder backups = at("2026-11-20T10:15:30Z", 2);
    make(backups, database, "z", "1");
    for (int run = 2; run <= 12; run++) {
      String made = make(backups, database, run % 2 == 0 ? "a" : "z", "" + run);
      assertThat(made).contains("Z-" + run + "-");
    }
    assertThat(names().toString()).contains("Z-11-");
    assertThat(names().toString()).contains("Z-12-");
    assertThat(names()).hasSize(2);
  }

  /** A clock that was put back makes the newest look old. */
  @Test
  void theOneThatWasJustMadeStays() throws IOException {
    String later = make(at("2026-11-20T10:15:30Z", 1), database, "a", "1");
    String earlier = make(at("2020-01-01T00:00:00Z", 1), database, "a", "2");
    assertThat(earlier).isNotEqualTo(later);
    assertThat(names()).containsExactly(earlier);
  }

  @Test
  void whatIsTheSameAsTheNewestIsNotKeptTwice() throws IOException {
    String first = make(at("2026-11-20T10:15:30Z", 3), database, "a", "same");
    assertThat(make(at("2026-11-20T10:15:31Z", 3), database, "a", "same")).isEqualTo(first);
    String other = make(at("2026-11-20T10:15:32Z", 3), database, "b", "same");
    assertThat(other).isNotEqualTo(first);
    assertThat(make(at("2026-11-20T10:15:33Z", 3), database, "a", "same")).isNotEqualTo(first);
    assertThat(names()).hasSize(3);
  }

  @Test
  void nothingElseIsDeleted() throws IOException {
    Path other =
        Files.createFile(Files.createDirectory(temporary.resolve("other")).resolve("app.db"));
    String kept = make(at("2020-01-01T00:00:00Z", 1), other, "a", "of the other one");
    List<String> strange =
        List.of("app.db", "app-a-20200101T000000Z.db", "notes.txt", "app.db.part", kept + ".part");
    for (String each : strange) {
      Files.writeString(folder.resolve(each), "mine");
    }
    String named = make(at("2019-01-01T00:00:00Z", 1), database, "a", "0");
    Files.delete(folder.resolve(named));
    Files.createDirectory(folder.resolve(named));
    String linked = named.replace("2019", "2018");
    Files.createSymbolicLink(folder.resolve(linked), database);
    String made = make(at("2026-11-20T10:15:30Z", 1), database, "a", "1");
    String last = make(at("2026-11-20T10:15:31Z", 1), database, "a", "2");
    assertThat(names()).doesNotContain(made);
    assertThat(names()).containsAtLeastElementsIn(strange);
    assertThat(names()).containsAtLeast(kept, named, linked, last);
    assertThat(names()).hasSize(strange.size() + 4);
  }

  @Test
  void whatACrashHasLeftIsDeleted() throws IOException {
    BackupFolder backups = at("2026-11-20T10:15:30Z", 2);
    Draft crashed = backups.begin(Optional.of(database), List.of("a"));
    for (String suffix : List.of("-journal", "-wal", "-shm")) {
      Files.writeString(folder.resolve(crashed.part().getFileName() + suffix), "left");
    }
    assertThat(names()).hasSize(4);
    String made = make(at("2026-11-20T10:15:31Z", 2), database, "b", "1");
    assertThat(names()).containsExactly(made);
  }

  @Test
  void aLinkToADatabaseIsThatDatabase() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link.db"), database);
    String first = make(at("2026-11-20T10:15:30Z", 1), database, "a", "1");
    String second = make(at("2026-11-20T10:15:31Z", 1), link, "a", "2");
    assertThat(second).isEqualTo(first.replace("1530", "1531"));
    assertThat(names()).containsExactly(second);
  }

  @ParameterizedTest
  @CsvSource({"rw-------", "rw-r-----", "rw-r--r--", "rw-rw-rw-", "rw----r--"})
  void aBackupIsReadByThoseWhoReadTheDatabase(String rights) throws IOException {
    Files.setPosixFilePermissions(database, PosixFilePermissions.fromString(rights));
    String made = make(at("2026-11-20T10:15:30Z", 1), database, "a", "1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
        .isEqualTo(rights);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void aBackupOfWhatIsInMemoryIsTheOwners() throws IOException {
    Draft draft = at("2026-11-20T10:15:30Z", 1).begin(Optional.empty(), List.of());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(draft.part())))
        .isEqualTo("rw-------");
  }

  @Test
  void atLeastOneIsKept() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> at("2026-11-20T10:15:30Z", 0));
    assertThat(thrown).hasMessageThat().isEqualTo("at least 1 backup is kept, and not 0");
  }
}
