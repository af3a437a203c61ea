package dev.retort.op;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.Ddl;
import dev.retort.schema.Extent;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Index;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.Presence;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import dev.retort.sql.Expressions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The changes of one {@link AlterTable}, made one after the other on a known table. */
final class TableAlteration implements TableChange.Visitor<List<TableChange>> {
  private final Name name;
  private final List<SchemaProblem> problems = new ArrayList<>();
  private final ColumnWords words;
  private final List<TableChange> undo = new ArrayList<>();
  private final Map<Name, String> dropped = new LinkedHashMap<>();
  private Optional<String> noInverse = Optional.empty();
  private Schema schema;

  private TableAlteration(Schema before, Name name) {
    this.schema = before;
    this.name = name;
    this.words = new ColumnWords(table());
  }

  static TableAlteration of(Schema before, Name table, List<TableChange> changes) {
    TableAlteration alteration = new TableAlteration(before, table);
    for (TableChange change : changes) {
      List<TableChange> back = new ArrayList<>(change.accept(alteration));
      Collections.reverse(back);
      alteration.undo.addAll(back);
    }
    Collections.reverse(alteration.undo);
    List.copyOf(alteration.dropped.keySet()).forEach(alteration::isUnused);
    alteration.problems.addAll(alteration.words.problems(alteration.table()));
    return alteration;
  }

  Schema schema() {
    return schema;
  }

  List<SchemaProblem> problems() {
    return List.copyOf(problems);
  }

  Inverse inverse() {
    if (noInverse.isPresent()) {
      return new Inverse.None(noInverse.get());
    }
    return undo.isEmpty() ? new Inverse.Known(List.of()) : Inverse.of(new AlterTable(name, undo));
  }

  /**
   * Says whether no constraint names a dropped column any more, once all changes are made or
   * another column gets its name, and reports those that do.
   */
  private boolean isUnused(Name column) {
    String action = dropped.remove(column);
    if (action == null || table().presence(column) == Presence.KNOWN) {
      return true;
    }
    int known = problems.size();
    for (Constraint constraint : table().constraints()) {
      if (constraint.columns().contains(column)) {
        problems.add(
            new SchemaProblem.ColumnInUse(action, column, constraint.describe(), fix(constraint)));
      }
    }
    return problems.size() == known;
  }

  @Override
  public List<TableChange> add(AddElement change) {
    TableElement element = change.element();
    if (element instanceof Column<?> column) {
      return addColumn(column, change);
    } else if (element instanceof Constraint constraint) {
      return addConstraint(constraint);
    }
    return element == TableOption.STRICT ? become(true) : addWithoutRowid();
  }

  private List<TableChange> addColumn(Column<?> column, AddElement change) {
    String action = "adds column " + column.name() + " of " + name;
    if (table().presence(column.name()) == Presence.KNOWN) {
      problems.add(new SchemaProblem.DuplicateColumn(action, column.name(), name));
      return List.of();
    }
    change
        .position()
        .neighbour()
        .ifPresent(neighbour -> known(neighbour, action + " beside column " + neighbour));
    boolean valued =
        change.backfill().isPresent()
            || column.generation().isPresent()
            || column.fallback().filter(fallback -> !fallback.isNull()).isPresent();
    if (column.nullability() == Nullability.NOT_NULL && !valued && !schema.fresh().contains(name)) {
      problems.add(new SchemaProblem.NoValue(action, column.name(), name));
    }
    if (!isUnused(column.name())) {
      return List.of();
    }
    column.constraints().forEach(constraint -> requireAddable(constraint, action));
    update(table().with(column, change.position()));
    change.backfill().ifPresent(sql -> words.overRows(action, sql));
    column.generation().ifPresent(how -> words.inTable(action, how.expression(), table()));
    words.inTable(action, column.constraints(), table());
    List<TableChange> back = new ArrayList<>();
    back.add(new TableChange.DropColumn(column.name()));
    if (column.constraints().stream().anyMatch(PrimaryKey.class::isInstance)) {
      back.add(0, new TableChange.DropPrimaryKey());
    }
    return back;
  }

  private List<TableChange> addConstraint(Constraint constraint) {
    String action = "adds " + constraint.describe() + " to " + name;
    for (Name column : constraint.columns()) {
      known(column, action + " on column " + column);
    }
    if (!requireAddable(constraint, action)) {
      return List.of();
    }
    update(table().with(constraint));
    words.inTable(action, List.of(constraint), table());
    return List.of(dropping(constraint));
  }

  private boolean requireAddable(Constraint constraint, String action) {
    Optional<PrimaryKey> key = table().primaryKey();
    if (constraint instanceof PrimaryKey && key.isPresent()) {
      problems.add(new SchemaProblem.SecondPrimaryKey(action, name, key.get().describe()));
      return false;
    }
    if (constraint.name().isPresent() && table().constraint(constraint.name().get()).isPresent()) {
      problems.add(new SchemaProblem.DuplicateConstraint(action, constraint.name().get(), name));
      return false;
    }
    return true;
  }

  private List<TableChange> addWithoutRowid() {
    if (table().has(TableOption.WITHOUT_ROWID)) {
      return List.of();
    }
    Set<TableOption> options = EnumSet.of(TableOption.WITHOUT_ROWID);
    options.addAll(table().options());
    update(table().with(options));
    noInverse = Optional.of("it makes table " + name + " one without rowids, and they are gone");
    return List.of();
  }

  @Override
  public List<TableChange> dropColumn(TableChange.DropColumn change) {
    Name column = change.column();
    String action = "drops column " + column + " of " + name;
    Optional<Column<?>> found = known(column, action);
    if (found.isEmpty()) {
      return List.of();
    }
    if (table().columns().size() == 1 && table().extent() == Extent.COMPLETE) {
      problems.add(new SchemaProblem.LastColumn(action, column));
      return List.of();
    }
    for (Index index : schema.indexesOn(name)) {
      if (index.columns().stream().anyMatch(term -> term.column().equals(Optional.of(column)))) {
        problems.add(
            new SchemaProblem.ColumnInUse(
                action,
                column,
                "index " + index.name(),
                "op.dropIndex(\"" + index.name().text() + "\")"));
      }
    }
    dropped.put(column, action);
    Table without = table().without(column);
    for (Constraint constraint : table().constraints()) {
      if (goesWith(constraint, column)) {
        without = without.without(constraint);
      }
    }
    update(without);
    noInverse =
        Optional.of("it drops column " + column + " of " + name + ", and its values are gone");
    return List.of();
  }

  /**
   * A unique, a foreign key or a check of this column alone goes with it; a primary key does not.
   */
  private static boolean goesWith(Constraint constraint, Name column) {
    if (constraint instanceof Check check) {
      return check.owner().equals(Optional.of(column));
    }
    return !(constraint instanceof PrimaryKey) && constraint.columns().equals(List.of(column));
  }

  @Override
  public List<TableChange> renameColumn(TableChange.RenameColumn change) {
    String action = "renames column " + change.from() + " of " + name + " to " + change.to();
    if (known(change.from(), action).isEmpty()) {
      return List.of();
    }
    if (!change.from().equals(change.to()) && table().presence(change.to()) == Presence.KNOWN) {
      problems.add(new SchemaProblem.DuplicateColumn(action, change.to(), name));
      return List.of();
    }
    if (!isUnused(change.to())) {
      return List.of();
    }
    words.rename(change.from(), change.to());
    ColumnNames names = new ColumnNames(change.from(), change.to());
    update(names.in(table().columnRenamed(change.from(), change.to())));
    for (Index index : schema.indexesOn(name)) {
      schema = schema.with(names.in(index.columnRenamed(change.from(), change.to())));
    }
    for (Table other : schema.all(Table.class)) {
      if (references(other)) {
        schema = schema.with(other.targetRenamed(name, change.from(), change.to()));
      }
    }
    return List.of(new TableChange.RenameColumn(change.to(), change.from()));
  }

  private boolean references(Table other) {
    for (Constraint constraint : other.constraints()) {
      if (constraint instanceof ForeignKey key && key.table().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<TableChange> alterColumn(AlterColumn<?> change) {
    String action = "alters column " + change.column() + " of " + name;
    Optional<Column<?>> found = known(change.column(), action);
    if (found.isEmpty()) {
      return List.of();
    }
    if (found.get().generation().isPresent()
        && change.fallback().filter(to -> !to.equals(AlterColumn.NO_DEFAULT)).isPresent()) {
      problems.add(new SchemaProblem.GeneratedDefault(action, change.column(), name));
      return List.of();
    }
    update(table().replacing(change.column(), column -> ColumnAlteration.apply(column, change)));
    change.autoincrementing().ifPresent(on -> autoincrement(change.column(), on, action));
    change.backfill().ifPresent(sql -> words.overRows(action, sql));
    if (change.conversion().isPresent()) {
      words.overRows(action, change.conversion().get());
      noInverse =
          Optional.of(
              "it converts the values of column %s of %s with %s"
                  .formatted(change.column(), name, change.conversion().get()));
    }
    return ColumnAlteration.inverse(found.get(), change);
  }

  private void autoincrement(Name column, boolean on, String action) {
    Optional<PrimaryKey> key = table().primaryKey();
    boolean possible =
        key.isPresent()
            && key.get().columns().equals(List.of(column))
            && !table().has(TableOption.WITHOUT_ROWID)
            && table().column(column).filter(each -> each.type().isInteger()).isPresent();
    if (!possible) {
      problems.add(new SchemaProblem.NoAutoincrement(action, column, name));
      return;
    }
    update(
        table()
            .eachConstraint(
                each -> each instanceof PrimaryKey primary ? primary.autoincrementing(on) : each));
  }

  @Override
  public List<TableChange> dropConstraint(TableChange.DropConstraint change) {
    return drop(
        change,
        change.constraint(),
        constraint -> constraint.name().equals(Optional.of(change.constraint())));
  }

  @Override
  public List<TableChange> dropPrimaryKey(TableChange.DropPrimaryKey change) {
    return drop(change, name, PrimaryKey.class::isInstance);
  }

  @Override
  public List<TableChange> dropUnique(TableChange.DropUnique change) {
    return drop(
        change,
        change.columns().get(0),
        constraint ->
            constraint instanceof Unique && constraint.columns().equals(change.columns()));
  }

  @Override
  public List<TableChange> dropForeignKey(TableChange.DropForeignKey change) {
    return drop(
        change,
        change.columns().get(0),
        constraint ->
            constraint instanceof ForeignKey && constraint.columns().equals(change.columns()));
  }

  @Override
  public List<TableChange> dropCheck(TableChange.DropCheck change) {
    return drop(
        change,
        name,
        constraint ->
            constraint instanceof Check check
                && Expressions.same(check.expression(), change.expression()));
  }

  private List<TableChange> drop(TableChange change, Name at, Predicate<Constraint> which) {
    List<Constraint> found = table().constraints().stream().filter(which).toList();
    if (found.isEmpty()) {
      if (table().extent() == Extent.COMPLETE) {
        List<String> present = table().constraints().stream().map(Constraint::describe).toList();
        problems.add(
            new SchemaProblem.UnknownConstraint(
                change.describe().replaceFirst("drop", "drops") + " of " + name,
                at,
                name,
                present));
      }
      noInverse = Optional.of("it drops a constraint of " + name + " that is not known");
      return List.of();
    }
    found.forEach(constraint -> update(table().without(constraint)));
    return found.stream()
        .<TableChange>map(constraint -> Ddl.add(ColumnWords.asRead(constraint, table())))
        .toList();
  }

  @Override
  public List<TableChange> strictness(TableChange.Strictness change) {
    return become(change.strict());
  }

  private List<TableChange> become(boolean strict) {
    if (table().has(TableOption.STRICT) == strict) {
      return List.of();
    }
    Set<TableOption> options = EnumSet.noneOf(TableOption.class);
    options.addAll(table().options());
    if (strict) {
      options.add(TableOption.STRICT);
    } else {
      options.remove(TableOption.STRICT);
    }
    List<TableChange> back = new ArrayList<>(List.of(new TableChange.Strictness(!strict)));
    if (strict) {
      table().columns().forEach(column -> back.add(ColumnAlteration.retyping(column)));
    }
    update(table().with(options));
    return back;
  }

  private Optional<Column<?>> known(Name column, String action) {
    if (table().presence(column) == Presence.ABSENT) {
      problems.add(Lookup.unknownColumn(table(), action, column));
    } else if (table().column(column).isEmpty()) {
      noInverse = Optional.of("column " + column + " of " + name + " is not known");
    }
    return table().column(column);
  }

  private Table table() {
    return schema.table(name).orElseThrow();
  }

  private void update(Table changed) {
    schema = schema.with(changed);
  }

  private static TableChange dropping(Constraint constraint) {
    if (constraint.name().isPresent()) {
      return new TableChange.DropConstraint(constraint.name().get());
    } else if (constraint instanceof Unique) {
      return new TableChange.DropUnique(constraint.columns());
    } else if (constraint instanceof ForeignKey) {
      return new TableChange.DropForeignKey(constraint.columns());
    } else if (constraint instanceof Check check) {
      return new TableChange.DropCheck(check.expression());
    }
    return new TableChange.DropPrimaryKey();
  }

  private static String fix(Constraint constraint) {
    return constraint instanceof PrimaryKey
        ? "dropPrimaryKey()"
        : constraint
            .name()
            .map(name -> "dropConstraint(\"" + name.text() + "\")")
            .orElse(constraint instanceof Unique ? "dropUnique(..)" : "dropForeignKey(..)");
  }
}
