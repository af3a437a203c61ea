package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A table as the PRAGMAs tell it.
 *
 * @param name its name
 * @param sql its stored text
 * @param strict whether it is STRICT
 * @param columns its columns, in their order
 * @param constrained the columns that an index or a foreign key is of, those of its own included
 * @param others the stored texts of all other objects of the database
 * @param target a table that can be referenced, with its key
 */
record ListedTable(
    String name,
    String sql,
    boolean strict,
    List<ListedColumn> columns,
    List<String> constrained,
    List<String> others,
    Optional<Reference> target) {

  /** A table with a key of one column. */
  record Reference(String table, String column) {}

  /** Returns the ordinary tables of a database. */
  static List<ListedTable> all(TestDatabase database) throws SQLException {
    List<ListedTable> tables = new ArrayList<>();
    for (String name :
        database.query(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name"
                + " NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")) {
      tables.add(of(database, name));
    }
    return tables;
  }

  static ListedTable of(TestDatabase database, String name) throws SQLException {
    String quoted = Literal.of(name).sql();
    String sql =
        database
            .query("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = " + quoted)
            .get(0);
    List<String> others =
        database.query(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT (type = 'table' AND name = "
                + quoted
                + ")");
    boolean strict =
        database
            .query(
                "SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name = " + quoted)
            .contains("1");
    List<String> constrained =
        database.query(
            "SELECT x.name FROM pragma_index_list("
                + quoted
                + ", 'main') AS l, pragma_index_xinfo(l.name, 'main') AS x WHERE x.key = 1 UNION SELECT \"from\" FROM"
                + " pragma_foreign_key_list("
                + quoted
                + ", 'main')");
    return new ListedTable(
        name,
        sql,
        strict,
        ListedColumn.of(database, name),
        constrained,
        others,
        target(database, name));
  }

  /** Itself before others. */
  private static Optional<Reference> target(TestDatabase database, String name)
      throws SQLException {
    try (Statement statement = database.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT l.name, (SELECT x.name FROM pragma_table_xinfo(l.name, 'main') AS x WHERE x.pk = 1)"
                    + " FROM pragma_table_list AS l WHERE l.schema = 'main' AND l.type = 'table' AND"
                    + " l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND (SELECT count(*) FROM"
                    + " pragma_table_xinfo(l.name, 'main') AS x WHERE x.pk > 0) = 1 ORDER BY l.name <> "
                    + Literal.of(name).sql()
                    + ", l.name")) {
      return row.next()
          ? Optional.of(new Reference(row.getString(1), row.getString(2)))
          : Optional.empty();
    }
  }

  /** Returns the first column that is stored, is in no key and is as wanted. */
  Optional<ListedColumn> first(Predicate<ListedColumn> wanted) {
    return columns.stream()
        .filter(column -> column.hidden() == 0 && column.key() == 0)
        .filter(wanted)
        .findFirst();
  }

  /** Whether nothing but its own definition names a column, by name or by {@code *}. */
  boolean isNamedNowhere(ListedColumn column) {
    if (columns.size() < 3
        || constrained.contains(column.name())
        || count(sql, column.name()) != 1) {
      return false;
    }
    return others.stream()
        .filter(other -> count(other, name) > 0)
        .allMatch(other -> count(other, column.name()) == 0 && count(other, "*") == 0);
  }

  private static long count(String text, String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    return SqlScript.tokens(text).stream()
        .map(Token::name)
        .filter(token -> token.toLowerCase(Locale.ROOT).equals(wanted))
        .count();
  }

  String quoted() {
    return Name.found(name).sql();
  }
}
