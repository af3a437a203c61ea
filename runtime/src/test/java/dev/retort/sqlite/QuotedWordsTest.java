package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropCheck;

import dev.retort.Migrator;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class QuotedWordsTest {
  @Test
  void aMisspeltNameIsRefusedBeforeARowChanges() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('x')")) {
      TestDatabase.assertRefused(
          database,
          "revision \"r1\" alters column \"a\" of \"t\" with \"aa\", but \"t\" has no such column"
              + " here. Did you mean \"a\"? SQLite would take it for a text, and a text stands in"
              + " single quotes: 'aa'",
          TestDatabase.altering("t", alterColumn("a").using("\"aa\"")));
    }
  }

  @Test
  void aCheckWithATextInDoubleQuotesIsPutBack() throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (a TEXT, CHECK (\"a\" <> \"it's\"))")) {
      Migrator migrator =
          database.migrator(TestDatabase.altering("t", dropCheck("\"a\" <> \"it's\"")));
      migrator.upgrade();
      migrator.downgrade("base");
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 't'"))
          .containsExactly("CREATE TABLE t (a TEXT, CHECK (\"a\" <> 'it''s'))");
    }
  }
}
