package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.unique;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.Migrator;
import dev.retort.error.MigrationException;
import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must not be altered is refused for each change, in each way of altering a table. */
class HazardRefusalTest {
  private static List<TableChange> changes(String column) {
    return List.of(
        alterColumn(column).type(ColumnType.text()),
        alterColumn(column).notNull(),
        alterColumn(column).defaultValue(7),
        add(check("\"" + column + "\" <> 3")),
        add(unique(column)),
        add(foreignKey(column).references("t", "id")));
  }

  private static void assertRefused(
      TestDatabase database, RebuildMode mode, String table, String column, String message)
      throws SQLException {
    Snapshot before = database.snapshot();
    for (TableChange change : changes(column)) {
      Migrator migrator =
          Migrator.builder(TestDatabase.registry(TestDatabase.altering(table, change)))
              .connection(database.connection())
              .rebuild(mode)
              .build();
      assertWithMessage(change.describe())
          .that(assertThrows(MigrationException.class, migrator::upgrade))
          .hasMessageThat()
          .isEqualTo(message);
      assertThat(before.differences(database.snapshot())).isEmpty();
    }
  }

  @ParameterizedTest(name = "{1} of {0}, {4}")
  @CsvSource({
    "'fts5(note)', f, note, '\"f\" is a virtual table here.', AUTO",
    "'fts5(note)', f, note, '\"f\" is a virtual table here.', CLASSIC",
    "'fts5(note)', f_content, c0, 'there is no table \"f_content\" here.', AUTO",
    "'fts5(note)', f_content, c0, 'there is no table \"f_content\" here.', CLASSIC",
    "'rtree(id, x0, x1)', f, x0, '\"f\" is a virtual table here.', AUTO",
    "'rtree(id, x0, x1)', f, x0, '\"f\" is a virtual table here.', CLASSIC",
    "'rtree(id, x0, x1)', f_node, data, 'there is no table \"f_node\" here.', AUTO",
    "'rtree(id, x0, x1)', f_node, data, 'there is no table \"f_node\" here.', CLASSIC",
  })
  void aVirtualTableAndItsShadowAreLeftAlone(
      String module, String table, String column, String reason, RebuildMode mode)
      throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY)",
            "CREATE VIRTUAL TABLE f USING " + module,
            "INSERT INTO f VALUES "
                + (module.startsWith("rtree") ? "(1, 2.0, 3.0), (2, 2.0, 4.0)" : "('apple')"))) {
      assertRefused(
          database,
          mode,
          table,
          column,
          "revision \"r1\" alters table \"" + table + "\", but " + reason);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOpenTransactionOfTheCallerIsLeftAlone(RebuildMode mode) throws SQLException {
    try (TestDatabase database =
        TestDatabase.inMemory(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)",
            "BEGIN",
            "INSERT INTO t VALUES (1, NULL)")) {
      assertRefused(
          database,
          mode,
          "t",
          "v",
          "the connection has a transaction under way, and Retort has one of its own. Commit it or"
              + " roll it back before.");
      database.execute("ROLLBACK");
      assertThat(database.query("SELECT count(*) FROM t")).containsExactly("0");
      database.connection().setAutoCommit(false);
      assertRefused(
          database,
          mode,
          "t",
          "v",
          "the connection is not in autocommit mode, and Retort has a transaction of its own. Call"
              + " connection.setAutoCommit(true) before, and set it back after; a pool has a setting"
              + " for it.");
    }
  }
}
