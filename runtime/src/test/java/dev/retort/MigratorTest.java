package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.varchar;

import dev.retort.op.Migration;
import dev.retort.op.Op;
import dev.retort.schema.ColumnType;
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

class MigratorTest {
  @TempDir Path folder;

  private static final class First implements Migration {
    @Override
    public void upgrade(Op op) {
      op.createTable(
          "users",
          bigint("id").primaryKey().autoincrement(),
          varchar("name", 20).notNull(),
          integer("age"));
      op.createIndex(index("ix_users_age").on("users", "age"));
    }
  }

  private static final class Second implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable(
          "users",
          add(bool("active").notNull().defaultValue(true)),
          alterColumn("age").type(ColumnType.text()));
    }
  }

  private static final class Third implements Migration {
    @Override
    public void upgrade(Op op) {
      op.alterTable("users", add(text("nick").notNull()).backfill("lower(name)"));
    }
  }

  private static final RevisionRegistry REGISTRY =
      RevisionRegistry.of(
          RegisteredRevision.of("r1", List.of(), First::new).message("users"),
          RegisteredRevision.of("r2", List.of("r1"), Second::new),
          RegisteredRevision.of("r3", List.of("r2"), Third::new));

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("app.db");
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void upgradesAndKeepsRowsThroughARebuild() throws SQLException {
    Migrator migrator = Migrator.of(REGISTRY, url());
    assertThat(migrator.upgrade("r1").after()).containsExactly("r1");
    execute("INSERT INTO users (name, age) VALUES ('Ada', 36), ('Bob', NULL)");

    assertThat(migrator.pending()).containsExactly("r2", "r3").inOrder();
    assertThat(migrator.upgrade().after()).containsExactly("r3");
    assertThat(query("SELECT id || name || coalesce(age, '-') || active || nick FROM users"))
        .containsExactly("1Ada361ada", "2Bob-1bob")
        .inOrder();
    assertThat(query("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"))
        .containsExactly("ix_users_age");
    assertThat(query("SELECT seq FROM sqlite_sequence")).containsExactly("2");

    assertThat(migrator.downgrade("-1").after()).containsExactly("r2");
    assertThat(migrator.downgrade("base").after()).isEmpty();
    assertThat(query("SELECT name FROM sqlite_schema WHERE name = 'users'")).isEmpty();
    assertThat(migrator.upgrade().revisions()).hasSize(3);
    assertThat(migrator.upgrade().isEmpty()).isTrue();
  }

  @Test
  void droppingAColumnCannotBeUndone() {
    Migrator migrator =
        Migrator.of(
            RevisionRegistry.of(
                RegisteredRevision.of("r1", List.of(), First::new),
                RegisteredRevision.of(
                    "r2", List.of("r1"), () -> op -> op.alterTable("users", dropColumn("name")))),
            url());
    migrator.upgrade();
    assertThat(migrator.current()).containsExactly("r2");
  }
}
