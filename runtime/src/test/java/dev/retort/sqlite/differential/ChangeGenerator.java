package dev.retort.sqlite.differential;

import dev.retort.schema.Ddl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the random changes of one alterTable, each on the table that the ones before it leave. */
final class ChangeGenerator {
  private final Dice dice;
  private final ColumnNames names;
  private final Set<Integer> used = new HashSet<>();
  private final AddedColumns added;
  private final ColumnChanges alterations;
  private final ConstraintChanges constraints;

  ChangeGenerator(Dice dice, ColumnNames names, List<Dependent> dependents) {
    dependents.forEach(dependent -> used.addAll(dependent.columns()));
    this.dice = dice;
    this.names = names;
    this.added = new AddedColumns(dice, names);
    this.alterations = new ColumnChanges(dice);
    this.constraints = new ConstraintChanges(dice);
  }

  /** Returns one to four changes. */
  List<Change> changes(TableModel before) {
    List<Change> changes = new ArrayList<>();
    TableModel table = before;
    int count = 1 + (dice.oneIn(2) ? 0 : dice.below(4));
    while (changes.size() < count && !table.columns().isEmpty()) {
      for (Change change : next(table, changes.isEmpty())) {
        changes.add(change);
        table = change.after();
      }
    }
    return changes;
  }

  private List<Change> next(TableModel table, boolean first) {
    return switch (dice.below(16)) {
      case 0, 1, 2 -> List.of(added.column(table));
      case 3, 4 -> List.of(drop(table));
      case 5, 6 -> rename(table, first);
      case 7, 8, 9, 10, 11 -> alterations.alter(table).map(List::of).orElse(List.of());
      case 12, 13 -> List.of(constraints.add(table));
      case 14 -> constraints.drop(table).map(List::of).orElse(List.of());
      default -> List.of(dice.oneIn(6) ? withoutRowid(table) : strictness(table));
    };
  }

  /** Most often a column that nothing else names. */
  private Change drop(TableModel table) {
    List<ColumnModel> free =
        table.columns().stream().filter(column -> isFree(table, column)).toList();
    ColumnModel column = dice.of(free.isEmpty() || dice.oneIn(4) ? table.columns() : free);
    return new Change("drop column", Ddl.dropColumn(column.name()), table.dropping(column.id()));
  }

  private boolean isFree(TableModel table, ColumnModel column) {
    return !used.contains(column.id())
        && table.columns().size() > 1
        && table.constraints().stream().noneMatch(clause -> clause.mentions(column.id()))
        && table.columns().stream()
            .filter(other -> other.id() != column.id())
            .flatMap(other -> other.clauses().stream())
            .noneMatch(clause -> clause.mentions(column.id()))
        && !column.has(Clause.Kind.PRIMARY_KEY);
  }

  private List<Change> rename(TableModel table, boolean first) {
    ColumnModel column = dice.of(table.columns());
    if (table.columns().size() > 1 && dice.oneIn(8)) {
      return swap(table, column);
    }
    Optional<ColumnModel> dropped =
        table.gone().values().stream().filter(gone -> !table.isTaken(gone.name())).findFirst();
    String to = names.fresh();
    String upper = column.name().toUpperCase(Locale.ROOT);
    if (dropped.isPresent() && dice.oneIn(2)) {
      to = dropped.get().name();
    } else if (first && dice.oneIn(8) && upper.equalsIgnoreCase(column.name())) {
      // What an earlier change has said of the column may keep the case it was said in.
      to = upper;
    }
    return List.of(rename(table, column.id(), to));
  }

  private List<Change> swap(TableModel table, ColumnModel one) {
    ColumnModel other =
        table.columns().stream().filter(each -> each.id() != one.id()).findFirst().orElseThrow();
    Change first = rename(table, one.id(), names.fresh());
    Change second = rename(first.after(), other.id(), one.name());
    return List.of(first, second, rename(second.after(), one.id(), other.name()));
  }

  private static Change rename(TableModel table, int id, String to) {
    String from = table.column(id).orElseThrow().name();
    TableModel after = from.equals(to) ? table : table.changing(id, column -> column.renamed(to));
    return new Change("rename column", Ddl.renameColumn(from, to), after);
  }

  private Change strictness(TableModel table) {
    boolean strict = !table.isStrict();
    List<String> options = new ArrayList<>(table.options());
    if (!strict) {
      options.remove(TableModel.STRICT);
      return new Change("not strict", Ddl.strict(false), table.optional(options));
    }
    options.add(TableModel.STRICT);
    List<ColumnModel> columns =
        table.columns().stream().map(column -> column.typed(strictType(table, column))).toList();
    TableModel wanted = table.optional(options).with(columns);
    return dice.oneIn(3)
        ? new Change("add strict", Ddl.add(Ddl.strict()), wanted)
        : new Change("strict", Ddl.strict(true), wanted);
  }

  /** A key does not become the rowid. */
  private static String strictType(TableModel table, ColumnModel column) {
    String type = TypeChoice.inStrictTable(column.type());
    boolean key = table.isOnlyKey(column.id());
    boolean other = !type.equals(column.type());
    return key && other && type.equals("INTEGER") ? "INT" : type;
  }

  private static Change withoutRowid(TableModel table) {
    List<String> options = new ArrayList<>(table.options());
    if (!table.isWithoutRowid()) {
      options.add(TableModel.WITHOUT_ROWID);
    }
    return new Change("without rowid", Ddl.add(Ddl.withoutRowid()), table.optional(options));
  }
}
