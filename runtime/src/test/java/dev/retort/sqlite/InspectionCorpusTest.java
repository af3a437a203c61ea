package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.retort.Corpora;
import dev.retort.schema.Column;
import dev.retort.schema.Default;
import dev.retort.schema.Extent;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Generation;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import dev.retort.schema.Trigger;
import dev.retort.schema.Unique;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sqlite.Collation;

/** Live databases are read as SQLite itself reads them. */
class InspectionCorpusTest {

  @Test
  void everyTextIsInspectedToWhatSqliteSaysOfIt() throws IOException, SQLException {
    List<String> wrong = new ArrayList<>();
    List<JsonObject> texts = lines("create_tables.jsonl");
    List<JsonObject> oracles = lines("oracle.jsonl");
    for (int at = 0; at < texts.size(); at++) {
      JsonObject text = texts.get(at);
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
        if (text.has("collations")) {
          for (JsonElement name : text.getAsJsonArray("collations")) {
            register(connection, name.getAsString());
          }
        }
        Query.run(connection, oracles.get(at).get("stored_sql").getAsString());
        check(SqliteInspection.inspect(connection), oracles.get(at));
      } catch (AssertionError | RuntimeException | SQLException problem) {
        wrong.add(text.get("n") + ": " + problem + " in " + text.get("sql"));
      }
    }
    assertWithMessage(wrong.size() + " of " + texts.size()).that(wrong).isEmpty();
    assertThat(texts).hasSize(1449);
  }

  @Test
  void everyTextIsUnderstoodWithoutADatabase() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<JsonObject> texts = lines("create_tables.jsonl");
    List<JsonObject> oracles = lines("oracle.jsonl");
    int open = 0;
    for (int at = 0; at < texts.size(); at++) {
      String sql = oracles.get(at).get("stored_sql").getAsString();
      try {
        RawSql.Outcome outcome = RawSql.apply(Schema.empty(), sql);
        assertThat(outcome.findings()).isEmpty();
        Schema schema = outcome.after();
        if (schema.all(Table.class).stream().anyMatch(table -> table.extent() == Extent.OPEN)) {
          open++;
        } else {
          check(schema, oracles.get(at));
        }
      } catch (AssertionError | RuntimeException problem) {
        wrong.add(texts.get(at).get("n") + ": " + problem + " in " + sql);
      }
    }
    assertWithMessage(wrong.size() + " of " + texts.size()).that(wrong).isEmpty();
    assertThat(open).isAtMost(texts.size() / 50);
  }

  private static void register(Connection connection, String name) throws SQLException {
    Collation.create(
        connection,
        name,
        new Collation() {
          @Override
          protected int xCompare(String one, String other) {
            return one.compareTo(other);
          }
        });
  }

  private static List<JsonObject> lines(String file) throws IOException {
    return Files.readAllLines(Corpora.folder().resolve("ddl").resolve(file)).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static void check(Schema schema, JsonObject oracle) {
    Name name = Name.found(oracle.get("table").getAsString());
    Table table = schema.table(name).orElseThrow(() -> new AssertionError("no table " + name));
    assertThat(table.name().text()).isEqualTo(name.text());
    assertThat(table.extent()).isEqualTo(Extent.COMPLETE);
    JsonObject listed = oracle.getAsJsonObject("table_list");
    assertThat(table.has(TableOption.STRICT)).isEqualTo(listed.get("strict").getAsInt() == 1);
    assertThat(table.has(TableOption.WITHOUT_ROWID)).isEqualTo(listed.get("wr").getAsInt() == 1);
    assertThat(table.primaryKey().filter(PrimaryKey::autoincrement).isPresent())
        .isEqualTo(oracle.get("autoincrement").getAsBoolean());
    columns(table, oracle);
    foreignKeys(table, oracle);
    uniques(table, oracle);
  }

  private static void columns(Table table, JsonObject oracle) {
    List<Name> key = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    List<String> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (JsonElement element : oracle.getAsJsonArray("table_xinfo")) {
      JsonObject row = element.getAsJsonObject();
      told.add(
          row.get("name").getAsString()
              + "|"
              + row.get("type").getAsString()
              + "|"
              + (row.get("dflt_value").isJsonNull() ? "-" : row.get("dflt_value").getAsString())
              + "|"
              + row.get("pk")
              + "|"
              + row.get("hidden")
              + "|"
              + oracle
                  .getAsJsonObject("column_collation")
                  .get(row.get("name").getAsString())
                  .getAsString()
                  .toUpperCase(Locale.ROOT));
    }
    for (Column<?> column : table.columns()) {
      seen.add(
          column.name().text()
              + "|"
              + column.type().declared()
              + "|"
              + column.fallback().map(Default::expression).orElse("-")
              + "|"
              + (key.indexOf(column.name()) + 1)
              + "|"
              + column
                  .generation()
                  .map(how -> how.storage() == Generation.Storage.STORED ? 3 : 2)
                  .orElse(0)
              + "|"
              + column.collation().orElse("BINARY").toUpperCase(Locale.ROOT));
    }
    assertThat(seen).containsExactlyElementsIn(told).inOrder();
    for (JsonElement element : oracle.getAsJsonArray("table_xinfo")) {
      JsonObject row = element.getAsJsonObject();
      Column<?> column = table.column(Name.found(row.get("name").getAsString())).orElseThrow();
      boolean implied =
          row.get("pk").getAsInt() > 0
              && (table.has(TableOption.WITHOUT_ROWID) || table.has(TableOption.STRICT));
      if (!implied) {
        assertWithMessage("not null of " + column.name())
            .that(column.nullability() == Nullability.NOT_NULL)
            .isEqualTo(row.get("notnull").getAsInt() != 0);
      }
    }
  }

  private static void foreignKeys(Table table, JsonObject oracle) {
    List<String> told = new ArrayList<>();
    for (JsonElement element : oracle.getAsJsonArray("foreign_key_list")) {
      JsonObject row = element.getAsJsonObject();
      told.add(
          row.get("table").getAsString()
              + "|"
              + row.get("from").getAsString().toLowerCase(Locale.ROOT)
              + "|"
              + (row.get("to").isJsonNull() ? "-" : row.get("to").getAsString())
              + "|"
              + row.get("on_update").getAsString()
              + "|"
              + row.get("on_delete").getAsString());
    }
    List<String> seen = new ArrayList<>();
    for (ForeignKey key : table.constraints(ForeignKey.class)) {
      for (int at = 0; at < key.columns().size(); at++) {
        seen.add(
            key.table().text()
                + "|"
                + key.columns().get(at).text().toLowerCase(Locale.ROOT)
                + "|"
                + (key.targets().isEmpty() ? "-" : key.targets().get(at).text())
                + "|"
                + key.updateAction().sql()
                + "|"
                + key.deleteAction().sql());
      }
    }
    assertThat(seen).containsExactlyElementsIn(told);
  }

  /** Every unique index that SQLite made has its constraint. */
  private static void uniques(Table table, JsonObject oracle) {
    for (JsonElement element : oracle.getAsJsonArray("index_list")) {
      JsonObject index = element.getAsJsonObject();
      List<Name> columns = new ArrayList<>();
      for (JsonElement term : indexTerms(index)) {
        JsonObject row = term.getAsJsonObject();
        if (row.get("key").getAsInt() == 1 && row.get("cid").getAsInt() >= 0) {
          columns.add(Name.found(row.get("name").getAsString()));
        }
      }
      if (index.get("origin").getAsString().equals("u")) {
        assertThat(table.constraints(Unique.class).stream().map(Unique::columns).toList())
            .contains(columns.stream().distinct().toList());
      }
    }
  }

  private static Iterable<JsonElement> indexTerms(JsonObject index) {
    return index.getAsJsonArray("xinfo");
  }

  @Test
  void everyObjectOfARealSchemaIsRead() throws IOException, SQLException {
    List<Path> scripts;
    try (Stream<Path> files = Files.list(Corpora.folder().resolve("schemas"))) {
      scripts = files.sorted().toList();
    }
    assertThat(scripts).hasSize(15);
    for (Path script : scripts) {
      try (TestDatabase database = TestDatabase.inMemory(Files.readString(script))) {
        Schema schema = SqliteInspection.inspect(database.connection());
        String where = script.getFileName().toString();
        assertWithMessage(where)
            .that(schema.all(Table.class).size() + schema.all(VirtualTable.class).size())
            .isEqualTo(count(database, "table"));
        assertWithMessage(where)
            .that(schema.all(Index.class).size())
            .isEqualTo(count(database, "index"));
        assertWithMessage(where)
            .that(schema.all(View.class).size())
            .isEqualTo(count(database, "view"));
        assertWithMessage(where)
            .that(schema.triggers().size())
            .isEqualTo(count(database, "trigger"));
        for (Index index : schema.all(Index.class)) {
          assertWithMessage(where + index.name())
              .that(columns(index))
              .isEqualTo(told(database, index));
        }
        for (Trigger trigger : schema.triggers().values()) {
          assertWithMessage(where).that(schema.presence(trigger.table())).isNotNull();
        }
        for (Table table : schema.all(Table.class)) {
          assertWithMessage(where + table.name()).that(table.extent()).isEqualTo(Extent.COMPLETE);
        }
        try (SchemaCopy copy = SchemaCopy.of(database.connection())) {
          assertWithMessage(where).that(copy.matches(database.connection())).isTrue();
          assertWithMessage(where).that(copy.inspect()).isEqualTo(schema);
        }
      }
    }
  }

  private static int count(TestDatabase database, String type) throws SQLException {
    return database
        .query(
            "SELECT s.name FROM sqlite_schema AS s WHERE type = '"
                + type
                + "' AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND NOT EXISTS"
                + " (SELECT 1 FROM pragma_table_list AS l WHERE l.name = s.name AND l.type ="
                + " 'shadow')")
        .size();
  }

  private static List<String> columns(Index index) {
    List<String> columns = new ArrayList<>();
    for (IndexColumn term : index.columns()) {
      columns.add(
          term.column().map(name -> name.text().toLowerCase(Locale.ROOT)).orElse("null")
              + "|"
              + (term.order() == IndexColumn.Order.DESCENDING ? 1 : 0));
    }
    return columns;
  }

  private static List<String> told(TestDatabase database, Index index) throws SQLException {
    Optional<String> quoted = Optional.of(index.name().text().replace("'", "''"));
    return database.query(
        "SELECT coalesce(lower(name), 'null'), \"desc\" FROM pragma_index_xinfo('"
            + quoted.get()
            + "') WHERE key = 1");
  }
}
