package com.example.library;

import static com.google.common.truth.Truth.assertThat;

import com.example.library.db.Migrations;
import dev.retort.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path temporary;
  private Path folder;
  private Library library;

  @BeforeEach
  void openWithThreeFiles() throws IOException, SQLException {
    folder = temporary.resolve("media");
    write("holidays/rome/forum.jpg", "1234");
    write("holidays/packing list.txt", "12");
    write("music/rome.mp3", "123456");
    String url = "jdbc:sqlite:" + temporary.resolve("library.db");
    Migrator.of(new Migrations(), url).upgrade();
    library = Library.open(url);
  }

  @AfterEach
  void close() throws SQLException {
    library.close();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-05-04T10:00:00Z")));
  }

  private List<String> run(String... arguments) throws IOException, SQLException {
    return Main.run(library, arguments);
  }

  @Test
  void scanFindsFilesAndForgetsThoseThatAreGone() throws IOException, SQLException {
    assertThat(run("scan", folder.toString())).containsExactly("3 files, 0 forgotten");
    Files.delete(folder.resolve("music/rome.mp3"));
    assertThat(run("scan", folder.toString())).containsExactly("2 files, 1 forgotten");
    assertThat(run("search", "rome")).containsExactly("holidays/rome/forum.jpg");
    assertThat(String.join("\n", run("stats"))).doesNotContain("music");
  }

  @Test
  void searchWantsAllWords() throws IOException, SQLException {
    run("scan", folder.toString());
    assertThat(run("search", "rome")).containsExactly("holidays/rome/forum.jpg", "music/rome.mp3");
    assertThat(run("search", "ROME", "music")).containsExactly("music/rome.mp3");
    assertThat(run("search", "king l")).containsExactly("holidays/packing list.txt");
    assertThat(run("search", "\"OR\"")).isEmpty();
  }

  @Test
  void statsCountKindsTagsAndFinds() throws IOException, SQLException {
    run("scan", folder.toString());
    run("search", "rome");
    run("search", "music");
    assertThat(run("stats"))
        .containsExactly(
            "audio         1 files          6 bytes, newest of 2026-05-04",
            "document      1 files          2 bytes, newest of 2026-05-04",
            "picture       1 files          4 bytes, newest of 2026-05-04",
            "tag           2 files holidays",
            "tag           1 files music",
            "tag           1 files rome",
            "found         2 times music/rome.mp3",
            "found         1 times holidays/rome/forum.jpg")
        .inOrder();
  }

  @Test
  void anythingElseShowsTheCommands() throws IOException, SQLException {
    assertThat(run("find")).hasSize(3);
    assertThat(run()).hasSize(3);
  }
}
