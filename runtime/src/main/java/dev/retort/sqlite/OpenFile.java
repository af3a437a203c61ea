package dev.retort.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The file that a connection has open. */
final class OpenFile {
  private OpenFile() {}

  /** Returns the absolute path of the main database; empty for one in memory. */
  static Optional<Path> of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet databases = statement.executeQuery("PRAGMA database_list")) {
      while (databases.next()) {
        String file = databases.getString("file");
        if (databases.getString("name").equals("main") && file != null && !file.isEmpty()) {
          return Optional.of(Path.of(file));
        }
      }
      return Optional.empty();
    }
  }
}
