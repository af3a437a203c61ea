package dev.retort.op;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.varchar;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecorderTest {
  private static final Recorder RECORDER = new Recorder(DialectName.SQLITE, Map.of("tenant", "x"));

  @Test
  void operationsAreRecordedInTheirOrder() {
    Recording recording =
        RECORDER.upgrade(
            op -> {
              op.createTable("t", bigint("id").primaryKey());
              op.alterTable("t", add(text("a")), alterColumn("a").notNull());
              op.createIndex(index("ix").on("t", "a").unique());
              op.createVirtualTable("f", "fts5", "a", "content='t'");
              op.execute("UPDATE t SET a = 'x;y'; DELETE FROM t;");
              op.execute(DialectName.POSTGRESQL, "ANALYZE");
              op.run("fill in names", connection -> {});
            });

    assertThat(recording.operations().stream().map(Operation::describe))
        .containsExactly(
            "create table \"t\"",
            "alter table \"t\": add column \"a\" text; alter column \"a\": not null",
            "create unique index \"ix\" on \"t\"",
            "create virtual table \"f\" using fts5",
            "execute UPDATE t SET a = 'x;y' and 1 more",
            "execute ANALYZE",
            "run: fill in names")
        .inOrder();
    assertThat(recording.dialect()).isEmpty();
    assertThat(recording.asksArguments()).isFalse();
  }

  @Test
  void askingIsRecordedToo() {
    Recording recording =
        RECORDER.upgrade(
            op -> {
              assertThat(op.dialect()).isEqualTo(DialectName.SQLITE);
              assertThat(op.arg("tenant")).isEqualTo(Optional.of("x"));
              assertThat(op.arg("other")).isEmpty();
            });

    assertThat(recording.dialect()).isEqualTo(Optional.of(DialectName.SQLITE));
    assertThat(recording.asksArguments()).isTrue();
  }

  @Test
  void aDowngradeIsTheInverseUnlessOverridden() {
    Operation inverse = new ExecuteSql("SELECT 1", Optional.empty());

    assertThat(RECORDER.downgrade(op -> {}, () -> List.of(inverse)).operations())
        .containsExactly(inverse);
  }

  @Test
  void anUpgradeCannotUndoItself() {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> RECORDER.upgrade(op -> op.undoUpgrade()));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo("undoUpgrade() is for downgrade(..), not for upgrade(..)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "/* x */ commit",
        "UPDATE t SET a = 1; ROLLBACK",
        "savepoint s",
        "RELEASE s",
        "END TRANSACTION"
      })
  void transactionsCannotBeExecuted(String sql) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> RECORDER.upgrade(op -> op.execute(sql)));

    assertThat(thrown).hasMessageThat().endsWith("the run has its own transaction. Leave it out.");
  }

  @Test
  void foreignKeysCannotBeSwitched() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> RECORDER.upgrade(op -> op.execute("PRAGMA main.foreign_keys = ON")));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "\"PRAGMA main.foreign_keys = ON\" cannot be executed: foreign_keys is off during every"
                + " run, and what it was after it. Leave it out.");
  }

  @ParameterizedTest
  @CsvSource({
    "PRAGMA legacy_alter_table = ON, legacy_alter_table is on in steps of the run's own alone^ and what it was after it",
    "/* x */ pragma Main.Writable_Schema(1), writable_schema is on in steps of the run's own alone^ and what it was after it",
    "PRAGMA [schema_version] = 7, schema_version counts the changes of the schema^ and all connections go by it"
  })
  void thePragmasOfTheRunCannotBeSet(String sql, String why) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> RECORDER.upgrade(op -> op.execute(sql)));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "\"%s\" cannot be executed: %s. Leave it out.".formatted(sql, why.replace('^', ',')));
  }

  @Test
  void foreignKeysMayBeAskedAbout() {
    assertThat(RECORDER.upgrade(op -> op.execute("PRAGMA foreign_key_check")).operations())
        .hasSize(1);
  }

  @Test
  void aTriggerMustBeOneStatement() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> RECORDER.upgrade(op -> op.createTrigger("CREATE TABLE t(a)")));

    assertThat(thrown)
        .hasMessageThat()
        .isEqualTo(
            "this is no CREATE TRIGGER name .. ON table .. BEGIN .. END: \"CREATE TABLE t(a)\"");
  }

  @Test
  void aMissingResourceIsNamed() {
    Migration migration = op -> op.executeResource("no-such.sql");

    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> RECORDER.upgrade(migration));

    assertThat(thrown)
        .hasMessageThat()
        .startsWith("there is no resource \"no-such.sql\" beside dev.retort.op.RecorderTest");
  }

  @Test
  void aResourceIsReadBesideTheRevision() {
    Migration migration =
        new Migration() {
          @Override
          public void upgrade(Op op) {
            op.executeResource("seed.sql");
          }
        };

    assertThat(RECORDER.upgrade(migration).operations().get(0).describe())
        .isEqualTo("execute INSERT INTO t VALUES ('ä; b') and 1 more");
  }

  @Test
  void theFingerprintIsThatOfWhatIsAskedFor() {
    Migration migration = op -> op.createTable("t", varchar("a", 5).notNull().defaultValue("x"));
    Migration same =
        op -> {
          String name = "t";
          op.createTable(name, varchar("a", 5).defaultValue("x").notNull());
        };
    Migration other = op -> op.createTable("t", varchar("a", 6).notNull().defaultValue("x"));

    assertThat(Fingerprint.of(migration, DialectName.SQLITE))
        .isEqualTo(Fingerprint.of(same, DialectName.POSTGRESQL));
    assertThat(Fingerprint.of(migration, DialectName.SQLITE))
        .isNotEqualTo(Fingerprint.of(other, DialectName.SQLITE));
    assertThat(Fingerprint.of(migration, DialectName.SQLITE))
        .isEqualTo("1:c2a94bb4024321e6ccf6e3c9de82161425af3032cb10a9f03213636056b95d0f");
  }
}
