package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import java.util.Optional;

/** A clause as it is being read: what is known of it before its place is. */
record Clause(
    Kind kind,
    List<Name> columns,
    String expression,
    Optional<ForeignKeyText> foreignKey,
    Optional<String> onConflict,
    boolean autoincrement,
    boolean descending) {

  static Clause of(Kind kind) {
    return new Clause(kind, List.of(), "", Optional.empty(), Optional.empty(), false, false);
  }

  static Clause of(Kind kind, String expression) {
    return new Clause(
        kind, List.of(), expression, Optional.empty(), Optional.empty(), false, false);
  }

  static Clause key(Kind kind, List<Name> columns, boolean descending) {
    return new Clause(kind, columns, "", Optional.empty(), Optional.empty(), false, descending);
  }

  static Clause of(ForeignKeyText key, List<Name> columns) {
    return new Clause(
        Kind.FOREIGN_KEY, columns, "", Optional.of(key), Optional.empty(), false, false);
  }

  Clause onConflict(Optional<String> resolution) {
    return new Clause(kind, columns, expression, foreignKey, resolution, autoincrement, descending);
  }

  Clause autoincrement(boolean on) {
    return new Clause(kind, columns, expression, foreignKey, onConflict, on, descending);
  }

  ConstraintText at(String sql, Optional<Name> name, List<Name> fallback, int start, int end) {
    return new ConstraintText(
        kind,
        name,
        columns.isEmpty() ? fallback : columns,
        expression,
        foreignKey,
        onConflict,
        autoincrement,
        descending,
        sql.substring(start, end),
        start,
        end);
  }
}
