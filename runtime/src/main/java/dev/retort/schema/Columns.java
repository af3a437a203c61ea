package dev.retort.schema;

import dev.retort.sql.Expressions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Lists of column names: how they are made, checked, renamed and shown. */
final class Columns {
  private Columns() {}

  static List<Name> named(String... columns) {
    List<Name> names = new ArrayList<>(columns.length);
    for (String column : columns) {
      names.add(Name.of(column));
    }
    return List.copyOf(names);
  }

  static List<Name> distinct(String what, List<Name> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException(what + " has no columns");
    }
    Set<Name> seen = new LinkedHashSet<>();
    for (Name column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException(what + " has the column " + column + " twice");
      }
    }
    return List.copyOf(columns);
  }

  static List<Name> renamed(List<Name> columns, UnaryOperator<Name> names) {
    return columns.stream().map(names).toList();
  }

  static String expression(String what, String sql) {
    if (sql.isBlank()) {
      throw new IllegalArgumentException(what + " has an empty expression: \"" + sql + "\"");
    }
    if (!Expressions.isOne(sql)) {
      throw new IllegalArgumentException(what + " has no single expression: \"" + sql + "\"");
    }
    return sql;
  }

  /** Shows names in parentheses, for example {@code ("a", "b")}. */
  static String list(List<Name> columns) {
    StringBuilder text = new StringBuilder("(");
    for (Name column : columns) {
      text.append(text.length() == 1 ? "" : ", ").append(column);
    }
    return text.append(')').toString();
  }

  static String called(Optional<Name> name) {
    return name.isPresent() ? " named " + name.get() : "";
  }
}
