package dev.retort.sqlite;

import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.sqlite.text.TriggerText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The views and triggers of a copy that name what is not there. SQLite itself is asked: it compiles
 * a view when it is read, and the triggers of a table when the table is written.
 */
final class BrokenObjects {
  private final Connection copy;
  private final List<StoredObject> all;
  private final Map<String, String> broken = new TreeMap<>();

  private BrokenObjects(Connection copy, List<StoredObject> all) {
    this.copy = copy;
    this.all = all;
  }

  /** Returns what is wrong with each of them, by the words for it, as {@code view "v"}. */
  static Map<String, String> in(SchemaCopy copy) throws SQLException {
    List<StoredObject> all = copy.objects();
    BrokenObjects objects = new BrokenObjects(copy.connection(), all);
    Map<Name, List<StoredObject>> triggers = new HashMap<>();
    for (StoredObject object : all) {
      if (object.type().equals("view")) {
        objects.note(object, List.of("SELECT * FROM main." + Name.found(object.name()).sql()));
      } else if (object.type().equals("trigger")) {
        triggers
            .computeIfAbsent(Name.found(object.table()), table -> new ArrayList<>())
            .add(object);
      }
    }
    for (Map.Entry<Name, List<StoredObject>> table : triggers.entrySet()) {
      objects.triggers(table.getKey(), table.getValue());
    }
    return objects.broken;
  }

  private void triggers(Name table, List<StoredObject> triggers) throws SQLException {
    List<String> columns =
        Query.strings(
            copy,
            "SELECT name FROM pragma_table_xinfo("
                + Literal.of(table.text()).sql()
                + ", 'main') WHERE hidden = 0");
    List<String> writes = writes(table, columns);
    if (refusal(writes).isPresent()) {
      for (StoredObject trigger : triggers) {
        alone(trigger, writes);
      }
    }
    for (StoredObject trigger : triggers) {
      for (Name column : TriggerText.read(trigger.sql()).updateOf()) {
        if (columns.stream().noneMatch(each -> Name.found(each).equals(column))) {
          broken.putIfAbsent(trigger.words(), "no such column: " + column.text());
        }
      }
    }
  }

  private static List<String> writes(Name table, List<String> columns) {
    String main = "main." + table.sql();
    List<String> writes = new ArrayList<>();
    writes.add("EXPLAIN INSERT INTO " + main + " DEFAULT VALUES");
    writes.add("EXPLAIN DELETE FROM " + main);
    for (String column : columns) {
      String quoted = Name.found(column).sql();
      writes.add("EXPLAIN UPDATE " + main + " SET " + quoted + " = " + quoted);
    }
    return writes;
  }

  /** Compiles a trigger where there is no other, since SQLite does not say which one it is. */
  private void alone(StoredObject trigger, List<String> writes) throws SQLException {
    Query.run(copy, "SAVEPOINT retort_alone");
    try {
      for (StoredObject other : all) {
        if (other.type().equals("trigger") && !other.equals(trigger)) {
          Query.run(copy, "DROP TRIGGER main." + Name.found(other.name()).sql());
        }
      }
      note(trigger, writes);
    } finally {
      Query.run(copy, "ROLLBACK TO retort_alone");
      Query.run(copy, "RELEASE retort_alone");
    }
  }

  private void note(StoredObject object, List<String> statements) {
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
        || message.contains("no such module");
  }
}
