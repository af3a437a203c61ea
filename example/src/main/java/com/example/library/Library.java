package com.example.library;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The index of one folder in an SQLite file that is at the newest revision. */
final class Library implements AutoCloseable {
  private final Connection connection;

  private Library(Connection connection) {
    this.connection = connection;
  }

  /** Opens a library, for example {@code "jdbc:sqlite:library.db"}. */
  static Library open(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
    }
    return new Library(connection);
  }

  /**
   * What a scan did.
   *
   * @param files how many files the library has now
   * @param forgotten how many it had that the folder has no longer
   */
  record Scan(int files, int forgotten) {}

  /** Takes in the files of a folder, and forgets those that are no longer there. */
  Scan scan(List<MediaFile> files) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Set<String> gone = new HashSet<>(texts("SELECT path FROM files"));
      for (MediaFile file : files) {
        long id = add(file);
        for (String tag : file.tags()) {
          update("INSERT OR IGNORE INTO tags (name) VALUES (?)", tag);
          update("INSERT OR IGNORE INTO file_tags SELECT ?, id FROM tags WHERE name = ?", id, tag);
        }
        gone.remove(file.path());
      }
      for (String path : gone) {
        update("DELETE FROM files WHERE path = ?", path);
      }
      connection.commit();
      return new Scan(files.size(), gone.size());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private long add(MediaFile file) throws SQLException {
    String sql =
        """
        INSERT INTO files (path, name, size, modified, kind) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified
        RETURNING id
        """;
    try (PreparedStatement insert =
            prepared(
                sql,
                file.path(),
                file.name(),
                file.size(),
                file.modified().getEpochSecond(),
                file.kind().word());
        ResultSet row = insert.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Returns the paths that have all the words in them, best first, and counts them as found. */
  List<String> search(String... words) throws SQLException {
    String query =
        Arrays.stream(words)
            .map(word -> '"' + word.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(" "));
    List<String> found =
        texts(
            "SELECT path FROM files_search WHERE files_search MATCH ? ORDER BY rank, path", query);
    for (String path : found) {
      update("UPDATE files SET finds = finds + 1 WHERE path = ?", path);
    }
    return found;
  }

  /** Returns a few lines on what the library has. */
  List<String> stats() throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        texts(
            """
            SELECT printf('%-9s %5d files %10d bytes, newest of %s', kind, count(*), sum(size),
              date(max(modified), 'unixepoch'))
            FROM files GROUP BY kind ORDER BY count(*) DESC, kind
            """));
    lines.addAll(
        texts(
            """
            SELECT printf('tag       %5d files %s', count(*), tags.name)
            FROM file_tags JOIN tags ON tags.id = tag_id
            GROUP BY tag_id ORDER BY count(*) DESC, tags.name LIMIT 3
            """));
    lines.addAll(
        texts(
            """
            SELECT printf('found     %5d times %s', finds, path)
            FROM files WHERE finds > 0 ORDER BY finds DESC, path LIMIT 3
            """));
    return lines;
  }

  private List<String> texts(String sql, Object... values) throws SQLException {
    try (PreparedStatement query = prepared(sql, values);
        ResultSet rows = query.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (PreparedStatement update = prepared(sql, values)) {
      update.executeUpdate();
    }
  }

  private PreparedStatement prepared(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
