package dev.retort.op;

import dev.retort.schema.Constraint;
import dev.retort.schema.Extent;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Index;
import dev.retort.schema.IndexColumn;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Schema;
import dev.retort.schema.SchemaObject;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.Unique;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The foreign keys of a schema and what they reference, looked at when a revision ends: within it,
 * tables may come in any order.
 */
public final class References {
  private References() {}

  /**
   * Returns what is wrong with foreign keys after a revision that was not before it.
   *
   * @param before the schema before the revision
   * @param after the schema after it
   * @param operations what the revision asks for: what it renames is the same as before
   * @return the problems; none where a target may be there
   */
  public static List<SchemaProblem> problems(
      Schema before, Schema after, List<Operation> operations) {
    List<SchemaProblem> problems = problems(after);
    if (!problems.isEmpty()) {
      problems.removeAll(problems(renamed(before, operations)));
    }
    return problems;
  }

  private static Schema renamed(Schema before, List<Operation> operations) {
    Schema schema = before;
    for (Operation operation : operations) {
      if (operation instanceof RenameTable rename) {
        schema = rename.apply(schema).after();
      } else if (operation instanceof AlterTable alter) {
        List<TableChange> renames =
            alter.changes().stream().filter(TableChange.RenameColumn.class::isInstance).toList();
        schema =
            renames.isEmpty()
                ? schema
                : new AlterTable(alter.table(), renames).apply(schema).after();
      }
    }
    return schema;
  }

  private static List<SchemaProblem> problems(Schema schema) {
    List<SchemaProblem> problems = new ArrayList<>();
    for (SchemaObject object : schema.objects().values()) {
      if (object instanceof Table table) {
        for (Constraint constraint : table.constraints()) {
          if (constraint instanceof ForeignKey key) {
            problem(schema, table, key).ifPresent(problems::add);
          }
        }
      }
    }
    return problems;
  }

  private static Optional<SchemaProblem> problem(Schema schema, Table table, ForeignKey key) {
    String action = "leaves " + table.name() + " with the " + key.describe();
    if (schema.presence(key.table()) == Presence.ABSENT) {
      List<Name> names =
          schema.all(Table.class).stream()
              .<Name>map(SchemaObject::name)
              .filter(name -> !name.equals(table.name()))
              .toList();
      return Optional.of(
          new SchemaProblem.UnknownTarget(
              key.table(), action, "table " + key.table(), NearestName.of(key.table(), names)));
    }
    Optional<Table> target = schema.table(key.table());
    if (target.isEmpty()) {
      return Optional.empty();
    }
    for (Name column : key.targets()) {
      if (target.get().presence(column) == Presence.ABSENT) {
        return Optional.of(
            new SchemaProblem.UnknownTarget(
                column,
                action,
                "column " + column + " of " + key.table(),
                NearestName.of(column, target.get().columnNames())));
      }
    }
    return isKey(schema, target.get(), key)
        ? Optional.empty()
        : Optional.of(
            new SchemaProblem.NonUniqueTarget(
                key.table(),
                action,
                key.targets().isEmpty()
                    ? "the primary key of " + key.table()
                    : names(key.targets()) + " of " + key.table()));
  }

  /** Says whether rows are told apart by the referenced columns, or may be. */
  private static boolean isKey(Schema schema, Table target, ForeignKey key) {
    if (target.extent() == Extent.OPEN) {
      return true;
    }
    if (key.targets().isEmpty()) {
      return target
          .primaryKey()
          .filter(primary -> primary.columns().size() == key.columns().size())
          .isPresent();
    }
    Set<Name> wanted = new HashSet<>(key.targets());
    if (target
        .primaryKey()
        .map(PrimaryKey::columns)
        .map(HashSet::new)
        .equals(Optional.of(wanted))) {
      return true;
    }
    return target.constraints(Unique.class).stream()
            .anyMatch(unique -> new HashSet<>(unique.columns()).equals(wanted))
        || schema.indexesOn(target.name()).stream().anyMatch(index -> covers(index, wanted));
  }

  private static boolean covers(Index index, Set<Name> wanted) {
    Set<Name> columns = new HashSet<>();
    for (IndexColumn term : index.columns()) {
      if (term.column().isEmpty()) {
        return false;
      }
      columns.add(term.column().get());
    }
    return index.uniqueness() == Index.Uniqueness.UNIQUE
        && index.condition().isEmpty()
        && columns.equals(wanted);
  }

  private static String names(List<Name> columns) {
    return columns.size() == 1
        ? "column " + columns.get(0)
        : "columns " + String.join(", ", columns.stream().map(Name::toString).toList());
  }
}
