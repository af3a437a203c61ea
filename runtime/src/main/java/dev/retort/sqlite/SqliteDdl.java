package dev.retort.sqlite;

import dev.retort.schema.Action;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Conflict;
import dev.retort.schema.Constraint;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Generation;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import dev.retort.schema.View;
import dev.retort.schema.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the statements that make tables, columns, constraints, indexes and views. */
final class SqliteDdl {
  private SqliteDdl() {}

  /** Writes a table, one element a line; what concerns one column stands with it. */
  static String createTable(Table table) {
    List<String> lines = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      StringBuilder line =
          new StringBuilder(bareColumn(column, SqliteTypes.declared(column, table)));
      for (Constraint constraint : table.constraints()) {
        if (standsWith(constraint, column.name())) {
          line.append(' ').append(inline(constraint));
        }
      }
      lines.add(line.toString());
    }
    for (Constraint constraint : table.constraints()) {
      if (table.columns().stream().noneMatch(column -> standsWith(constraint, column.name()))) {
        lines.add(constraint(constraint));
      }
    }
    return "CREATE TABLE "
        + table.name().sql()
        + " (\n  "
        + String.join(",\n  ", lines)
        + "\n)"
        + options(table);
  }

  private static boolean standsWith(Constraint constraint, Name column) {
    return constraint instanceof Check check
        ? check.owner().equals(Optional.of(column))
        : constraint.columns().equals(List.of(column));
  }

  private static String options(Table table) {
    List<String> options = new ArrayList<>();
    if (table.has(TableOption.STRICT)) {
      options.add("STRICT");
    }
    if (table.has(TableOption.WITHOUT_ROWID)) {
      options.add("WITHOUT ROWID");
    }
    return options.isEmpty() ? "" : " " + String.join(", ", options);
  }

  /** Writes a column of a table with the constraints that were written with it. */
  static String column(Column<?> column, Table table) {
    StringBuilder text = new StringBuilder(bareColumn(column, SqliteTypes.declared(column, table)));
    for (Constraint constraint : column.constraints()) {
      text.append(' ').append(inline(constraint));
    }
    return text.toString();
  }

  private static String bareColumn(Column<?> column, String type) {
    StringBuilder text = new StringBuilder(column.name().sql());
    if (!type.isEmpty()) {
      text.append(' ').append(type);
    }
    if (column.nullability() == Nullability.NOT_NULL) {
      text.append(" NOT NULL");
    }
    column.fallback().ifPresent(fallback -> text.append(" DEFAULT ").append(fallback.sql()));
    column.collation().ifPresent(name -> text.append(" COLLATE ").append(Name.found(name).sql()));
    column
        .generation()
        .ifPresent(
            how ->
                text.append(" GENERATED ALWAYS AS ")
                    .append(wrapped(how.expression()))
                    .append(how.storage() == Generation.Storage.STORED ? " STORED" : " VIRTUAL"));
    return text.toString();
  }

  /** Writes a constraint behind its column. */
  private static String inline(Constraint constraint) {
    String text;
    if (constraint instanceof PrimaryKey key) {
      text =
          "PRIMARY KEY" + conflict(key.conflict()) + (key.autoincrement() ? " AUTOINCREMENT" : "");
    } else if (constraint instanceof Unique unique) {
      text = "UNIQUE" + conflict(unique.conflict());
    } else if (constraint instanceof ForeignKey key) {
      text = references(key);
    } else {
      text = "CHECK " + wrapped(((Check) constraint).expression());
    }
    return named(constraint) + text;
  }

  /** Writes a constraint behind the columns of a table. */
  static String constraint(Constraint constraint) {
    String text;
    if (constraint instanceof PrimaryKey key) {
      text =
          "PRIMARY KEY ("
              + names(key.columns())
              + (key.autoincrement() ? " AUTOINCREMENT" : "")
              + ")"
              + conflict(key.conflict());
    } else if (constraint instanceof Unique unique) {
      text = "UNIQUE (" + names(unique.columns()) + ")" + conflict(unique.conflict());
    } else if (constraint instanceof ForeignKey key) {
      text = "FOREIGN KEY (" + names(key.columns()) + ") " + references(key);
    } else {
      text = "CHECK " + wrapped(((Check) constraint).expression());
    }
    return named(constraint) + text;
  }

  private static String named(Constraint constraint) {
    return constraint.name().map(name -> "CONSTRAINT " + name.sql() + " ").orElse("");
  }

  private static String conflict(Conflict conflict) {
    return conflict == Conflict.ABORT ? "" : " ON CONFLICT " + conflict.name();
  }

  private static String references(ForeignKey key) {
    return "REFERENCES "
        + key.table().sql()
        + (key.targets().isEmpty() ? "" : " (" + names(key.targets()) + ")")
        + action(" ON DELETE ", key.deleteAction())
        + action(" ON UPDATE ", key.updateAction())
        + switch (key.deferral()) {
          case IMMEDIATE -> "";
          case DEFERRABLE -> " DEFERRABLE";
          case DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
  }

  private static String action(String word, Action action) {
    return action == Action.NO_ACTION ? "" : word + action.sql();
  }

  static String createIndex(Index index) {
    return (index.uniqueness() == Index.Uniqueness.UNIQUE
            ? "CREATE UNIQUE INDEX "
            : "CREATE INDEX ")
        + index.name().sql()
        + " ON "
        + index.table().sql()
        + " ("
        + String.join(", ", index.columns().stream().map(IndexColumn::sql).toList())
        + ")"
        + index.condition().map(sql -> " WHERE " + sql).orElse("");
  }

  static String createView(View view) {
    return "CREATE VIEW "
        + view.name().sql()
        + (view.columns().isEmpty() ? "" : " (" + names(view.columns()) + ")")
        + " AS "
        + view.select();
  }

  static String createVirtualTable(VirtualTable table) {
    return "CREATE VIRTUAL TABLE "
        + table.name().sql()
        + " USING "
        + table.module().sql()
        + (table.arguments().isEmpty() ? "" : "(" + String.join(", ", table.arguments()) + ")");
  }

  /** Puts parentheses around an expression, the last one beyond a comment. */
  static String wrapped(String expression) {
    return "(" + expression + (expression.contains("--") ? "\n)" : ")");
  }

  /** Writes names with commas between them. */
  static String names(List<Name> names) {
    return String.join(", ", names.stream().map(Name::sql).toList());
  }
}
