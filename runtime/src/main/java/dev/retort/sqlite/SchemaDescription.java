package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.sqlite.TableDescription.ListedColumn;
import dev.retort.sqlite.text.IndexText;
import dev.retort.sqlite.text.TermText;
import dev.retort.sqlite.text.TriggerText;
import dev.retort.sqlite.text.UnreadableText;
import dev.retort.sqlite.text.ViewText;
import dev.retort.sqlite.text.VirtualTableText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of a database and the facts of each. SQLite's own tables, shadow tables and histories
 * are left out.
 */
final class SchemaDescription {
  private final Map<String, List<ListedColumn>> columns;
  private final Map<String, ListedTable> tables;
  private final List<String> strangers;

  /**
   * What SQLite reports of a table.
   *
   * @param type table, virtual, shadow or view
   * @param options its options in words
   */
  private record ListedTable(String type, String options) {}

  /**
   * What one object has alone. A trigger may have the name of a table.
   *
   * @param type table, index, view or trigger
   * @param name its name, in whatever case of ASCII letters
   */
  record Identity(String type, Name name) {}

  /**
   * An object and its facts.
   *
   * @param stored the object
   * @param fact what is true of it
   */
  record Described(StoredObject stored, Fact fact) {
    Name name() {
      return Name.found(stored.name());
    }

    private Identity identity() {
      return new Identity(stored.type(), name());
    }
  }

  private SchemaDescription(Connection connection) throws SQLException {
    this.tables = tables(connection);
    this.columns = columns(connection);
    this.strangers = strangers(connection);
  }

  /** Returns the objects in the order in which they were made. */
  static Map<Identity, Described> of(Connection connection, Set<String> historyColumns)
      throws SQLException {
    SchemaDescription description = new SchemaDescription(connection);
    Map<Identity, Described> described = new LinkedHashMap<>();
    for (StoredObject stored : StoredObject.all(connection)) {
      if (!stored.isInternal()
          && !description.isShadow(stored)
          && !description.isHistory(stored, historyColumns)) {
        Described object = new Described(stored, description.fact(stored));
        described.put(object.identity(), object);
      }
    }
    return described;
  }

  private static Map<String, ListedTable> tables(Connection connection) throws SQLException {
    Map<String, ListedTable> tables = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'")) {
      while (rows.next()) {
        List<String> options = new ArrayList<>();
        if (rows.getBoolean(3)) {
          options.add("WITHOUT ROWID");
        }
        if (rows.getBoolean(4)) {
          options.add("STRICT");
        }
        tables.put(
            rows.getString(1),
            new ListedTable(
                rows.getString(2), options.isEmpty() ? "none" : String.join(", ", options)));
      }
    }
    return tables;
  }

  /** Reads plain tables only: the module of a virtual one may not be there to be asked. */
  private static Map<String, List<ListedColumn>> columns(Connection connection)
      throws SQLException {
    Map<String, List<ListedColumn>> columns = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.hidden"
                    + " FROM main.sqlite_schema AS t, pragma_table_xinfo(t.name, 'main') AS c"
                    + " WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL%'"
                    + " ORDER BY t.rowid, c.cid")) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
            .add(
                new ListedColumn(
                    Name.found(rows.getString(2)),
                    rows.getString(3),
                    rows.getBoolean(4),
                    Optional.ofNullable(rows.getString(5)),
                    rows.getInt(6)));
      }
    }
    return columns;
  }

  /**
   * Says whether a virtual table keeps its rows in this one. SQLite knows that only where it has
   * the module; without it, the name tells.
   */
  private boolean isShadow(StoredObject object) {
    Optional<ListedTable> listed = Optional.ofNullable(tables.get(object.name()));
    return object.type().equals("table")
        && (listed.filter(table -> table.type().equals("shadow")).isPresent()
            || strangers.stream().anyMatch(name -> object.name().startsWith(name + "_")));
  }

  /** Returns the names of the virtual tables whose module this connection lacks. */
  private List<String> strangers(Connection connection) throws SQLException {
    if (tables.values().stream().noneMatch(table -> table.type().equals("virtual"))) {
      return List.of();
    }
    Set<String> modules =
        Query.strings(connection, "SELECT lower(name) FROM pragma_module_list").stream()
            .collect(Collectors.toSet());
    return StoredObject.all(connection).stream()
        .filter(SchemaDescription::isVirtual)
        .filter(
            object ->
                !modules.contains(
                    VirtualTableText.read(object.sql()).module().toLowerCase(Locale.ROOT)))
        .map(StoredObject::name)
        .toList();
  }

  private static boolean isVirtual(StoredObject object) {
    return object.type().equals("table")
        && object.sql().regionMatches(true, 0, "CREATE VIRTUAL", 0, "CREATE VIRTUAL".length());
  }

  /** A history, and what is on it, is told by its columns, since its name may be any. */
  private boolean isHistory(StoredObject object, Set<String> historyColumns) {
    Set<String> names =
        columns.getOrDefault(object.table(), List.of()).stream()
            .map(column -> column.name().text())
            .collect(Collectors.toSet());
    return names.containsAll(historyColumns);
  }

  private Fact fact(StoredObject stored) {
    try {
      return switch (stored.type()) {
        case "table" -> isVirtual(stored) ? virtual(stored) : table(stored);
        case "index" -> index(stored);
        case "view" -> view(stored);
        default -> trigger(stored);
      };
    } catch (UnreadableText unreadable) { // compared token by token
      return tokens(stored, stored.sql());
    }
  }

  private static Fact tokens(StoredObject stored, String meaning) {
    return Fact.of(stored.words(), SqlShape.line(stored.sql()), SqlShape.tokens(meaning));
  }

  private Fact table(StoredObject stored) {
    return TableDescription.of(
        stored,
        Optional.ofNullable(tables.get(stored.name())).map(ListedTable::options).orElse("none"),
        columns.getOrDefault(stored.name(), List.of()));
  }

  private static Fact virtual(StoredObject stored) {
    VirtualTableText text = VirtualTableText.read(stored.sql());
    return tokens(stored, text.module() + " " + String.join(" , ", text.arguments()));
  }

  private static Fact index(StoredObject stored) {
    IndexText text = IndexText.read(stored.sql());
    StringBuilder meaning = new StringBuilder(text.unique() ? "unique on " : "on ");
    meaning.append(text.table().sql());
    for (TermText term : text.terms()) {
      meaning.append(" , ").append(term.expression());
      term.collation().ifPresent(collation -> meaning.append(" collate ").append(collation));
      meaning.append(term.descending() ? " desc" : "");
    }
    text.where().ifPresent(where -> meaning.append(" where ").append(where));
    return tokens(stored, meaning.toString());
  }

  private static Fact view(StoredObject stored) {
    ViewText text = ViewText.read(stored.sql());
    String columns = String.join(" , ", text.columns().stream().map(Name::sql).toList());
    return tokens(stored, "( " + columns + " ) " + text.select());
  }

  /** The words FOR EACH ROW say nothing: there is no other kind of trigger. */
  private static Fact trigger(StoredObject stored) {
    TriggerText text = TriggerText.read(stored.sql());
    Fact fact = tokens(stored, stored.sql());
    return Fact.of(
        fact.label(),
        fact.shown(),
        fact.meaning().replaceFirst(" for each row ", " ") + " on " + text.table().text());
  }
}
