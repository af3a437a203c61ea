package dev.retort.sqlite;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.Generation;
import dev.retort.schema.Name;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.sql.Expressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the renames of an {@code alterTable} before its other changes, and gives those the names
 * that columns have at the end. So SQLite can rename, in all that refers to a column, and one
 * rebuild does the rest.
 *
 * <p>A new name may be the old name of another column that is renamed or dropped too; that one
 * steps aside under a name of ours first.
 */
final class RenamesFirst {
  private final List<TableChange> renames = new ArrayList<>();
  private final List<TableChange> others = new ArrayList<>();

  /** A column through the changes: where it came from, and what it is called now. */
  private static final class Identity {
    private final Optional<Name> original;
    private final Name first;
    private Name name;
    private boolean dropped;

    Identity(Optional<Name> original, Name name) {
      this.original = original;
      this.first = name;
      this.name = name;
    }

    boolean hasBecome(Name other) {
      return !dropped && name.equals(other) && !first.equals(other);
    }

    boolean isRenamed() {
      return original.isPresent() && !original.get().text().equals(name.text());
    }
  }

  private RenamesFirst() {}

  static RenamesFirst of(Table table, List<TableChange> changes) {
    Map<Name, Identity> columns = new HashMap<>();
    List<Identity> originals = new ArrayList<>();
    for (Name name : table.columnNames()) {
      Identity column = new Identity(Optional.of(name), name);
      originals.add(column);
      columns.put(name, column);
    }
    List<Map<Name, Identity>> known = new ArrayList<>();
    Set<Identity> added = new LinkedHashSet<>();
    for (TableChange change : changes) {
      follow(change, columns);
      known.add(new HashMap<>(columns));
      added.addAll(columns.values());
    }
    added.removeAll(originals);
    RenamesFirst sorted = new RenamesFirst();
    sorted.rename(originals, added);
    stepAside(added);
    for (int at = 0; at < changes.size(); at++) {
      if (!(changes.get(at) instanceof TableChange.RenameColumn)) {
        sorted.others.add(finalNames(changes.get(at), known.get(at)));
      }
    }
    return sorted;
  }

  /** Columns that are added and dropped again leave their names to those that are renamed. */
  private static void stepAside(Set<Identity> added) {
    int aside = 0;
    for (Identity column : added) {
      if (column.dropped) {
        column.name = Name.found("retort_added_" + ++aside);
      }
    }
  }

  private static void follow(TableChange change, Map<Name, Identity> columns) {
    if (change instanceof TableChange.RenameColumn rename) {
      Identity column = columns.remove(rename.from());
      column.name = rename.to();
      columns.put(rename.to(), column);
    } else if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
      columns.put(column.name(), new Identity(Optional.empty(), column.name()));
    } else if (change instanceof TableChange.DropColumn drop
        && columns.get(drop.column()) != null) {
      columns.get(drop.column()).dropped = true;
    }
  }

  private void rename(List<Identity> originals, Set<Identity> added) {
    Map<Identity, Name> from = new HashMap<>();
    for (Identity column : originals) {
      from.put(column, column.original.orElseThrow());
    }
    int aside = 0;
    for (Identity column : originals) {
      Name was = column.original.orElseThrow();
      boolean inTheWay =
          originals.stream()
                  .anyMatch(
                      other ->
                          other != column
                              && other.isRenamed()
                              && !other.dropped
                              && other.name.equals(was))
              || (column.dropped && added.stream().anyMatch(other -> other.hasBecome(was)));
      if (inTheWay) {
        Name free = Name.found("retort_aside_" + ++aside);
        renames.add(new TableChange.RenameColumn(from.get(column), free));
        from.put(column, free);
        if (column.dropped) {
          column.name = free;
        }
      }
    }
    for (Identity column : originals) {
      if (!column.dropped && !from.get(column).text().equals(column.name.text())) {
        renames.add(new TableChange.RenameColumn(from.get(column), column.name));
      } else if (column.dropped && !from.get(column).equals(column.name)) {
        column.name = from.get(column);
      }
    }
  }

  private static TableChange finalNames(TableChange change, Map<Name, Identity> columns) {
    if (change instanceof AddElement add) {
      return add(add, columns);
    } else if (change instanceof AlterColumn<?> alter) {
      return renamed(alter, columns);
    } else if (change instanceof TableChange.DropColumn drop) {
      return new TableChange.DropColumn(last(drop.column(), columns));
    } else if (change instanceof TableChange.DropUnique drop) {
      return new TableChange.DropUnique(last(drop.columns(), columns));
    } else if (change instanceof TableChange.DropForeignKey drop) {
      return new TableChange.DropForeignKey(last(drop.columns(), columns));
    } else if (change instanceof TableChange.DropCheck drop) {
      return new TableChange.DropCheck(last(drop.expression(), columns));
    }
    return change;
  }

  private static TableChange add(AddElement add, Map<Name, Identity> columns) {
    TableChange.Position position = add.position();
    if (position instanceof TableChange.Position.Before before) {
      position = new TableChange.Position.Before(last(before.column(), columns));
    } else if (position instanceof TableChange.Position.After after) {
      position = new TableChange.Position.After(last(after.column(), columns));
    }
    if (add.element() instanceof Column<?> column) {
      Name name = last(column.name(), columns);
      return new AddElement(
          expressions(column.renamed(name), columns),
          position,
          add.backfill().map(sql -> last(sql, columns)));
    } else if (add.element() instanceof Constraint constraint) {
      Constraint renamed =
          expressions(constraint.columnsRenamed(name -> last(name, columns)), columns);
      return new AddElement(renamed, position, add.backfill());
    }
    return add;
  }

  private static Constraint expressions(Constraint constraint, Map<Name, Identity> columns) {
    return constraint instanceof Check check
        ? new Check(check.name(), last(check.expression(), columns), check.owner())
        : constraint;
  }

  private static <T> Column<T> expressions(Column<T> column, Map<Name, Identity> columns) {
    return new Column<>(
        column.name(),
        column.type(),
        column.nullability(),
        column.fallback(),
        column
            .generation()
            .map(how -> new Generation(last(how.expression(), columns), how.storage())),
        column.collation(),
        column.remark(),
        column.constraints().stream().map(each -> expressions(each, columns)).toList());
  }

  private static <T> AlterColumn<T> renamed(AlterColumn<T> alter, Map<Name, Identity> columns) {
    AlterColumn<T> renamed = alter.renamed(last(alter.column(), columns));
    if (alter.conversion().isPresent()) {
      renamed = renamed.using(last(alter.conversion().get(), columns));
    }
    return alter.backfill().isPresent()
        ? renamed.backfill(last(alter.backfill().get(), columns))
        : renamed;
  }

  /** Returns an expression with the names that columns have at the end. */
  private static String last(String expression, Map<Name, Identity> columns) {
    return Expressions.renamed(
        expression,
        word -> {
          Name now = Name.found(word);
          Name last = last(now, columns);
          return last.equals(now) ? Optional.empty() : Optional.of(last.sql());
        });
  }

  private static List<Name> last(List<Name> names, Map<Name, Identity> columns) {
    return names.stream().map(name -> last(name, columns)).toList();
  }

  private static Name last(Name name, Map<Name, Identity> columns) {
    Identity column = columns.get(name);
    return column == null ? name : column.name;
  }

  /** Returns the renames, in the order in which SQLite can make them. */
  List<TableChange> renames() {
    return List.copyOf(renames);
  }

  /** Returns the other changes, with the names that columns have after the renames. */
  List<TableChange> others() {
    return List.copyOf(others);
  }
}
