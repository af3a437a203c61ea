package dev.retort;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.varchar;

import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A small application of three revisions, and its database in a folder of the test. */
final class App {
  static final Migration USERS =
      op -> {
        op.createTable(
            "users",
            bigint("id").primaryKey().autoincrement(),
            varchar("name", 20).notNull(),
            integer("age"));
        op.createIndex(index("ix_users_age").on("users", "age"));
      };

  static final Migration ACTIVE =
      op ->
          op.alterTable(
              "users",
              add(bool("active").notNull().defaultValue(true)),
              alterColumn("age").type(ColumnType.text()));

  static final Migration NICK =
      op -> op.alterTable("users", add(text("nick").notNull()).backfill("lower(name)"));

  static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of("r1", List.of(), () -> USERS).message("users"),
          RegisteredRevision.of("r2", List.of("r1"), () -> ACTIVE),
          RegisteredRevision.of("r3", List.of("r2"), () -> NICK));

  private final Path folder;

  App(Path folder) {
    this.folder = folder;
  }

  Path file() {
    return folder.resolve("app.db");
  }

  String url() {
    return "jdbc:sqlite:" + file();
  }

  Migrator migrator() {
    return Migrator.of(REGISTRY, url());
  }

  static Migrator of(String url, RegisteredRevision... revisions) {
    return Migrator.of(RevisionRegistry.of(revisions), url);
  }

  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url())) {
      return query(connection, sql);
    }
  }

  static List<String> query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
