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
import java.util.TreeMap;

/**
 * The views and triggers of a copy that name what is not there. SQLite itself is asked: it compiles
 * a view when it is read, and the triggers of a table when the table is written.
 */
final class BrokenObjects {
  private final Connection copy;
  private final Map<String, String> broken = new TreeMap<>();

  private BrokenObjects(Connection copy) {
    this.copy = copy;
  }

  /** Returns what is wrong with each of them, by the words for it, as {@code view "v"}. */
  static Map<String, String> in(SchemaCopy copy) throws SQLException {
    BrokenObjects objects = new BrokenObjects(copy.connection());
    List<StoredObject> stored = copy.objects();
    Map<Name, List<StoredObject>> triggers = new HashMap<>();
    for (StoredObject object : stored) {
      if (object.type().equals("view")) {
        String name = Name.found(object.name()).sql();
        objects.compile("view " + Name.found(object.name()), "SELECT * FROM main." + name);
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
    String names =
        triggers.size() == 1
            ? "trigger " + Name.found(triggers.get(0).name())
            : "triggers of " + table;
    String main = "main." + table.sql();
    compile(names, "EXPLAIN INSERT INTO " + main + " DEFAULT VALUES");
    compile(names, "EXPLAIN DELETE FROM " + main);
    for (String column : columns) {
      String quoted = Name.found(column).sql();
      compile(names, "EXPLAIN UPDATE " + main + " SET " + quoted + " = " + quoted);
    }
    for (StoredObject trigger : triggers) {
      for (Name column : TriggerText.read(trigger.sql()).updateOf()) {
        if (columns.stream().noneMatch(each -> Name.found(each).equals(column))) {
          broken.putIfAbsent(
              "trigger " + Name.found(trigger.name()), "no such column: " + column.text());
        }
      }
    }
  }

  private void compile(String object, String sql) {
    try (PreparedStatement compiled = copy.prepareStatement(sql)) {
      compiled.getMetaData();
    } catch (SQLException refused) {
      String message = String.valueOf(refused.getMessage());
      if (message.contains("no such column")
          || message.contains("no such table")
          || message.contains("has no column named")) {
        broken.putIfAbsent(object, SqliteMessage.of(refused));
      }
    }
  }
}
