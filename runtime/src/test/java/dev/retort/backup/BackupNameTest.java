package dev.retort.backup;

import static com.google.common.truth.Truth.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backup is called, and which files are taken for one. */
class BackupNameTest {
  private static final Instant TIME = Instant.parse("2026-11-20T10:15:30.987Z");
  private static final BackupName NAME = new BackupName("app", "3f9a1c2e05");

  private static String file(String database, String... heads) {
    String name =
        BackupName.of(Optional.of(Path.of("/data", database))).file(List.of(heads), TIME, 1);
    return name.substring(0, name.length() - "-3f9a1c2e05.db".length());
  }

  @ParameterizedTest
  @CsvSource({
    "app.db, app-b7f2-20261120T101530Z",
    "app.sqlite3, app-b7f2-20261120T101530Z",
    "app, app-b7f2-20261120T101530Z",
    ".app, .app-b7f2-20261120T101530Z",
    "app.v2.db, app.v2-b7f2-20261120T101530Z",
    "my app (2)?.db, my_app__2__-b7f2-20261120T101530Z",
    "Bücher-日本.db, Bücher-日本-b7f2-20261120T101530Z",
    "a:b*c.db, a_b_c-b7f2-20261120T101530Z"
  })
  void aDatabaseIsCalledAsItsFile(String database, String expected) {
    assertThat(file(database, "b7f2")).isEqualTo(expected);
  }

  @Test
  void headsAreSaidTogether() {
    assertThat(file("app.db")).isEqualTo("app-base-20261120T101530Z");
    assertThat(file("app.db", "a-1", "b.2")).isEqualTo("app-a-1+b.2-20261120T101530Z");
    assertThat(file("app.db", "one-head-of-a-database", "another-head-of-it"))
        .isEqualTo("app-one-head-of-a-database+another-head-of-i~-20261120T101530Z");
  }

  @Test
  void longNamesAreCutAndFitEveryFileSystem() {
    BackupName name = BackupName.of(Optional.of(Path.of("/" + "日".repeat(80) + ".db")));
    assertThat(name.database()).isEqualTo("日".repeat(16) + "~");
    String file = name.file(List.of("x".repeat(255)), TIME, 12);
    assertThat((file + ".part-journal").getBytes(StandardCharsets.UTF_8).length).isAtMost(143);
    assertThat(name.parse(file))
        .isEqualTo(Optional.of(new BackupName.Parts("x".repeat(40) + "~", "20261120T101530Z", 12)));
  }

  @Test
  void theSecondOneOfASecondHasANumber() {
    assertThat(NAME.file(List.of("b7f2"), TIME, 1))
        .isEqualTo("app-b7f2-20261120T101530Z-3f9a1c2e05.db");
    assertThat(NAME.file(List.of("b7f2"), TIME, 2))
        .isEqualTo("app-b7f2-20261120T101530Z-2-3f9a1c2e05.db");
  }

  @Test
  void aNameIsReadAgain() {
    List<String> odd = List.of("x-20250101T000000Z-7", "y");
    assertThat(NAME.parse(NAME.file(odd, TIME, 3)))
        .isEqualTo(
            Optional.of(new BackupName.Parts("x-20250101T000000Z-7+y", "20261120T101530Z", 3)));
    assertThat(NAME.parse(NAME.file(List.of(), TIME, 1)))
        .isEqualTo(Optional.of(new BackupName.Parts("base", "20261120T101530Z", 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.db",
        "app-b7f2-20261120T101530Z.db",
        "app-b7f2-20261120T101530Z-3f9a1c2e06.db",
        "app-b7f2-20261120T101530Z-3f9a1c2e05.db.part",
        "app-b7f2-20261120T101530Z-3f9a1c2e05.db.bak",
        "app2-b7f2-20261120T101530Z-3f9a1c2e05.db",
        "app--20261120T101530Z-3f9a1c2e05.db",
        "app-b7f2-20261120-3f9a1c2e05.db",
        "app-b7f2-20261120T101530Z-0123456789-3f9a1c2e05.db",
        "app-b7f2-20261120T101530Z-3f9a1c2e05-c1-20261121T101530Z-aaaaaaaaaa.db"
      })
  void otherFilesAreNoBackups(String file) {
    assertThat(NAME.parse(file)).isEqualTo(Optional.empty());
  }

  @Test
  void databasesOfOneNameAreToldApartByTheirPlace() {
    BackupName here = BackupName.of(Optional.of(Path.of("/here/app.db")));
    BackupName there = BackupName.of(Optional.of(Path.of("/there/app.db")));
    assertThat(here.identity()).matches("[0-9a-f]{10}");
    assertThat(here).isEqualTo(BackupName.of(Optional.of(Path.of("/here/app.db"))));
    assertThat(there.parse(here.file(List.of(), TIME, 1))).isEqualTo(Optional.empty());
  }

  @Test
  void databasesInMemoryAreNeverTheSame() {
    BackupName one = BackupName.of(Optional.empty());
    BackupName other = BackupName.of(Optional.empty());
    assertThat(one.database()).isEqualTo("memory");
    assertThat(other.parse(one.file(List.of(), TIME, 1))).isEqualTo(Optional.empty());
  }
}
