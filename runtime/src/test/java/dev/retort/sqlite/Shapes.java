package dev.retort.sqlite;

import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Constraint;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import dev.retort.schema.Trigger;
import dev.retort.schema.View;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas as SQLite keeps them, so that one that was computed can be compared with one that was
 * inspected: types as they are declared, no remarks, constraints in no order, expressions without
 * layout and quotes.
 */
final class Shapes {
  private Shapes() {}

  /** Returns the shape of each object by its name. */
  static Map<String, String> of(Schema schema) {
    Map<String, String> shapes = new TreeMap<>();
    for (SchemaObject object : schema.objects().values()) {
      shapes.put(object.kind() + " " + object.name(), shape(object));
    }
    for (Trigger trigger : schema.triggers().values()) {
      shapes.put(
          "trigger " + trigger.name(), trigger.table() + " " + words(trigger.sql(), "main", "."));
    }
    return shapes;
  }

  private static String shape(SchemaObject object) {
    if (object instanceof Table table) {
      return table(table);
    } else if (object instanceof View view) {
      return view.columns() + words(view.select());
    } else if (object instanceof Index index) {
      return index.table()
          + " "
          + words(String.join(",", index.columns().stream().map(IndexColumn::sql).toList()))
          + index.uniqueness()
          + index.condition().map(sql -> words(sql)).orElse("");
    }
    return object.toString();
  }

  private static String table(Table table) {
    List<String> lines = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      ColumnType<Object> type = ColumnType.declared(declared(column, table), Object.class);
      lines.add(
          column.name().text()
              + " "
              + type
              + " "
              + column.nullability()
              + " "
              + column.fallback().map(fallback -> words(fallback.sql())).orElse("-")
              + " "
              + column.generation().map(how -> words(how.expression()) + how.storage()).orElse("-")
              + " "
              + column.collation().orElse("-"));
    }
    lines.addAll(table.constraints().stream().map(each -> constraint(each)).sorted().toList());
    lines.add(table.options().stream().sorted().toList().toString());
    return String.join("\n  ", lines);
  }

  private static String declared(Column<?> column, Table table) {
    String declared = SqliteTypes.declared(column, table);
    return table.has(TableOption.STRICT)
        ? SqliteTypes.strictWord(declared).orElse(declared)
        : declared;
  }

  private static String constraint(Constraint constraint) {
    if (constraint instanceof Check check) {
      return "check " + check.name() + words(check.expression());
    }
    return constraint.toString();
  }

  private static String words(String sql, String... without) {
    StringBuilder words = new StringBuilder();
    for (Token token : SqlScript.tokens(sql)) {
      String word = token.name().toLowerCase(Locale.ROOT);
      if (!List.of(without).contains(word)) {
        words.append(' ').append(word);
      }
    }
    return words.toString();
  }
}
