package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A failure says the revision, the statement, why it was there, and what state is left. */
class FailureMessageTest {
  private static final Migration FIRST = op -> op.createTable("other", integer("x"));

  private static void assertFails(String script, String message, Migration revision)
      throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(script)) {
      database.upgrade(FIRST);
      Snapshot before = database.snapshot();
      MigrationException failure =
          assertThrows(MigrationException.class, () -> database.upgrade(FIRST, revision));
      assertThat(failure).hasMessageThat().isEqualTo(message);
      assertThat(before.differences(database.snapshot())).isEmpty();
      assertThat(database.migrator(FIRST, revision).current()).containsExactly("r1");
    }
  }

  @Test
  void rowsThatANewConstraintRefuses() throws SQLException {
    assertFails(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES (1, 'a'), (2, 'a')",
        """
        revision "r2" failed at statement 1 of 7 and was rolled back; the database is at "r1"
          to:  build the index of the new key of "t"
          sql: CREATE UNIQUE INDEX main."retort_built_sqlite_autoindex_t_1" ON "t" ("v" COLLATE "BINARY")
          db:  1 value is more than once in ("v") of "t", which is to be unique: 'a' in 2 rows (rowid 1, 2). Change them first, with execute(..) or run(..).""",
        op -> op.alterTable("t", add(unique("v"))));
  }

  @Test
  void aStatementOfRawSql() throws SQLException {
    assertFails(
        "CREATE TABLE t (v TEXT NOT NULL)",
        """
        revision "r2" failed at statement 2 of 3 and was rolled back; the database is at "r1"
          to:  execute INSERT INTO t VALUES ('a') and 2 more
          sql: INSERT INTO t VALUES (NULL)
          db:  NOT NULL constraint failed: t.v""",
        op ->
            op.execute(
                "INSERT INTO t VALUES ('a'); INSERT INTO t VALUES (NULL); INSERT INTO t VALUES ('b')"));
  }

  @Test
  void rawSqlThatChangesTheSchema() throws SQLException {
    assertFails(
        "CREATE TABLE t (v TEXT)",
        "revision \"r2\" cannot execute CREATE TABLE t (x): table t already exists",
        op -> op.execute("CREATE TABLE t (x)"));
    assertFails(
        "CREATE TABLE t (v TEXT)",
        """
        revision "r2" failed at statement 2 of 2 and was rolled back; the database is at "r1"
          to:  execute CREATE TABLE s (x) and 1 more
          sql: DROP TABLE nope
          db:  no such table: nope""",
        op -> op.execute("CREATE TABLE s (x); DROP TABLE nope"));
  }

  @Test
  void aParentThatIsDeletedUnderItsChildren() throws SQLException {
    assertFails(
        """
        CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent (id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1), (2);
        INSERT INTO child VALUES (10, 1), (11, 2), (12, NULL);""",
        """
        revision "r2" failed at statement 2 of 2 and was rolled back; the database is at "r1"
          to:  check all foreign keys
          sql: PRAGMA foreign_key_check
          db:  row 10 of "child" references no row of "parent" by ("p")""",
        op -> op.execute("DELETE FROM parent WHERE id = 1"));
  }

  @Test
  void manyChildrenAreCounted() throws SQLException {
    assertFails(
        """
        CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (p REFERENCES parent (id), q REFERENCES parent (id));
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, NULL);""",
        """
        revision "r2" failed at statement 2 of 2 and was rolled back; the database is at "r1"
          to:  check all foreign keys
          sql: PRAGMA foreign_key_check
          db:  row 1 of "child" references no row of "parent" by ("q"); row 1 of "child" references no row of "parent" by ("p"); row 2 of "child" references no row of "parent" by ("q"); row 2 of "child" references no row of "parent" by ("p"); row 3 of "child" references no row of "parent" by ("q"); and 8 more""",
        op -> op.execute("DELETE FROM parent"));
  }

  @Test
  void aStepThatThrows() throws SQLException {
    assertFails(
        "CREATE TABLE t (v TEXT)",
        """
        revision "r2" failed at statement 2 of 2 and was rolled back; the database is at "r1"
          to:  count the beans
          sql: (Java code)
          db:  java.lang.ArithmeticException: no beans""",
        op -> {
          op.execute("INSERT INTO t VALUES ('gone again')");
          op.run(
              "count the beans",
              connection -> {
                throw new ArithmeticException("no beans");
              });
        });
  }

  @Test
  void aDowngrade() throws SQLException {
    Migration second =
        op -> op.alterTable("t", alterColumn("v").type(ColumnType.blob()).nullable());
    try (TestDatabase database =
        TestDatabase.inMemory("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER NOT NULL)")) {
      database.upgrade(FIRST, second);
      database.execute("INSERT INTO t VALUES (1, '007')");
      MigrationException failure =
          assertThrows(
              MigrationException.class, () -> database.migrator(FIRST, second).downgrade("r1"));
      String message = failure.getMessage();
      assertThat(message.substring(0, message.indexOf("  sql:")))
          .isEqualTo(
              """
              downgrade of revision "r2" failed at statement 5 of 13 and was rolled back; the database is at "r2"
                to:  find values of "v" that its new type has altered
              """);
      assertThat(message.substring(message.indexOf("  db:")))
          .isEqualTo(
              "  db:  column \"v\" of \"t\" holds '007' in the row with rowid 1, which its new type"
                  + " would turn into 7. Say how it is converted: .using(\"...\")");
    }
  }

  @Test
  void severalProblemsAtOnce() throws SQLException {
    assertFails(
        "CREATE TABLE t (v TEXT)",
        """
        revision "r2" alters column "w" of "t", but "t" has no such column here. Did you mean "v"?
        revision "r2" adds column "v" of "t", but "t" has a column "v" here already.""",
        op -> op.alterTable("t", alterColumn("w").notNull(), add(text("v"))));
  }

  /** A table that this very revision has made has no rows until something may have filled it. */
  @Test
  void aTableThatRawSqlMayHaveFilledWantsAValueForANewColumn() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      Migration filled =
          op -> {
            op.createTable("t", bigint("id").primaryKey());
            op.execute("INSERT INTO t VALUES (1)");
            op.alterTable("t", add(text("v").notNull()));
          };
      assertThat(assertThrows(RefusedException.class, () -> database.upgrade(filled)))
          .hasMessageThat()
          .isEqualTo(
              "revision \"r1\" adds column \"v\" of \"t\", which must not be NULL, but rows of \"t\""
                  + " may be there and would have no value. Give it one: .defaultValue(..), or"
                  + " add(..).backfill(\"...\")");
      Migration empty =
          op -> {
            op.createTable("t", bigint("id").primaryKey());
            op.alterTable("t", add(text("v").notNull()));
          };
      database.upgrade(empty);
      assertThat(database.query("SELECT name FROM pragma_table_info('t')"))
          .containsExactly("id", "v");
    }
  }
}
