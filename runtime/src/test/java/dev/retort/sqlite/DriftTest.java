package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;

import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.run.CheckReport;
import dev.retort.run.RebuildMode;
import dev.retort.schema.Drift;
import dev.retort.schema.Drift.Difference;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check says of a schema that somebody changed beside the revisions. */
class DriftTest {
  static final Migration SHOP =
      op -> {
        op.createTable("customers", bigint("id").primaryKey(), text("name").notNull());
        op.createTable(
            "orders",
            bigint("id").primaryKey(),
            bigint("customer"),
            integer("total").notNull().defaultValue(0),
            text("code").collate("NOCASE"),
            foreignKey("customer").references("customers", "id").named("fk_customer"),
            unique("code").named("uq_code"),
            check("total >= 0").named("ck_total"));
        op.createIndex(index("ix_total").on("orders", "total").where("total > 0"));
        op.createView("large", "SELECT id, total FROM orders WHERE total > 100");
        op.createTrigger(
            "CREATE TRIGGER guard BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'no'); END");
      };

  @Test
  void aDatabaseThatOnlyItsRevisionsChangedIsClean() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);

      CheckReport report = database.migrator(SHOP).check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.drift()).isEqualTo(Drift.none());
      assertThat(report.text()).isEqualTo("The database is what its revisions say.\n");
    }
  }

  @Test
  void eachChangeByHandIsNamed() throws SQLException {
    assertThat(after("DROP INDEX ix_total"))
        .containsExactly(
            "index \"ix_total\" is missing: CREATE INDEX \"ix_total\" ON \"orders\" (\"total\") WHERE total > 0");
    assertThat(after("DROP TRIGGER guard"))
        .containsExactly(
            "trigger \"guard\" is missing: CREATE TRIGGER guard BEFORE DELETE ON orders BEGIN SELECT"
                + " RAISE(ABORT, 'no'); END");
    assertThat(after("DROP VIEW large"))
        .containsExactly(
            "view \"large\" is missing: CREATE VIEW \"large\" AS SELECT id, total FROM orders WHERE total > 100");
    assertThat(after("DROP TABLE orders"))
        .containsExactly(
            "table \"orders\" is missing: (\"id\", \"customer\", \"total\", \"code\")");
    assertThat(after("ALTER TABLE orders ADD COLUMN note TEXT NOT NULL DEFAULT 'x'"))
        .containsExactly(
            "column \"note\" of table \"orders\" is there, and should not be: TEXT NOT NULL DEFAULT 'x'");
    assertThat(after("DROP INDEX ix_total; CREATE INDEX ix_total ON orders (total DESC)"))
        .containsExactly(
            "index \"ix_total\": the revisions say CREATE INDEX \"ix_total\" ON \"orders\" (\"total\") WHERE"
                + " total > 0, there is CREATE INDEX ix_total ON orders (total DESC)");
    assertThat(after("DROP VIEW large; CREATE VIEW large AS SELECT id FROM orders"))
        .containsExactly(
            "view \"large\": the revisions say CREATE VIEW \"large\" AS SELECT id, total FROM orders WHERE"
                + " total > 100, there is CREATE VIEW large AS SELECT id FROM orders");
  }

  @Test
  void eachClauseOfATableThatWasRebuiltByHandIsNamed() throws SQLException {
    assertThat(rebuilt("integer not null default 0", "INTEGER DEFAULT 1"))
        .containsExactly(
            "nullability of column \"total\" of table \"orders\": the revisions say NOT NULL, there is"
                + " NULL allowed",
            "default of column \"total\" of table \"orders\": the revisions say 0, there is 1");
    assertThat(rebuilt(" collate \"nocase\"", ""))
        .containsExactly(
            "collation of column \"code\" of table \"orders\": the revisions say NOCASE, there is BINARY");
    assertThat(rebuilt("\"code\" TEXT", "\"code\" VARCHAR(9)"))
        .containsExactly(
            "type of column \"code\" of table \"orders\": the revisions say TEXT, there is VARCHAR(9)");
    assertThat(rebuilt("total >= 0", "total >= 1"))
        .containsExactly(
            "check (total >= 0) of table \"orders\" is missing",
            "check (total >= 1) of table \"orders\" is there, and should not be");
    assertThat(rebuilt("\"ck_total\"", "ck_other"))
        .containsExactly(
            "name of check (total >= 0) of table \"orders\": the revisions say \"ck_total\", there is"
                + " \"ck_other\"");
    assertThat(rebuilt(" CONSTRAINT \"uq_code\" UNIQUE", ""))
        .containsExactly("unique key (\"code\") of table \"orders\" is missing");
    assertThat(rebuilt("\n)", ", UNIQUE (total) ON CONFLICT IGNORE)"))
        .containsExactly("unique key (\"total\") of table \"orders\" is there, and should not be");
    assertThat(rebuilt("(\"id\")", "(\"id\") ON DELETE CASCADE"))
        .containsExactly(
            "clauses of foreign key (\"customer\") to \"customers\" (\"id\") of table \"orders\": the"
                + " revisions say ON DELETE NO ACTION ON UPDATE NO ACTION, there is ON DELETE CASCADE"
                + " ON UPDATE NO ACTION");
    assertThat(rebuilt("PRIMARY KEY", "PRIMARY KEY AUTOINCREMENT"))
        .containsExactly(
            "primary key of table \"orders\": the revisions say (\"id\"), there is (\"id\")"
                + " AUTOINCREMENT");
    assertThat(rebuilt("\n)", "\n) WITHOUT ROWID"))
        .containsExactly(
            "options of table \"orders\": the revisions say none, there is WITHOUT ROWID");
  }

  @Test
  void commentsSpacesCaseAndQuotesAreNoDrift() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);
      database.execute("DROP INDEX ix_total; DROP VIEW large; DROP TRIGGER guard");
      database.execute(
          "CREATE INDEX IF NOT EXISTS IX_TOTAL on [orders](`total`) -- why\n where  TOTAL>0");
      database.execute(
          "CREATE VIEW large AS select ID, \"total\" /* not all */ FROM orders WHERE total>100");
      database.execute(
          "CREATE TRIGGER guard before delete on \"orders\" for each row begin select raise(abort, 'no'); end");
      rebuild(database, "CHECK", "-- never below\n check");

      assertThat(database.migrator(SHOP).check().text())
          .isEqualTo("The database is what its revisions say.\n");
    }
  }

  @Test
  void whatNoRevisionSpeaksOfIsListedAndNoDrift() throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);
      database.execute(
          "CREATE TABLE notes (n); CREATE INDEX mine ON orders (customer);"
              + " CREATE VIEW odd AS SELECT missing FROM notes;"
              + " CREATE TRIGGER early AFTER INSERT ON orders BEGIN DELETE FROM notes; END;"
              + " CREATE VIRTUAL TABLE found USING fts5(words); INSERT INTO found VALUES ('a');"
              + " CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT); ANALYZE");

      CheckReport report = database.migrator(SHOP).check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.drift().differences()).isEmpty();
      assertThat(report.text())
          .isEqualTo(
              """
              The database is what its revisions say.
              No revision speaks of these. Leave them, or make a revision of them:
                table "notes"
                index "mine"
                view "odd"
                trigger "early"
                table "found"
                table "counted"
              Broken, and fail when they are used. Drop or replace them in a revision:
                view "odd": no such column: missing
              """);
    }
  }

  @Test
  void whatRevisionsDroppedAndIsThereAgainIsDrift() throws SQLException {
    Migration away = op -> op.dropView("large");
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP, away);
      database.execute("CREATE VIEW large AS SELECT 1");

      assertThat(database.migrator(SHOP, away).check().drift().differences())
          .containsExactly(
              new Difference(
                  "view \"large\"",
                  Optional.empty(),
                  Optional.of("CREATE VIEW large AS SELECT 1")));
    }
  }

  @Test
  void theHistoryOfAnotherRegistryIsNoDrift() throws SQLException {
    Migration other = op -> op.createTable("theirs", bigint("id").primaryKey());
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);
      Migrator.builder(TestDatabase.registry(other))
          .connection(database.connection())
          .historyTable("their_history")
          .build()
          .upgrade();

      CheckReport report = database.migrator(SHOP).check();

      assertThat(report.isClean()).isTrue();
      assertThat(report.drift().unspoken()).containsExactly("table \"theirs\"");
    }
  }

  @Test
  void theOrderOfTheHistoryIsPlayed() throws SQLException {
    Migration away = op -> op.alterTable("customers", renameColumn("name", "called"));
    for (RebuildMode mode : RebuildMode.values()) {
      try (TestDatabase database = TestDatabase.inMemory()) {
        database.migrator(mode, SHOP, away).upgrade();
        database.migrator(mode, SHOP, away).downgrade("r1");

        assertWithMessage(mode.name())
            .that(database.migrator(mode, SHOP, away).check().drift())
            .isEqualTo(Drift.none());
      }
    }
  }

  static List<String> words(CheckReport report) {
    assertThat(report.isClean()).isEqualTo(report.drift().differences().isEmpty());
    return report.drift().differences().stream().map(Difference::words).toList();
  }

  private static List<String> after(String byHand) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);
      database.execute(byHand);
      return words(database.migrator(SHOP).check());
    }
  }

  private static List<String> rebuilt(String from, String to) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory()) {
      database.upgrade(SHOP);
      rebuild(database, from, to);
      return words(database.migrator(SHOP).check());
    }
  }

  /** Makes the table anew with a part of its text changed, and all that was on it. */
  private static void rebuild(TestDatabase database, String from, String to) throws SQLException {
    List<String> texts =
        database.query(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = 'orders' AND sql IS NOT NULL");
    String table = texts.get(0).replaceFirst("(?i)" + java.util.regex.Pattern.quote(from), to);
    assertThat(table).isNotEqualTo(texts.get(0));
    database.execute("DROP VIEW IF EXISTS large; DROP TABLE orders");
    database.execute(table);
    for (String each : texts.subList(1, texts.size())) {
      database.execute(each);
    }
    database.execute("CREATE VIEW large AS SELECT id, total FROM orders WHERE total > 100");
  }
}
