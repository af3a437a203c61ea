package com.example.library;

import static com.google.common.truth.Truth.assertThat;

import com.example.library.db.Migrations;
import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.schema.Schema;
import dev.retort.sqlite.SqliteInspection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpgradeTest {
  @TempDir Path folder;
  private String url;
  private Migrator migrator;

  static List<String> revisions() {
    return new Migrations().revisions().stream().map(RegisteredRevision::id).toList();
  }

  @BeforeEach
  void makeMigrator() {
    url = "jdbc:sqlite:" + folder.resolve("library.db");
    migrator = Migrator.of(new Migrations(), url);
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private void execute(String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.executeUpdate(each);
      }
    }
  }

  private Schema schema() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      return SqliteInspection.inspect(connection);
    }
  }

  /** Adds two files and a tag in the way of the revision that the database is at. */
  private void addRows() throws SQLException {
    boolean seconds =
        !query(
                "SELECT 1 FROM pragma_table_info('files') WHERE type = 'BIGINT' AND name = 'modified'")
            .isEmpty();
    String modified = seconds ? "1777888800" : "'2026-05-04T10:00:00Z'";
    execute(
        "INSERT INTO files (id, path, name, size, modified, kind) VALUES"
            + " (7, 'a/forum.jpg', 'forum.jpg', 4, "
            + modified
            + ", 'picture'),"
            + " (9, 'b.mp3', 'b.mp3', 6, "
            + modified
            + ", 'audio')");
    if (query("SELECT 1 FROM sqlite_schema WHERE name = 'tags'").isEmpty()) {
      return;
    }
    execute(
        "INSERT INTO tags (id, name) VALUES (3, 'a')",
        "INSERT INTO file_tags (file_id, tag_id) VALUES (7, 3)");
  }

  @ParameterizedTest
  @MethodSource("revisions")
  void upgradeFromARevisionKeepsItsRows(String revision) throws SQLException {
    migrator.upgrade(revision);
    addRows();
    List<String> links = revision.equals("create-files") ? List.of() : List.of("7 3");
    migrator.upgrade();

    assertThat(
            query(
                "SELECT concat_ws(' ', id, path, name, size, modified, kind, finds) FROM files"
                    + " ORDER BY id"))
        .containsExactly(
            "7 a/forum.jpg forum.jpg 4 1777888800 picture 0", "9 b.mp3 b.mp3 6 1777888800 audio 0")
        .inOrder();
    assertThat(query("SELECT file_id || ' ' || tag_id FROM file_tags")).isEqualTo(links);
    assertThat(query("SELECT rowid FROM files_search WHERE files_search MATCH 'forum'"))
        .containsExactly("7");
    execute("INSERT INTO files_search (files_search) VALUES ('integrity-check')");
  }

  @ParameterizedTest
  @MethodSource("revisions")
  void downToARevisionAndUpAgainKeepsTheRows(String revision) throws SQLException {
    migrator.upgrade();
    addRows();
    Schema schema = schema();
    List<String> files = query("SELECT concat_ws(' ', id, path, size, modified, kind) FROM files");

    migrator.downgrade(revision);
    assertThat(migrator.current()).contains(revision); // the other branch may stay
    migrator.upgrade();

    assertThat(query("SELECT concat_ws(' ', id, path, size, modified, kind) FROM files"))
        .isEqualTo(files);
    assertThat(schema()).isEqualTo(schema);
  }

  @Test
  void downToBaseLeavesNothingAndUpAgainMakesTheSame() throws SQLException {
    migrator.upgrade();
    addRows();
    Schema schema = schema();

    migrator.downgrade("base");
    assertThat(query("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"))
        .containsExactly("retort_history");
    migrator.upgrade();

    assertThat(schema()).isEqualTo(schema);
    assertThat(query("SELECT count(*) FROM files")).containsExactly("0");
  }

  @Test
  void filesWithoutAKindBecomeOther() throws SQLException {
    migrator.upgrade("add-tags");
    execute(
        "INSERT INTO files (path, name, size, modified) VALUES ('x', 'x', 0, '2026-05-04T10:00:00Z')");
    migrator.upgrade();
    assertThat(query("SELECT kind FROM files")).containsExactly("other");
  }

  @Test
  void tagsOfFilesThatAreGoneAreDeletedBeforeTheForeignKeysCome() throws SQLException {
    migrator.upgrade("add-tags");
    addRows();
    execute("INSERT INTO file_tags VALUES (8, 3)");
    migrator.upgrade();
    assertThat(query("SELECT file_id FROM file_tags")).containsExactly("7");
  }

  @Test
  void branchesHaveLabels() {
    assertThat(migrator.upgrade("finding").after()).containsExactly("count-finds");
    assertThat(migrator.upgrade("tagging").after()).containsExactly("cascade-tags", "count-finds");
    assertThat(migrator.upgrade().after()).containsExactly("check-sizes");
    assertThat(migrator.pending()).isEmpty();
  }
}
