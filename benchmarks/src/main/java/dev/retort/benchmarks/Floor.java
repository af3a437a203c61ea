package dev.retort.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The floor of a cold start: a JVM that opens the file and reads one row, without Retort. */
final class Floor {
  private Floor() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM retort_history")) {
      row.next();
      System.out.println(row.getInt(1) + " revisions, read by hand");
    }
  }
}
