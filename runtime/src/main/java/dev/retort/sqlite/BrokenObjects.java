package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.sqlite.text.TriggerText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The views and triggers of a copy that name what is not there. SQLite itself is asked: it compiles
 * a view when it is read, and the triggers of a table when the table is written.
 */
final class BrokenObjects {
  /** A table of a database that only the live connection has attached. */
  private static final Pattern ATTACHED =
      Pattern.compile("no such table: (?!main\\.|temp\\.)[^.]+\\.");

  private final Connection copy;
  private final List<Located> all;
  private final Map<String, String> broken = new TreeMap<>();

  /**
   * An object and where it is.
   *
   * @param database main, or temp for one that only the connection has
   */
  private record Located(String database, StoredObject object) {
    String words() {
      return (database.equals("temp") ? "temporary " : "") + object.words();
    }

    String sql() {
      return database + "." + Name.found(object.name()).sql();
    }

    boolean is(String type) {
      return object.type().equals(type);
    }
  }

  private BrokenObjects(Connection copy, List<Located> all) {
    this.copy = copy;
    this.all = all;
  }

  /** Returns what is wrong with each of them, by the words for it, as {@code view "v"}. */
  static Map<String, String> in(SchemaCopy copy) throws SQLException {
    List<Located> all = new ArrayList<>();
    copy.breakable().forEach(object -> all.add(new Located("main", object)));
    copy.temporary().forEach(object -> all.add(new Located("temp", object)));
    BrokenObjects objects = new BrokenObjects(copy.connection(), all);
    Map<String, List<Located>> triggers = new LinkedHashMap<>();
    for (Located each : all) {
      if (each.is("view")) {
        objects.note(each, List.of("SELECT * FROM " + each.sql()));
      } else if (each.is("table") && each.object().sql().startsWith("CREATE VIRTUAL")) {
        objects.noteUnreadable(each);
      } else if (each.is("trigger")) {
        triggers.computeIfAbsent(objects.table(each), table -> new ArrayList<>()).add(each);
      }
    }
    for (List<Located> ofOneTable : triggers.values()) {
      objects.triggers(ofOneTable);
    }
    return objects.broken;
  }

  /** Returns the table of a trigger; a temporary trigger may be on a table of either database. */
  private String table(Located trigger) {
    Name name = Name.found(trigger.object().table());
    boolean temporary =
        trigger.database().equals("temp")
            && all.stream()
                .filter(each -> each.database().equals("temp") && !each.is("trigger"))
                .anyMatch(each -> Name.found(each.object().name()).equals(name));
    return (temporary ? "temp." : "main.") + name.sql();
  }

  private void triggers(List<Located> triggers) throws SQLException {
    String table = table(triggers.get(0));
    String columns =
        "SELECT name FROM pragma_table_xinfo("
            + Literal.of(triggers.get(0).object().table()).sql()
            + ", '"
            + table.substring(0, 4)
            + "')";
    List<String> names = Query.strings(copy, columns);
    List<String> writes = writes(table, Query.strings(copy, columns + " WHERE hidden = 0"));
    if (refusal(writes).isPresent()) {
      for (Located trigger : triggers) {
        alone(trigger, writes);
      }
    }
    for (Located trigger : triggers) {
      for (Name column : TriggerText.read(trigger.object().sql()).updateOf()) {
        if (names.stream().noneMatch(each -> Name.found(each).equals(column))) {
          broken.putIfAbsent(trigger.words(), "no such column: " + column.text());
        }
      }
    }
  }

  private static List<String> writes(String table, List<String> columns) {
    List<String> writes = new ArrayList<>();
    writes.add("EXPLAIN INSERT INTO " + table + " DEFAULT VALUES");
    writes.add("EXPLAIN DELETE FROM " + table);
    for (String column : columns) {
      String quoted = Name.found(column).sql();
      writes.add("EXPLAIN UPDATE " + table + " SET " + quoted + " = " + quoted);
    }
    return writes;
  }

  /** Compiles a trigger where there is no other, since SQLite does not say which one it is. */
  private void alone(Located trigger, List<String> writes) throws SQLException {
    Query.run(copy, "SAVEPOINT retort_alone");
    try {
      for (Located other : all) {
        if (other.is("trigger") && !other.equals(trigger)) {
          Query.run(copy, "DROP TRIGGER " + other.sql());
        }
      }
      note(trigger, writes);
    } finally {
      Query.run(copy, "ROLLBACK TO retort_alone");
      Query.run(copy, "RELEASE retort_alone");
    }
  }

  /** A virtual table may take its rows from a table, which is seen when it is read. */
  private void noteUnreadable(Located table) throws SQLException {
    try {
      Query.strings(copy, "SELECT 1 FROM " + table.sql() + " LIMIT 1");
      Query.strings(copy, "SELECT * FROM " + table.sql() + " LIMIT 1");
    } catch (SQLException refused) {
      if (!isHarmless(String.valueOf(refused.getMessage()))) {
        broken.putIfAbsent("virtual " + table.words(), SqliteMessage.of(refused));
      }
    }
  }

  private void note(Located object, List<String> statements) {
    refusal(statements).ifPresent(message -> broken.putIfAbsent(object.words(), message));
  }

  private Optional<String> refusal(List<String> statements) {
    for (String sql : statements) {
      try (PreparedStatement compiled = copy.prepareStatement(sql)) {
        compiled.getMetaData();
      } catch (SQLException refused) {
        if (!isHarmless(String.valueOf(refused.getMessage()))) {
          return Optional.of(SqliteMessage.of(refused));
        }
      }
    }
    return Optional.empty();
  }

  /** A view is not there to be written; a function may be one of the live connection. */
  private static boolean isHarmless(String message) {
    return message.contains("because it is a view")
        || message.contains("no such function")
        || message.contains("no such collation sequence")
        || message.contains("no such module")
        || ATTACHED.matcher(message).find();
  }
}
