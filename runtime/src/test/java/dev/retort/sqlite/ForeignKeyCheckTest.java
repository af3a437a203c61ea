package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropForeignKey;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;

import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Which rows reference nothing that did reference something before a revision. */
class ForeignKeyCheckTest {
  private static final String[] TWO_KEYS = {
    "PRAGMA foreign_keys = OFF",
    "CREATE TABLE p (id INTEGER PRIMARY KEY)",
    "CREATE TABLE c (a INTEGER REFERENCES p (id), b INTEGER REFERENCES p (id))",
    "INSERT INTO p VALUES (1)",
    "INSERT INTO c VALUES (99, 1)",
    "PRAGMA foreign_keys = ON"
  };

  private static final Migration OTHER_KEY_BREAKS = op -> op.execute("UPDATE c SET a = 1, b = 77");

  private static String failure(String column) {
    return """
    revision "r1" failed at statement 2 of 2 and was rolled back; the database is at base
      to:  check all foreign keys
      sql: PRAGMA foreign_key_check
      db:  row 1 of "c" references no row of "p" by ("%s")"""
        .formatted(column);
  }

  @Test
  void anotherKeyOfARowThatBreaksIsSeen() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(TWO_KEYS)) {
      TestDatabase.assertRefused(database, failure("b"), OTHER_KEY_BREAKS);
    }
  }

  @Test
  void allColumnsOfAKeyAreNamed() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE p (x, y, UNIQUE (x, y))",
            "CREATE TABLE c (a, b, FOREIGN KEY (B, a) REFERENCES p (x, y))",
            "INSERT INTO p VALUES (1, 2)",
            "INSERT INTO c VALUES (2, 1)")) {
      TestDatabase.assertRefused(
          database, failure("b\", \"a"), op -> op.execute("UPDATE c SET a = 7"));
    }
  }

  @Test
  void theColumnsOfAKeyFollowRenames() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(TWO_KEYS)) {
      Migrator migrator =
          database.migrator(
              op -> {
                op.alterTable("c", renameColumn("a", "x"), renameColumn("b", "a"));
                op.renameTable("c", "d");
                op.renameTable("p", "q");
                op.alterTable("d", renameColumn("x", "b"));
              });
      migrator.upgrade();
      assertThat(database.query("SELECT b, a FROM d")).containsExactly("99|1");
      migrator.downgrade("base");
      assertThat(database.query("SELECT a, b FROM c")).containsExactly("99|1");
    }
  }

  @Test
  void aKeyOfAnotherNumberIsTheSame() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(TWO_KEYS)) {
      database.upgrade(
          op ->
              op.alterTable(
                  "c",
                  add(integer("e").defaultValue(1)).first(),
                  add(foreignKey("e").references("p", "id"))),
          op -> op.alterTable("c", dropForeignKey("b"), alterColumn("b").type(ColumnType.text())));
      assertThat(database.query("SELECT id, \"from\" FROM pragma_foreign_key_list('c') ORDER BY 1"))
          .containsExactly("0|e", "1|a");
    }
  }

  @Test
  void aTableWhoseKeyFitsNothingMayBeRenamed() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE p (id)",
            "CREATE TABLE c (a REFERENCES p (id), b)",
            "CREATE TABLE o (a)")) {
      database.upgrade(op -> op.renameTable("c", "d"), op -> op.renameTable("p", "q"));
      assertThat(database.query("SELECT \"table\" FROM pragma_foreign_key_list('d')"))
          .containsExactly("q");
    }
  }
}
