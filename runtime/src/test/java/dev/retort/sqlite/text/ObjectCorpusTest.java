package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Corpora;
import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectCorpusTest {
  private static final Name COPY = Name.of("a copy");

  @Test
  void everyObjectOfTheRealSchemasIsRead() throws IOException, SQLException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> schemas = Files.list(Corpora.folder().resolve("schemas"))) {
      files.addAll(schemas.sorted().toList());
    }
    files.add(Corpora.folder().resolve("histories/memos/final.sql"));
    files.add(Corpora.folder().resolve("histories/gitness/final.sql"));
    int read = 0;
    int moved = 0;
    for (Path file : files) {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(Files.readString(file));
        for (Row row : rows(statement)) {
          check(statement, row);
          moved += moved(statement, row);
          read++;
        }
      }
    }
    assertThat(read).isGreaterThan(500);
    assertThat(moved).isGreaterThan(200);
  }

  private static void check(Statement statement, Row row) throws SQLException {
    switch (row.type()) {
      case "table" -> table(statement, row);
      case "index" -> index(statement, row);
      case "view" -> {
        ViewText view = ViewText.read(row.sql());
        assertThat(view.name().text()).isEqualTo(row.name());
        assertThat(view.sql()).isEqualTo(row.sql());
        assertThat(row.sql()).contains(view.select());
        assertThat(view.select().toUpperCase(Locale.ROOT)).matches("(?s)(SELECT|WITH|VALUES).*");
      }
      default -> {
        TriggerText trigger = TriggerText.read(row.sql());
        assertThat(trigger.sql()).isEqualTo(row.sql());
        assertThat(trigger.name().text()).isEqualTo(row.name());
        assertThat(trigger.table()).isEqualTo(Name.found(row.table()));
        assertThat(SqlScript.statements(row.sql() + ";")).containsExactly(row.sql());
      }
    }
  }

  /** Puts an index or trigger on a copy of its table that has another name; returns 1 if it did. */
  private static int moved(Statement statement, Row row) throws SQLException {
    Optional<String> table = tableOf(statement, row);
    if (table.isEmpty()) {
      return 0;
    }
    String moved =
        row.type().equals("index")
            ? IndexText.read(row.sql()).onTable(COPY).sql()
            : TriggerText.read(row.sql()).on(COPY);
    Difference difference = Difference.of(row.sql(), moved);
    Name from = Name.found(row.table());
    for (String token : difference.taken()) {
      assertWithMessage(moved).that(Name.found(Difference.unquoted(token))).isEqualTo(from);
    }
    assertWithMessage(moved).that(difference.put()).isNotEmpty();
    assertWithMessage(moved).that(Set.copyOf(difference.put())).containsExactly(COPY.sql());
    assertWithMessage(moved).that(difference.blanks()).isEmpty();
    statement.execute("SAVEPOINT moved");
    try {
      statement.execute("DROP " + row.type() + ' ' + Name.found(row.name()).sql());
      statement.execute(TableText.read(table.get()).renamed(COPY).sql());
      statement.execute(moved);
      assertThat(rows(statement)).contains(new Row(row.type(), row.name(), COPY.text(), moved));
    } finally {
      statement.execute("ROLLBACK TO moved");
      statement.execute("RELEASE moved");
    }
    return 1;
  }

  private static Optional<String> tableOf(Statement statement, Row row) throws SQLException {
    boolean moves = row.type().equals("index") || row.type().equals("trigger");
    return rows(statement).stream()
        .filter(it -> moves && it.type().equals("table") && it.name().equals(row.table()))
        .map(Row::sql)
        .findFirst();
  }

  private static void table(Statement statement, Row row) throws SQLException {
    if (SqlScript.tokens(row.sql()).get(1).is("VIRTUAL")) {
      assertThat(VirtualTableText.read(row.sql()).name().text()).isEqualTo(row.name());
      return;
    }
    TableText table = TableText.read(row.sql());
    assertThat(table.sql()).isEqualTo(row.sql());
    assertThat(table.name().text()).isEqualTo(row.name());
    List<String> names = new ArrayList<>();
    try (ResultSet column =
        statement.executeQuery("PRAGMA table_xinfo(" + table.name().sql() + ")")) {
      while (column.next()) {
        names.add(column.getString("name") + ' ' + column.getString("type"));
      }
    }
    assertWithMessage(row.sql())
        .that(table.columns().stream().map(it -> it.name().text() + ' ' + it.type()).toList())
        .isEqualTo(names);
  }

  private static void index(Statement statement, Row row) throws SQLException {
    IndexText index = IndexText.read(row.sql());
    assertThat(index.sql()).isEqualTo(row.sql());
    assertThat(index.name().text()).isEqualTo(row.name());
    assertThat(index.table()).isEqualTo(Name.found(row.table()));
    List<String> terms = new ArrayList<>();
    try (ResultSet term =
        statement.executeQuery("PRAGMA index_xinfo(" + index.name().sql() + ")")) {
      while (term.next()) {
        if (term.getInt("key") == 1) {
          terms.add(
              Optional.ofNullable(term.getString("name")).map(Name::found)
                  + " "
                  + (term.getInt("desc") == 1));
        }
      }
    }
    assertWithMessage(row.sql())
        .that(
            index.terms().stream()
                .map(it -> (it.column() + " " + it.descending()).toLowerCase(Locale.ROOT))
                .toList())
        .isEqualTo(terms.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
  }

  private static List<Row> rows(Statement statement) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet row =
        statement.executeQuery(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL")) {
      while (row.next()) {
        rows.add(new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
      }
    }
    return rows;
  }

  private record Row(String type, String name, String table, String sql) {}
}
