package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropConstraint;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;

import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A table with all that other tools lose goes through changes, and only what was asked differs. */
class FixtureTest {
  private static final String PARENT =
      """
      CREATE TABLE parent (
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- given once
        email TEXT COLLATE NOCASE NOT NULL,
        age INTEGER CONSTRAINT ck_age CHECK (age >= 0),
        amount DECIMAL(10,2) DEFAULT (1 + 1),
        "full" TEXT GENERATED ALWAYS AS (email || ' ' || age) VIRTUAL,
        grp INTEGER REFERENCES grp(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
        spare TEXT,
        CONSTRAINT uq_email UNIQUE (email) ON CONFLICT IGNORE
      )""";

  private static final String SCRIPT =
      "CREATE TABLE grp (id INTEGER PRIMARY KEY);\n"
          + PARENT
          + """
          ;
          CREATE TABLE child (
            id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE);
          CREATE TABLE log (what TEXT);
          CREATE INDEX ix_age ON parent (age DESC, email);
          CREATE INDEX ix_adult ON parent (email) WHERE age >= 18;
          CREATE UNIQUE INDEX ix_lower ON parent (lower(email) COLLATE BINARY);
          CREATE TRIGGER tr_parent AFTER UPDATE OF email, age ON parent WHEN new.age > 5 BEGIN
            INSERT INTO log VALUES (old.email || '>' || new.email); END;
          CREATE TRIGGER tr_child AFTER DELETE ON child BEGIN
            UPDATE parent SET age = age + 1 WHERE id = old.parent; END;
          CREATE VIEW adults (who, years) AS SELECT email, age FROM parent WHERE age >= 18;
          INSERT INTO grp VALUES (4);
          INSERT INTO parent (email, age, amount, grp) VALUES ('Ada', 36, 1.5, 4), ('bob', 7, NULL, NULL),
            ('Eve', 0, 3, 4);
          DELETE FROM parent WHERE id = 3;
          INSERT INTO child VALUES (10, 1), (11, 2);
          """;

  private static void assertOnly(
      UnaryOperator<Snapshot> expected, UnaryOperator<Snapshot> seen, TableChange... changes)
      throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(SCRIPT)) {
      Snapshot before = database.snapshot();
      database.alter("parent", changes);
      assertThat(expected.apply(before).differences(seen.apply(database.snapshot()))).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(database.query("PRAGMA foreign_keys")).containsExactly("1");
      assertStillWorks(database);
    }
  }

  private static void assertStillWorks(TestDatabase database) throws SQLException {
    List<String> columns = database.query("SELECT name FROM pragma_table_info('parent')");
    String email = columns.contains("mail") ? "mail" : "email";
    String required = columns.contains("nick") ? ", nick" : "";
    String value = columns.contains("nick") ? ", 'n'" : "";
    database.execute(
        "INSERT INTO parent (" + email + ", age" + required + ") VALUES ('Zoe', 1" + value + ")");
    assertThat(database.query("SELECT max(id) FROM parent")).containsExactly("4");
    database.execute("DELETE FROM parent WHERE id = 1");
    assertThat(database.query("SELECT id FROM child")).containsExactly("11");
    database.execute("UPDATE parent SET age = 9 WHERE id = 2");
    assertThat(database.query("SELECT what FROM log")).containsExactly("bob>bob");
  }

  private static UnaryOperator<Snapshot> rewritten(String from, String to) {
    return snapshot ->
        snapshot.expecting("text main parent table parent", text -> text.replace(from, to));
  }

  @Test
  void aTypeIsChanged() throws SQLException {
    assertOnly(
        before ->
            rewritten("spare TEXT", "spare BLOB")
                .apply(before)
                .expecting("column main.parent.spare", column -> column.replace("TEXT", "BLOB")),
        UnaryOperator.identity(),
        alterColumn("spare").type(ColumnType.blob()));
  }

  @Test
  void aColumnIsDropped() throws SQLException {
    UnaryOperator<Snapshot> others = FixtureTest::withoutColumnsAndRows;
    assertOnly(
        before -> others.apply(rewritten("\n  spare TEXT,", "").apply(before)),
        others,
        dropColumn("spare"));
  }

  @Test
  void aColumnIsAddedWithABackfill() throws SQLException {
    UnaryOperator<Snapshot> others = FixtureTest::withoutColumnsAndRows;
    assertOnly(
        before ->
            others.apply(
                rewritten("spare TEXT,", "spare TEXT,\n  \"nick\" TEXT NOT NULL,").apply(before)),
        others,
        add(text("nick").notNull()).after("spare").backfill("lower(email)"));
  }

  @Test
  void rowsAreTheSameButForTheAddedAndTheDroppedColumn() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(SCRIPT)) {
      String rows = "SELECT id, email, age, amount, typeof(amount), \"full\", grp FROM parent";
      List<String> before = database.query(rows);
      database.alter(
          "parent",
          dropColumn("spare"),
          add(text("nick").notNull()).first().backfill("lower(email) || id"));
      assertThat(database.query(rows)).isEqualTo(before);
      assertThat(database.query("SELECT nick FROM parent")).containsExactly("ada1", "bob2");
    }
  }

  @Test
  void nullIsForbidden() throws SQLException {
    assertOnly(
        before ->
            rewritten("(age >= 0)", "(age >= 0) NOT NULL")
                .apply(before)
                .expecting(
                    "column main.parent.age", column -> column.replace("INTEGER, 0", "INTEGER, 1")),
        UnaryOperator.identity(),
        alterColumn("age").notNull());
  }

  @Test
  void aConstraintIsAddedAndAnotherDropped() throws SQLException {
    assertOnly(
        before ->
            rewritten("INTEGER CONSTRAINT ck_age CHECK (age >= 0)", "INTEGER")
                .apply(
                    rewritten("IGNORE\n)", "IGNORE,\n  CONSTRAINT \"ck\" CHECK (age < 200)\n)")
                        .apply(before)),
        UnaryOperator.identity(),
        dropConstraint("ck_age"),
        add(check("age < 200").named("ck")));
  }

  @Test
  void aUniqueConstraintIsAdded() throws SQLException {
    assertOnly(
        before ->
            rewritten("IGNORE\n)", "IGNORE,\n  UNIQUE (\"id\", \"age\")\n)")
                .apply(before)
                .without("index main.parent sqlite_autoindex")
                .without("terms main.parent sqlite_autoindex")
                .without("order main parent")
                .without("text main parent index sqlite_autoindex"),
        seen ->
            seen.without("index main.parent sqlite_autoindex")
                .without("terms main.parent sqlite_autoindex")
                .without("order main parent")
                .without("text main parent index sqlite_autoindex"),
        add(unique("id", "age")));
  }

  @Test
  void aColumnIsRenamedAmongOtherChanges() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(SCRIPT)) {
      List<String> before = database.query("SELECT id, email, age, amount, grp FROM parent");
      database.alter(
          "parent",
          renameColumn("email", "mail"),
          alterColumn("mail").nullable(),
          dropColumn("spare"),
          renameColumn("amount", "sum"),
          add(integer("n").notNull().defaultValue(3)),
          alterColumn("age").type(ColumnType.bigint()));
      assertThat(database.query("SELECT id, mail, age, sum, grp FROM parent")).isEqualTo(before);
      assertThat(database.query("SELECT sql FROM sqlite_schema WHERE name = 'parent'").get(0))
          .isEqualTo(
              """
              CREATE TABLE parent (
                id INTEGER PRIMARY KEY AUTOINCREMENT, -- given once
                "mail" TEXT COLLATE NOCASE,
                age BIGINT CONSTRAINT ck_age CHECK (age >= 0),
                "sum" DECIMAL(10,2) DEFAULT (1 + 1),
                "full" TEXT GENERATED ALWAYS AS ("mail" || ' ' || age) VIRTUAL,
                grp INTEGER REFERENCES grp(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
                "n" INTEGER NOT NULL DEFAULT 3,
                CONSTRAINT uq_email UNIQUE ("mail") ON CONFLICT IGNORE
              )""");
      assertThat(
              database.query(
                  "SELECT sql FROM sqlite_schema WHERE name IN ('ix_age', 'ix_adult', 'ix_lower', 'tr_parent',"
                      + " 'adults') ORDER BY name"))
          .containsExactly(
              "CREATE VIEW adults (who, years) AS SELECT \"mail\", age FROM parent WHERE age >= 18",
              "CREATE INDEX ix_adult ON parent (\"mail\") WHERE age >= 18",
              "CREATE INDEX ix_age ON parent (age DESC, \"mail\")",
              "CREATE UNIQUE INDEX ix_lower ON parent (lower(\"mail\") COLLATE BINARY)",
              "CREATE TRIGGER tr_parent AFTER UPDATE OF \"mail\", age ON parent WHEN new.age > 5 BEGIN\n"
                  + "  INSERT INTO log VALUES (old.\"mail\" || '>' || new.\"mail\"); END")
          .inOrder();
      assertStillWorks(database);
    }
  }

  @Test
  void manyRevisionsInOneRunLeaveNothingElseBehind() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(SCRIPT)) {
      Snapshot before = database.snapshot();
      List<Migration> revisions = new ArrayList<>();
      revisions.add(op -> op.alterTable("parent", alterColumn("spare").type(ColumnType.blob())));
      revisions.add(op -> op.alterTable("Parent", add(check("age < 200").named("ck"))));
      revisions.add(op -> op.alterTable("PARENT", alterColumn("AGE").notNull()));
      revisions.add(op -> op.renameTable("parent", "elder"));
      revisions.add(op -> op.alterTable("elder", renameColumn("email", "e")));
      revisions.add(op -> op.renameTable("elder", "Parent"));
      revisions.add(op -> op.renameTable("Parent", "parent"));
      Migration[] all = revisions.toArray(Migration[]::new);
      database.upgrade(all);
      assertThat(database.query("SELECT count(*) FROM adults")).containsExactly("1");
      database.migrator(all).downgrade("base");
      assertThat(unquoted(before).differences(unquoted(database.snapshot()))).isEmpty();
      assertStillWorks(database);
    }
  }

  /** A rename quotes the names that it writes. */
  private static Snapshot unquoted(Snapshot snapshot) {
    Snapshot unquoted = snapshot;
    for (String key : snapshot.facts().keySet()) {
      if (key.startsWith("text")) {
        unquoted = unquoted.expecting(key, text -> text.replace("\"", ""));
      }
    }
    return unquoted;
  }

  private static Snapshot withoutColumnsAndRows(Snapshot snapshot) {
    return snapshot
        .without("column main.parent")
        .without("row main.parent")
        .without("terms main.parent");
  }
}
