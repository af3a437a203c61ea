package com.example.library;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.example.library.db.Migrations;
import dev.retort.Migrator;
import dev.retort.run.RebuildMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of the revisions, as golden texts, and what the {@code sqlite3} command makes of
 * them.
 */
class ScriptTest {
  private static final Path COMMAND = Path.of("/usr/bin/sqlite3");
  private static final Path GOLDEN =
      Path.of(System.getProperty("retort.root"), "example/src/test/resources/golden");

  @TempDir Path folder;

  private Migrator migrator(String file) {
    return Migrator.builder(new Migrations())
        .url("jdbc:sqlite:" + folder.resolve(file))
        .rebuild(RebuildMode.CLASSIC)
        .build();
  }

  private static void assertGolden(String name, String script) throws IOException {
    Path file = GOLDEN.resolve(name);
    // The version that writes it is a fact of the build.
    String text = script.replaceAll("'[0-9.]+(-SNAPSHOT)?', 1, '-- ", "'VERSION', 1, '-- ");
    if ("update".equals(System.getProperty("goldens"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void theWayUpIsAsItWas() throws IOException {
    String script = migrator("none.db").script("base:head");
    assertGolden("upgrade.sql", script);
    assertThat(migrator("none.db").script(":")).isEqualTo(script);
    assertThat(Files.exists(folder.resolve("none.db"))).isFalse();
  }

  @Test
  void theWayDownIsAsItWas() throws IOException {
    assertGolden("downgrade.sql", migrator("none.db").script("head:add-tags"));
  }

  @Test
  void theCommandGivesWhatUpgradeGives() throws Exception {
    assumeTrue(Files.isExecutable(COMMAND), "there is no " + COMMAND);
    migrator("java.db").upgrade("add-tags");
    run("shell.db", migrator("java.db").script("base:add-tags"));
    for (String file : List.of("java.db", "shell.db")) {
      run(
          file,
          "INSERT INTO files (path, name, size, modified, kind)"
              + " VALUES ('a; b', 'b', 3, '2026-11-20T10:15:30Z', NULL), ('ü''\n;', '\"', 7, '1970-01-01T00:00:00Z', 'x');"
              + " INSERT INTO tags (name) VALUES ('one'); INSERT INTO file_tags VALUES (1, 1);");
    }
    migrator("java.db").upgrade();
    run("shell.db", migrator("java.db").script("add-tags:head"));
    assertThat(facts("shell.db")).isEqualTo(facts("java.db"));
    assertThat(facts("shell.db")).isNotEmpty();
    migrator("java.db").downgrade("create-files");
    run("shell.db", migrator("java.db").script("head:create-files"));
    assertThat(facts("shell.db")).isEqualTo(facts("java.db"));
    assertThat(migrator("shell.db").current()).containsExactly("create-files");
    assertThat(migrator("shell.db").upgrade().after()).containsExactly("check-sizes");
  }

  private void run(String file, String script) throws IOException, InterruptedException {
    Path input = folder.resolve("script.sql");
    Files.writeString(input, script);
    Process process =
        new ProcessBuilder(COMMAND.toString(), "-bail", folder.resolve(file).toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertWithMessage(output).that(process.waitFor()).isEqualTo(0);
    assertThat(output).isEmpty();
  }

  /** Returns the texts, all rows and the history but for its times. */
  private List<String> facts(String file) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file))) {
      List<String> facts = new ArrayList<>();
      facts.addAll(rows(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema"));
      for (String table :
          rows(
              connection,
              "SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND schema ="
                  + " 'main' AND name NOT LIKE 'retort%'")) {
        facts.add(table);
        facts.addAll(rows(connection, "SELECT * FROM \"" + table + "\""));
      }
      facts.addAll(
          rows(
              connection,
              "SELECT seq, id, kind, fingerprint, message, retort_version, format, undo FROM"
                  + " retort_history ORDER BY seq"));
      facts.addAll(rows(connection, "PRAGMA integrity_check"));
      return facts;
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= result.getMetaData().getColumnCount(); at++) {
          row.add(String.valueOf(result.getString(at)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }
}
