package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The schema of a database in memory, without its rows: plans are played on it, so that each
 * statement is planned on what the ones before it leave behind, while the database itself is only
 * read.
 */
final class SchemaCopy implements AutoCloseable {
  private static final List<String> ORDER = List.of("table", "index", "view", "trigger");

  private final Connection memory;
  private final Map<Name, String> unplayable = new TreeMap<>();

  private SchemaCopy(Connection memory) {
    this.memory = memory;
  }

  /** Returns a copy of the schema of a live database. */
  static SchemaCopy of(Connection live) throws SQLException {
    SchemaCopy copy = empty();
    Map<String, TableFacts> facts = TableFacts.all(live);
    List<StoredObject> objects = StoredObject.all(live);
    for (String type : ORDER) {
      for (StoredObject object : objects) {
        TableFacts known = facts.get(object.name());
        boolean shadow = known != null && known.type().equals("shadow");
        if (object.type().equals(type) && !shadow && !isSystem(object)) {
          copy.make(object);
        }
      }
    }
    if (objects.stream().anyMatch(object -> object.name().equals("sqlite_stat1"))) {
      Query.run(copy.memory, "ANALYZE");
    }
    return copy;
  }

  /** Returns the schema that a script makes. */
  static SchemaCopy ofScript(String script) throws SQLException {
    SchemaCopy copy = empty();
    for (String statement : SqlScript.statements(script)) {
      copy.play(statement);
    }
    return copy;
  }

  private static SchemaCopy empty() throws SQLException {
    return new SchemaCopy(DriverManager.getConnection("jdbc:sqlite::memory:"));
  }

  private static boolean isSystem(StoredObject object) {
    return object.name().toLowerCase(Locale.ROOT).startsWith("sqlite_");
  }

  /** Makes an object; one that uses what only the live connection has is remembered as such. */
  private void make(StoredObject object) throws SQLException {
    try {
      play(object.sql());
    } catch (SQLException refused) {
      if (!isForeign(refused)) {
        throw refused;
      }
      unplayable.put(Name.found(object.name()), refused.getMessage());
    }
  }

  /** Says whether a statement failed for want of something that only the live connection has. */
  private static boolean isForeign(SQLException refused) {
    String message = String.valueOf(refused.getMessage());
    return message.contains("no such function")
        || message.contains("no such collation sequence")
        || message.contains("no such module")
        || message.contains("no such tokenizer")
        || message.contains("unknown database")
        || message.contains("no such table: ");
  }

  /** Returns why an object of the live database is not in this copy, if it is not. */
  Optional<String> whyMissing(Name object) {
    return Optional.ofNullable(unplayable.get(object));
  }

  /** Runs a statement that changes the schema. */
  void play(String sql) throws SQLException {
    Query.run(memory, sql);
  }

  /**
   * Runs a statement of a revision's own. What it may do to a temporary or attached database, or
   * with a function of the live connection, is left to the live run.
   */
  void playForeign(String sql) throws SQLException {
    try {
      play(sql);
    } catch (SQLException refused) {
      if (!isForeign(refused)) {
        throw refused;
      }
    }
  }

  Connection connection() {
    return memory;
  }

  Schema inspect() throws SQLException {
    return SqliteInspection.inspect(memory);
  }

  /** Returns the stored objects of the copy. */
  List<StoredObject> objects() throws SQLException {
    return StoredObject.all(memory);
  }

  /** Returns the stored text of a table. */
  Optional<String> tableText(Name table) throws SQLException {
    return objects().stream()
        .filter(object -> object.type().equals("table"))
        .filter(object -> Name.found(object.name()).equals(table))
        .map(StoredObject::sql)
        .findFirst();
  }

  /** Says whether the live database still has the schema of this copy. */
  boolean matches(Connection live) throws SQLException {
    Set<StoredObject> here = new HashSet<>(plain(objects()));
    Set<StoredObject> there = new HashSet<>(plain(StoredObject.all(live)));
    there.removeIf(object -> unplayable.containsKey(Name.found(object.name())));
    return here.equals(there);
  }

  private static List<StoredObject> plain(List<StoredObject> objects) {
    List<StoredObject> plain = new ArrayList<>(objects);
    plain.removeIf(SchemaCopy::isSystem);
    return plain;
  }

  @Override
  public void close() throws SQLException {
    memory.close();
  }
}
