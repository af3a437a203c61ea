package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.alterColumn;

import dev.retort.Corpora;
import dev.retort.Migrator;
import dev.retort.op.Migration;
import dev.retort.schema.ColumnType;
import dev.retort.sqlite.text.TableText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real databases with rows are adopted, and one column of each table gets another type. */
class AdoptionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"chinook", "chinook-autoincrement", "northwind"})
  void aTypeOfEveryTableIsChangedAndNothingElse(String name) throws IOException, SQLException {
    Path file = folder.resolve(name + ".db");
    Files.write(file, Files.readAllBytes(Corpora.folder().resolve("dbs").resolve(name + ".db")));
    try (TestDatabase database = TestDatabase.file(file)) {
      Snapshot before = database.snapshot();
      Map<String, String> columns = columns(database);
      assertWithMessage(name).that(columns.size()).isAtLeast(11);
      Migration[] revisions = {
        op -> op.execute("SELECT 'the schema that was there'"),
        op ->
            columns.forEach(
                (table, column) ->
                    op.alterTable(
                        table,
                        alterColumn(column)
                            .type(ColumnType.declared(other(before, table, column), Object.class))))
      };
      Migrator migrator = database.migrator(revisions);
      migrator.stamp("r1");
      assertThat(migrator.upgrade().after()).containsExactly("r2");

      Snapshot expected = before;
      for (Map.Entry<String, String> each : columns.entrySet()) {
        String table = each.getKey();
        dev.retort.schema.Name column = dev.retort.schema.Name.of(each.getValue());
        String type = other(before, table, each.getValue());
        String at = "column main." + table + "." + each.getValue();
        expected =
            expected
                .expecting(
                    "text main " + table + " table " + table,
                    text -> TableText.read(text).type(column, type).sql())
                .expecting(
                    at,
                    fact ->
                        fact.replaceFirst(
                            "(\\[\\d+, " + each.getValue() + "), [^,]*(\\([^)]*\\))?,",
                            "$1, " + type + ","));
      }
      assertThat(expected.differences(database.snapshot())).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      assertThat(database.query("SELECT name FROM sqlite_schema WHERE sql LIKE '%MY %'").size())
          .isEqualTo(columns.size());
    }
  }

  /** Chooses a column for each table that has rows: the last one that is no rowid. */
  private static Map<String, String> columns(TestDatabase database) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String table :
        database.query(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
      if (!database.query("SELECT 1 FROM \"" + table + "\" LIMIT 1").isEmpty()) {
        List<String> names = database.query("SELECT name FROM pragma_table_info('" + table + "')");
        columns.put(table, names.get(names.size() - 1));
      }
    }
    return columns;
  }

  /** Returns another type of the same affinity, so that no value changes. */
  private static String other(Snapshot snapshot, String table, String column) {
    String fact = snapshot.facts().get("column main." + table + "." + column);
    return "MY "
        + switch (Affinity.of(fact)) {
          case TEXT -> "TEXT";
          case INTEGER -> "INT";
          case REAL -> "REAL";
          case BLOB -> "BLOB";
          case NUMERIC -> "DECIMAL";
        };
  }
}
