package dev.retort;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.App.NICK;
import static dev.retort.App.USERS;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.text;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.error.IrreversibleException;
import dev.retort.error.RefusedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a downgrade derives, and what it refuses before anything runs. */
class DowngradeTest {
  @TempDir Path folder;
  private App app;

  @BeforeEach
  void newDatabase() {
    app = new App(folder);
  }

  @Test
  void aStampedRevisionIsUndoneByAReplayOfItsAncestors() throws SQLException {
    app.migrator().upgrade();
    app.migrator().stamp("base");
    app.migrator().stamp("head");

    assertThat(app.migrator().downgrade("r1").after()).containsExactly("r1");
    assertThat(
            app.query("SELECT group_concat(name || ' ' || type) FROM pragma_table_info('users')"))
        .containsExactly("id INTEGER,name VARCHAR(20),age INTEGER");
  }

  @Test
  void aTableThatNoRevisionHasMadeIsNotInTheWayOfAReplay() throws SQLException {
    app.execute("CREATE TABLE old (a, b)");
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.alterTable("old", add(text("c")))),
            RegisteredRevision.of(
                "r2", List.of("r1"), () -> op -> op.createTable("n", bigint("id").primaryKey())));
    migrator.upgrade();
    migrator.stamp("base");
    migrator.stamp("r2");

    assertThat(migrator.downgrade("r1").after()).containsExactly("r1");
    assertThat(app.query("SELECT name FROM sqlite_schema WHERE name IN ('old', 'n')"))
        .containsExactly("old");
  }

  @Test
  void whatCannotBeUndoneIsRefusedBeforeAnythingRuns() throws SQLException {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of(
                "r2", List.of("r1"), () -> op -> op.alterTable("users", dropColumn("age"))),
            RegisteredRevision.of("r3", List.of("r2"), () -> NICK));

    RefusedException refused = assertThrows(RefusedException.class, migrator::upgrade);
    assertThat(refused)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" drops column \"age\" of \"users\", but the index \"ix_users_age\""
                + " needs it. Drop that first: op.dropIndex(\"ix_users_age\")");
    assertThat(migrator.current()).isEmpty();

    migrator =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () ->
                    op -> {
                      op.dropIndex("ix_users_age");
                      op.alterTable("users", dropColumn("age"));
                    }),
            RegisteredRevision.of("r3", List.of("r2"), () -> NICK));
    migrator.upgrade();
    Migrator upgraded = migrator;
    IrreversibleException thrown =
        assertThrows(IrreversibleException.class, () -> upgraded.downgrade("base"));

    assertThat(thrown.revision()).isEqualTo("r2");
    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "revision \"r2\" cannot be undone: it drops column \"age\" of \"users\", and its values"
                + " are gone. Override downgrade(Op) to say how, or say irreversible = \"why\".");
    assertThat(upgraded.current()).containsExactly("r3");
    assertThat(app.query("SELECT name FROM pragma_table_info('users') WHERE name = 'nick'"))
        .containsExactly("nick");
  }

  @Test
  void irreversibleIsRefusedWithItsReason() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> USERS)
                .irreversible("the old passwords are gone"));
    migrator.upgrade();

    IrreversibleException thrown =
        assertThrows(IrreversibleException.class, () -> migrator.downgrade("base"));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("revision \"r1\" cannot be undone: the old passwords are gone");
  }

  @Test
  void anEditedRevisionIsNotUndoneByWhatItSaysNow() throws SQLException {
    app.migrator().upgrade("r1");
    app.execute("CREATE TABLE logs (a); INSERT INTO logs VALUES ('kept')");
    Migrator edited =
        App.of(
            app.url(),
            RegisteredRevision.of("r1", List.of(), () -> op -> op.createTable("logs", text("a"))));

    assertThat(assertThrows(IrreversibleException.class, () -> edited.downgrade("base")))
        .hasMessageThat()
        .isEqualTo(
            "revision \"r1\" cannot be undone: its upgrade asks for something else now than when it"
                + " ran. Override downgrade(Op) to say how, or say irreversible = \"why\".");
    assertThat(app.query("SELECT a FROM logs")).containsExactly("kept");
  }

  @Test
  void aDerivedInverseThatWouldLoseAClauseIsRefused() throws SQLException {
    app.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT, UNIQUE (n COLLATE NOCASE))");
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.alterTable("t", dropUnique("n"))));
    migrator.upgrade();

    assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")).reason())
        .isEqualTo(
            "what can be derived does not bring back all that was there: key (n nocase) of \"t\":"
                + " unique before, gone after; special clauses of \"t\": COLLATE before, none"
                + " after");
  }

  @Test
  void anInverseFollowsTheRenamesOfItsRevision() throws SQLException {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", bigint("id").primaryKey(), integer("active"));
                      op.createIndex(index("ux").on("t", "id").where("\"active\" = 1"));
                    }),
            RegisteredRevision.of(
                "r2",
                List.of("r1"),
                () ->
                    op -> {
                      op.alterTable("t", renameColumn("active", "enabled"));
                      op.dropIndex("ux");
                    }));
    migrator.upgrade();

    migrator.downgrade("r1");

    assertThat(app.query("SELECT sql FROM sqlite_schema WHERE name = 'ux'"))
        .containsExactly("CREATE INDEX \"ux\" ON \"t\" (\"id\") WHERE \"active\" = 1");
  }

  @Test
  void anInsertWithoutAKeyIsNotUndone() {
    Migrator migrator =
        App.of(
            app.url(),
            RegisteredRevision.of(
                "r1",
                List.of(),
                () ->
                    op -> {
                      op.createTable("t", text("id").primaryKey());
                      op.insert("t", row(text("id").isNull()));
                    }));
    migrator.upgrade();

    assertThat(assertThrows(IrreversibleException.class, () -> migrator.downgrade("base")).reason())
        .isEqualTo("it inserts into \"t\" a row that does not say its primary key (\"id\")");
  }
}
