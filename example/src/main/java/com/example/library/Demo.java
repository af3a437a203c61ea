package com.example.library;

import com.example.library.db.Migrations;
import dev.retort.Migrator;
import dev.retort.run.HistoryEntry;
import dev.retort.run.MigrationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Shows how the database grows: an old version of the library takes in a folder, the newest version
 * upgrades the database and finds every row again, goes back, and comes again.
 */
public final class Demo {
  private final String url;
  private final Migrator migrator;

  private Demo(String url) {
    this.url = url;
    this.migrator = Migrator.of(new Migrations(), url);
  }

  /** Takes a database file, which is made anew, and the folder to take in. */
  public static void main(String[] args) throws IOException, SQLException {
    Path database = Path.of(args[0]);
    Files.deleteIfExists(database);
    new Demo("jdbc:sqlite:" + database).run(MediaFile.in(Path.of(args[1])));
  }

  private void run(List<MediaFile> files) throws SQLException {
    say("An old version of the library, with two revisions, takes in a folder:");
    show(migrator.upgrade("add-tags"));
    scanAsItWasThen(files);
    showRows();

    say("The newest version upgrades the database:");
    MigrationReport report = migrator.upgrade();
    show(report);
    showRows();

    say("How it changed the tables, and why in that way:");
    for (MigrationReport.RevisionReport revision : report.revisions()) {
      revision.choices().forEach(choice -> System.out.println("  " + choice));
    }

    say("It searches for \"graph test\":");
    try (Library library = Library.open(url)) {
      library.search("graph", "test").forEach(path -> System.out.println("  " + path));
    }

    say("The history of the database:");
    for (HistoryEntry entry : migrator.history()) {
      System.out.printf("  %s  %s%n", entry.fingerprint().orElse("").substring(0, 10), entry.id());
    }

    say("Down to the old version:");
    show(migrator.downgrade("add-tags"));
    showRows();

    say("And up again:");
    show(migrator.upgrade());
    showRows();
  }

  /** What a scan was when the newest revision was {@code add-tags}. */
  private void scanAsItWasThen(List<MediaFile> files) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement addFile =
            connection.prepareStatement(
                "INSERT INTO files (path, name, size, modified, kind)"
                    + " VALUES (?, ?, ?, ?, nullif(?, 'other'))");
        PreparedStatement addTag =
            connection.prepareStatement("INSERT OR IGNORE INTO tags (name) VALUES (?)");
        PreparedStatement tagFile =
            connection.prepareStatement(
                "INSERT OR IGNORE INTO file_tags SELECT files.id, tags.id FROM files, tags"
                    + " WHERE files.path = ? AND tags.name = ?")) {
      connection.setAutoCommit(false);
      for (MediaFile file : files) {
        execute(
            addFile, file.path(), file.name(), file.size(), file.modified(), file.kind().word());
        for (String tag : file.tags()) {
          execute(addTag, tag);
          execute(tagFile, file.path(), tag);
        }
      }
      connection.commit();
    }
  }

  private static void execute(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i].toString());
    }
    statement.executeUpdate();
  }

  private static void say(String line) {
    System.out.printf("%n%s%n", line);
  }

  private static void show(MigrationReport report) {
    for (MigrationReport.RevisionReport revision : report.revisions()) {
      System.out.printf("  %-22s  %s%n", revision.id(), revision.message());
    }
  }

  /** Prints how many rows there are, and one of them with all its columns. */
  private void showRows() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      show(
          statement,
          "SELECT (SELECT count(*) FROM files) AS files, (SELECT count(*) FROM tags) AS tags,"
              + " (SELECT count(*) FROM file_tags) AS file_tags");
      show(statement, "SELECT * FROM files ORDER BY id LIMIT 1");
    }
  }

  private static void show(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      StringBuilder line = new StringBuilder("  ->");
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        line.append(' ').append(row.getMetaData().getColumnName(i));
        line.append('=').append(row.getString(i));
      }
      System.out.println(line);
    }
  }
}
