package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.sqlite.text.TableText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How SQLite stores the rows and the keys of a table, as SQLite itself reads the text: the text is
 * run in an empty database, and nothing is computed.
 *
 * @param columns the columns that rows hold, in their order
 * @param virtual the columns that are computed when they are read
 * @param alias the column that is the rowid, if one is
 * @param clustered the key that the rows are stored by, if there is no rowid
 * @param keys the indexes that the constraints have
 */
record Layout(
    List<StoredColumn> columns,
    List<StoredColumn> virtual,
    Optional<Name> alias,
    Optional<Key> clustered,
    List<Key> keys) {

  /** A column and how its values are kept. */
  record StoredColumn(Name name, Affinity affinity) {}

  /**
   * A key.
   *
   * @param index the name of its index
   * @param terms what is in it
   * @param making whether an index that is made by itself is the same
   */
  record Key(String index, List<Term> terms, Making making) {
    /** How an index of a key can come about. */
    enum Making {
      /** By CREATE UNIQUE INDEX as well. */
      ALONE,
      /** With its table only; see https://www.sqlite.org/src/info/bba7b69f9849b5bf. */
      WITH_TABLE
    }

    /** Returns its columns. */
    List<Name> columns() {
      return terms.stream().map(Term::column).toList();
    }
  }

  /**
   * A column in a key.
   *
   * @param column the column
   * @param sql how it is written in an index, for example {@code "a" COLLATE "NOCASE" DESC}
   */
  record Term(Name column, String sql) {}

  /**
   * Reads a text, and the indexes on the table too, which SQLite must be able to make.
   *
   * @throws PlanRefusal when an index names what the text no longer has
   */
  static Layout of(SchemaCopy copy, TableText text, List<StoredObject> indexes)
      throws SQLException {
    try (Connection memory = copy.blank()) {
      Query.run(memory, text.sql());
      for (StoredObject index : indexes) {
        BrokenIndex.requireMade(memory, index);
      }
      return read(memory, text);
    }
  }

  private static Layout read(Connection memory, TableText text) throws SQLException {
    String table = Literal.of(text.name().text()).sql();
    List<StoredColumn> columns = columns(memory, table, "<> 2", text.isStrict());
    List<StoredColumn> virtual = columns(memory, table, "= 2", text.isStrict());
    String indexes = "SELECT name FROM pragma_index_list(" + table + ") WHERE origin ";
    List<Key> keys = new ArrayList<>();
    for (String index : Query.strings(memory, indexes + "<> 'c' ORDER BY name")) {
      keys.add(key(memory, text.name(), index));
    }
    List<String> origin = Query.strings(memory, indexes + "= 'pk'");
    Optional<Key> primary = keys.stream().filter(key -> origin.contains(key.index())).findFirst();
    if (text.isWithoutRowid()) {
      primary.ifPresent(keys::remove);
      return new Layout(columns, virtual, Optional.empty(), primary, List.copyOf(keys));
    }
    Optional<Name> alias = primary.isPresent() ? Optional.empty() : onlyKey(memory, table);
    return new Layout(columns, virtual, alias, Optional.empty(), List.copyOf(keys));
  }

  /** Makes the index of a key once more by itself, and compares all that is in it. */
  private static Key key(Connection memory, Name table, String index) throws SQLException {
    List<Term> terms = terms(memory, index);
    String columns = String.join(", ", terms.stream().map(Term::sql).toList());
    Query.run(memory, "CREATE UNIQUE INDEX retort_twin ON " + table.sql() + " (" + columns + ")");
    boolean same = contents(memory, index).equals(contents(memory, "retort_twin"));
    Query.run(memory, "DROP INDEX retort_twin");
    return new Key(index, terms, same ? Key.Making.ALONE : Key.Making.WITH_TABLE);
  }

  private static List<String> contents(Connection memory, String index) throws SQLException {
    return Query.strings(
        memory,
        "SELECT cid || ' ' || desc || ' ' || coll || ' ' || key FROM pragma_index_xinfo("
            + Literal.of(index).sql()
            + ") ORDER BY seqno");
  }

  /** A single key column without an index is the rowid. */
  private static Optional<Name> onlyKey(Connection memory, String table) throws SQLException {
    List<String> key =
        Query.strings(memory, "SELECT name FROM pragma_table_xinfo(" + table + ") WHERE pk > 0");
    return key.size() == 1 ? Optional.of(Name.found(key.get(0))) : Optional.empty();
  }

  private static List<StoredColumn> columns(
      Connection memory, String table, String hidden, boolean strict) throws SQLException {
    List<StoredColumn> columns = new ArrayList<>();
    try (Statement statement = memory.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, type FROM pragma_table_xinfo("
                    + table
                    + ") WHERE hidden "
                    + hidden)) {
      while (rows.next()) {
        String type = rows.getString(2);
        columns.add(
            new StoredColumn(
                Name.found(rows.getString(1)),
                strict ? Affinity.ofStrict(type) : Affinity.of(type)));
      }
    }
    return columns;
  }

  private static List<Term> terms(Connection memory, String index) throws SQLException {
    List<Term> terms = new ArrayList<>();
    try (Statement statement = memory.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, coll, desc FROM pragma_index_xinfo("
                    + Literal.of(index).sql()
                    + ") WHERE key ORDER BY seqno")) {
      while (rows.next()) {
        Name column = Name.found(rows.getString(1));
        terms.add(
            new Term(
                column,
                column.sql()
                    + " COLLATE "
                    + Name.found(rows.getString(2)).sql()
                    + (rows.getBoolean(3) ? " DESC" : "")));
      }
    }
    return List.copyOf(terms);
  }

  /**
   * Says why rows that are stored in another way cannot be read in this one; nothing when they can.
   * Columns behind the last one of the other are read as their defaults.
   */
  Optional<String> whyUnreadable(Layout stored) {
    if (!alias.equals(stored.alias)) {
      return Optional.of("another column is the rowid from now on");
    } else if (!terms(clustered).equals(terms(stored.clustered))) {
      return Optional.of("rows are stored in the order of another key from now on");
    } else if (columns.size() < stored.columns.size()) {
      return Optional.of("rows hold fewer columns from now on");
    }
    for (int at = 0; at < stored.columns.size(); at++) {
      StoredColumn is = columns.get(at);
      StoredColumn was = stored.columns.get(at);
      if (!is.name().equals(was.name())) {
        return Optional.of("rows hold other columns from now on");
      } else if (!is.affinity().storesLike(was.affinity())) {
        return Optional.of("the type of " + is.name() + " changes its affinity");
      }
    }
    for (StoredColumn is : virtual) {
      Optional<StoredColumn> was =
          stored.virtual.stream().filter(each -> each.name().equals(is.name())).findFirst();
      if (was.isPresent() && !is.affinity().storesLike(was.get().affinity())) {
        return Optional.of("the type of " + is.name() + " changes its affinity");
      }
    }
    return unmakeable(stored);
  }

  private Optional<String> unmakeable(Layout stored) {
    List<List<Term>> old = stored.keys.stream().map(Key::terms).toList();
    return keys.stream()
        .filter(key -> key.making() == Key.Making.WITH_TABLE && !old.contains(key.terms()))
        .map(key -> "the index of the key is one that SQLite makes with the table only")
        .findFirst();
  }

  private static List<Term> terms(Optional<Key> key) {
    return key.map(Key::terms).orElse(List.of());
  }

  /** Returns the affinity of a stored column. */
  Optional<Affinity> affinity(Name column) {
    return columns.stream()
        .filter(each -> each.name().equals(column))
        .map(StoredColumn::affinity)
        .findFirst();
  }
}
