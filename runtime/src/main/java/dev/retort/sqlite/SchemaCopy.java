package dev.retort.sqlite;

import dev.retort.schema.Extent;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
  private static final Set<String> STATISTICS = Set.of("sqlite_stat1", "sqlite_stat4");

  private final Connection memory;
  private final Stubs stubs;
  private final Map<String, Missing> unplayable = new TreeMap<>();
  private final List<String> unplayed = new ArrayList<>();
  private Optional<List<StoredObject>> objects = Optional.empty();
  private Optional<List<StoredObject>> breakable = Optional.empty();
  private Optional<List<StoredObject>> temporary = Optional.empty();
  private Optional<Map<String, String>> broken = Optional.empty();

  /** An object of the live database that is not in the copy, and why SQLite would not make it. */
  private record Missing(StoredObject object, String why) {}

  private SchemaCopy(Stubs stubs) throws SQLException {
    this.stubs = stubs;
    this.memory = stubs.open();
  }

  /** Returns a copy of the schema of a live database. */
  static SchemaCopy of(Connection live) throws SQLException {
    SchemaCopy copy = new SchemaCopy(Stubs.of(live));
    Map<String, TableFacts> facts = TableFacts.all(live);
    List<StoredObject> objects = StoredObject.all(live);
    List<StoredObject> wanted = new ArrayList<>(plain(objects));
    wanted.removeIf(object -> isShadow(object, facts));
    wanted.forEach(copy::make);
    wanted.removeIf(object -> !copy.unplayable.containsKey(object.words()));
    copy.unplayable.clear();
    wanted.forEach(copy::make);
    copy.makeStatistics(objects.stream().map(StoredObject::name).toList());
    for (StoredObject temporary : StoredObject.temporary(live)) {
      copy.playForeign(Qualified.temporary(temporary.sql()));
    }
    return copy;
  }

  /** A trigger may have the name of a shadow table. */
  private static boolean isShadow(StoredObject object, Map<String, TableFacts> facts) {
    TableFacts known = facts.get(object.name());
    return object.type().equals("table") && known != null && known.type().equals("shadow");
  }

  /** Makes the tables of ANALYZE that are there; an older SQLite makes fewer of them. */
  private void makeStatistics(List<String> names) throws SQLException {
    if (names.stream().noneMatch(STATISTICS::contains)) {
      return;
    }
    play("ANALYZE");
    for (StoredObject object : objects()) {
      if (STATISTICS.contains(object.name()) && !names.contains(object.name())) {
        play("DROP TABLE main." + object.name());
      }
    }
  }

  /** Returns an empty schema that knows the functions and collations of a live database. */
  static SchemaCopy emptyFor(Connection live) throws SQLException {
    return new SchemaCopy(Stubs.of(live));
  }

  /** Returns the schema that a script makes. */
  static SchemaCopy ofScript(String script) throws SQLException {
    SchemaCopy copy = new SchemaCopy(Stubs.none());
    for (String statement : SqlScript.statements(script)) {
      copy.play(statement);
    }
    return copy;
  }

  private static boolean isSystem(StoredObject object) {
    return object.name().toLowerCase(Locale.ROOT).startsWith("sqlite_");
  }

  /**
   * Makes an object; one that SQLite would not make again is remembered as such. It may use what
   * only the live connection has, or its text may be one that SQLite no longer accepts but reads.
   */
  private void make(StoredObject object) {
    try {
      play(object.sql());
    } catch (SQLException refused) {
      unplayable.put(object.words(), new Missing(object, SqliteMessage.of(refused)));
    }
  }

  /** Says whether a statement failed for want of something that only the live connection has. */
  static boolean isForeign(SQLException refused) {
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
    return unplayable.values().stream()
        .filter(missing -> Name.found(missing.object().name()).equals(object))
        .map(Missing::why)
        .findFirst();
  }

  /** Says whether all objects of the live database are in this copy. */
  boolean isWhole() {
    return unplayable.isEmpty();
  }

  /** Returns the indexes and triggers of a table that are not in this copy. */
  List<StoredObject> missingOn(Name table) {
    return unplayable.values().stream()
        .map(Missing::object)
        .filter(object -> object.type().equals("index") || object.type().equals("trigger"))
        .filter(object -> Name.found(object.table()).equals(table))
        .toList();
  }

  /** Runs a statement that changes the schema. */
  void play(String sql) throws SQLException {
    objects = Optional.empty();
    breakable = Optional.empty();
    temporary = Optional.empty();
    broken = Optional.empty();
    Query.run(connection(), sql);
  }

  /**
   * Takes down a statement that makes a table, a column or an index, that need not be tried, and
   * that the database itself is about to run. It is played when the copy is asked for what it
   * changes, which many runs never do; at once where a view or a trigger could be broken by it.
   */
  void playLater(String sql) throws SQLException {
    if (isUnbreakable()) {
      objects = Optional.empty();
      unplayed.add(sql);
    } else {
      play(sql);
    }
  }

  private boolean isUnbreakable() throws SQLException {
    return breakable().isEmpty() && temporary().isEmpty();
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

  /** Compiles a statement and does not run it; what only the live connection has is not missed. */
  void compile(String sql) throws SQLException {
    try (PreparedStatement compiled = connection().prepareStatement(sql)) {
      compiled.getMetaData();
    } catch (SQLException refused) {
      if (!isForeign(refused) || String.valueOf(refused.getMessage()).contains("no such table")) {
        throw refused;
      }
    }
  }

  /** Returns the database, to be asked; what changes it is played. */
  Connection connection() throws SQLException {
    for (String sql : unplayed) {
      Query.run(memory, sql);
    }
    unplayed.clear();
    return memory;
  }

  /** Opens an empty database that knows the functions and collations of the live one. */
  Connection blank() throws SQLException {
    return stubs.open();
  }

  /** Returns the schema of the copy; what could not be copied may be there. */
  Schema inspect() throws SQLException {
    Schema schema = SqliteInspection.inspect(connection());
    return unplayable.isEmpty()
        ? schema
        : new Schema(
            schema.objects(),
            schema.triggers(),
            Extent.OPEN,
            schema.absent(),
            schema.fresh(),
            schema.unsure());
  }

  /**
   * Returns the stored objects of the copy, which are read anew only after something was played.
   */
  List<StoredObject> objects() throws SQLException {
    if (objects.isEmpty()) {
      objects = Optional.of(List.copyOf(StoredObject.all(connection())));
    }
    return objects.get();
  }

  /** Returns the views, triggers and virtual tables, which can name what is not there. */
  List<StoredObject> breakable() throws SQLException {
    if (breakable.isEmpty()) {
      breakable = Optional.of(List.copyOf(StoredObject.breakable(connection())));
    }
    return breakable.get();
  }

  /** Returns what names something that is not there; looked for as rarely. */
  Map<String, String> broken() throws SQLException {
    if (broken.isEmpty()) {
      broken = Optional.of(isUnbreakable() ? Map.of() : Map.copyOf(BrokenObjects.in(this)));
    }
    return broken.get();
  }

  /** Returns the triggers of a table, also those that only the live database has. */
  List<StoredObject> triggersOn(Name table) throws SQLException {
    return attached(table, "trigger");
  }

  /** Returns the indexes of a table, also those that only the live database has. */
  List<StoredObject> indexesOn(Name table) throws SQLException {
    return attached(table, "index");
  }

  private List<StoredObject> attached(Name table, String type) throws SQLException {
    List<StoredObject> attached = new ArrayList<>(objects());
    attached.addAll(missingOn(table));
    attached.removeIf(object -> !object.type().equals(type));
    attached.removeIf(object -> !Name.found(object.table()).equals(table));
    return attached;
  }

  /** Returns the tables, views and triggers that only the connection has. */
  List<StoredObject> temporary() throws SQLException {
    if (temporary.isEmpty()) {
      temporary = Optional.of(List.copyOf(StoredObject.temporary(connection())));
    }
    return temporary.get();
  }

  /** Returns the triggers of a table that only the connection has. */
  List<StoredObject> temporaryTriggersOn(Name table) throws SQLException {
    return temporary().stream()
        .filter(object -> object.type().equals("trigger"))
        .filter(object -> Name.found(object.table()).equals(table))
        .toList();
  }

  /** Returns a name that nothing has: the wanted one, or with more behind it. */
  Name free(String wanted) throws SQLException {
    Set<Name> taken = new HashSet<>();
    unplayable.values().forEach(missing -> taken.add(Name.found(missing.object().name())));
    objects().forEach(object -> taken.add(Name.found(object.name())));
    Name free = Name.found(wanted);
    for (int more = 2; taken.contains(free); more++) {
      free = Name.found(wanted + "_" + more);
    }
    return free;
  }

  /** Returns the stored text of a table. */
  Optional<String> tableText(Name table) throws SQLException {
    return objects().stream()
        .filter(object -> object.type().equals("table"))
        .filter(object -> Name.found(object.name()).equals(table))
        .map(StoredObject::sql)
        .findFirst();
  }

  /** Returns a number that changes with the schema of this copy. */
  long version() throws SQLException {
    return Query.number(memory, "PRAGMA main.schema_version") + unplayed.size();
  }

  /** Says whether the live database still has the schema of this copy. */
  boolean matches(Connection live) throws SQLException {
    Set<StoredObject> here = new HashSet<>(plain(objects()));
    Set<StoredObject> there = new HashSet<>(plain(StoredObject.all(live)));
    for (Missing missing : unplayable.values()) {
      if (!there.remove(missing.object())) {
        return false;
      }
    }
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
