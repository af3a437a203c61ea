package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;

import dev.retort.op.DialectName;
import dev.retort.op.Op;
import dev.retort.op.Recorder;
import dev.retort.plan.Plan;
import dev.retort.plan.Session;
import dev.retort.plan.Step;
import dev.retort.schema.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("retort.root"), "runtime/src/test/resources/golden/plan.sql");

  private static final String[] DATABASE = {
    "CREATE TABLE users (\n  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given again\n"
        + "  name TEXT,\n  age INT CHECK (users.age >= 0)\n)",
    "CREATE INDEX [by name] ON users (name COLLATE NOCASE DESC) WHERE age > 17",
    "CREATE TRIGGER tr AFTER DELETE ON users BEGIN SELECT 1; END",
    "CREATE VIEW adults AS SELECT name FROM users WHERE age > 17"
  };

  @Test
  void everyStatementSaysWhyItIsThere() throws SQLException, IOException {
    String text = shown(plan());
    if ("update".equals(System.getProperty("goldens"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }

    assertThat(text).isEqualTo(Files.readString(GOLDEN));
  }

  private static Plan plan() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(DATABASE);
        Session session =
            SqliteSession.open(
                database.connection(), Duration.ofSeconds(1), SqliteDialect.Ways.CHEAPEST)) {
      Plan plan =
          session.plan(
              "r1",
              new Recorder(DialectName.SQLITE, Map.of()).upgrade(PlanTest::body).operations());
      assertThat(database.query("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'retort%'"))
          .containsExactly("0");
      return plan;
    }
  }

  private static void body(Op op) {
    op.alterTable("users", add(bool("active").notNull().defaultValue(true)));
    op.alterTable(
        "users",
        renameColumn("age", "years"),
        alterColumn("name").notNull().backfill("''"),
        alterColumn("years").type(ColumnType.text()));
    op.createTable("tags", bigint("id").primaryKey(), text("name").notNull().unique());
    op.createIndex(index("ix_tags").onExpression("tags", "lower(name)"));
    op.insert("tags", row(text("name").is("it's new")));
    op.renameTable("users", "people");
    op.execute("UPDATE people SET name = trim(name); DELETE FROM tags");
    op.run("count them", connection -> {});
  }

  private static String shown(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (Step step : plan.steps()) {
      text.append("-- ").append(step.why()).append('\n');
      text.append(step.text()).append(";\n\n");
    }
    plan.choices().forEach(choice -> text.append("-- ").append(choice).append('\n'));
    return text.toString();
  }
}
