package dev.retort.interop;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The file of an application that has used another tool up to now. */
record OldFile(Path path) {

  String url() {
    return "jdbc:sqlite:" + path;
  }

  Migrator migrator(RegisteredRevision... revisions) {
    return Migrator.of(RevisionRegistry.of(revisions), url());
  }

  /** Returns the rows of a query, values with a bar between them. */
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
          row.add(String.valueOf(rows.getString(at)));
        }
        found.add(String.join("|", row));
      }
      return found;
    }
  }
}
