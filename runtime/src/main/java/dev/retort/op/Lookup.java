package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Row;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.VirtualTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what an operation names, or the problem that it is not there. */
final class Lookup {
  private static final Set<Name> ROWID =
      Set.of(Name.found("rowid"), Name.found("oid"), Name.found("_rowid_"));

  private Lookup() {}

  /** Says whether a name means the rowid where no column has it. */
  static boolean isRowid(Name name) {
    return ROWID.contains(name);
  }

  static SchemaProblem taken(Schema schema, String action, Name name) {
    return new SchemaProblem.DuplicateName(
        action, name, schema.object(name).map(SchemaObject::kind).orElse("object"));
  }

  static SchemaProblem unknownTable(Schema schema, String action, Name table) {
    List<Name> tables = new ArrayList<>();
    schema.all(Table.class).forEach(each -> tables.add(each.name()));
    schema.all(VirtualTable.class).forEach(each -> tables.add(each.name()));
    return new SchemaProblem.UnknownTable(action, table, NearestName.of(table, tables));
  }

  static SchemaProblem unknownTrigger(Schema schema, String action, Name trigger) {
    return new SchemaProblem.UnknownObject(
        action, trigger, "trigger", NearestName.of(trigger, schema.triggers().keySet()));
  }

  static SchemaProblem unknownColumn(Table table, String action, Name column) {
    return new SchemaProblem.UnknownColumn(
        action, column, table.name(), NearestName.of(column, table.columnNames()));
  }

  /** Returns the problem that no object of a kind has this name, if it is certain. */
  static Optional<SchemaProblem> required(
      Schema schema, String action, Name name, Class<? extends SchemaObject> kind, String word) {
    if (schema.presence(name) == Presence.ABSENT) {
      List<Name> names = schema.all(kind).stream().<Name>map(SchemaObject::name).toList();
      return Optional.of(
          new SchemaProblem.UnknownObject(action, name, word, NearestName.of(name, names)));
    }
    return schema
        .object(name)
        .filter(object -> !kind.isInstance(object))
        .map(object -> new SchemaProblem.OtherKind(action, name, object.kind()));
  }

  static List<SchemaProblem> rowProblems(Schema schema, String verb, Name table, List<Row> rows) {
    if (schema.presence(table) == Presence.ABSENT) {
      return List.of(unknownTable(schema, verb + " " + table, table));
    }
    Optional<Table> known = schema.table(table);
    if (known.isEmpty()) {
      return List.of();
    }
    Set<Name> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.columns()));
    List<SchemaProblem> problems = new ArrayList<>();
    for (Name column : columns) {
      if (known.get().presence(column) == Presence.ABSENT && !isRowid(column)) {
        problems.add(
            unknownColumn(known.get(), verb + " column " + column + " of " + table, column));
      }
    }
    return problems;
  }
}
