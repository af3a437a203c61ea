package dev.retort.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A table: its columns, constraints and options. A constraint that was written with a column is one
 * of the table's.
 *
 * @param name its name
 * @param columns its columns, in their order
 * @param constraints its constraints
 * @param options what stands behind its parentheses
 * @param extent whether these are all of its columns and constraints
 */
public record Table(
    Name name,
    List<Column<?>> columns,
    List<Constraint> constraints,
    Set<TableOption> options,
    Extent extent)
    implements SchemaObject {

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    options = Set.copyOf(options);
  }

  /**
   * Returns a table of elements.
   *
   * @param name its name
   * @param elements its columns, constraints and options, in any order
   * @return the table, complete
   * @throws IllegalArgumentException when it has no column, a column twice, two primary keys, two
   *     constraints of one name, or a constraint on a column that it lacks
   */
  public static Table of(Name name, TableElement... elements) {
    List<Column<?>> columns = new ArrayList<>();
    List<Constraint> constraints = new ArrayList<>();
    Set<TableOption> options = EnumSet.noneOf(TableOption.class);
    for (TableElement element : elements) {
      if (element instanceof Column<?> column) {
        columns.add(column.bare());
        constraints.addAll(column.constraints());
      } else if (element instanceof Constraint constraint) {
        constraints.add(constraint);
      } else {
        options.add((TableOption) element);
      }
    }
    Table table = new Table(name, columns, constraints, options, Extent.COMPLETE);
    table.requireSound();
    return table;
  }

  private void requireSound() {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("the table " + name + " has no columns");
    }
    Columns.distinct("the table " + name, columnNames());
    requireConstraintsDistinct();
    for (Constraint constraint : constraints) {
      for (Name column : constraint.columns()) {
        if (column(column).isEmpty()) {
          throw new IllegalArgumentException(
              "the table %s has a %s, but no column %s"
                  .formatted(name, constraint.describe(), column));
        }
      }
    }
    if (options.contains(TableOption.WITHOUT_ROWID) && primaryKey().isEmpty()) {
      throw new IllegalArgumentException(
          "the table " + name + " is without rowid and needs a primary key");
    }
  }

  private void requireConstraintsDistinct() {
    if (constraints.stream().filter(PrimaryKey.class::isInstance).count() > 1) {
      throw new IllegalArgumentException(
          "the table %s has two primary keys: %s"
              .formatted(
                  name,
                  String.join(
                      " and ",
                      constraints.stream()
                          .filter(PrimaryKey.class::isInstance)
                          .map(Constraint::describe)
                          .toList())));
    }
    Set<Name> seen = new HashSet<>();
    for (Constraint constraint : constraints) {
      if (constraint.name().isPresent() && !seen.add(constraint.name().get())) {
        throw new IllegalArgumentException(
            "the table " + name + " has two constraints named " + constraint.name().get());
      }
    }
  }

  /**
   * Returns the names of the columns.
   *
   * @return in their order
   */
  public List<Name> columnNames() {
    return columns.stream().<Name>map(Column::name).toList();
  }

  /**
   * Returns a column.
   *
   * @param wanted its name
   * @return the column, or empty when it is not known
   */
  public Optional<Column<?>> column(Name wanted) {
    for (Column<?> column : columns) {
      if (column.name().equals(wanted)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /**
   * Says whether the table has a column.
   *
   * @param wanted its name
   * @return what is known of it
   */
  public Presence presence(Name wanted) {
    if (column(wanted).isPresent()) {
      return Presence.KNOWN;
    }
    return extent == Extent.OPEN ? Presence.MAYBE : Presence.ABSENT;
  }

  /**
   * Returns the primary key.
   *
   * @return the key, or empty when none is known
   */
  public Optional<PrimaryKey> primaryKey() {
    return constraints(PrimaryKey.class).stream().findFirst();
  }

  /**
   * Returns the constraints of a kind.
   *
   * @param kind for example {@code ForeignKey.class}
   * @param <C> the kind
   * @return in their order
   */
  public <C extends Constraint> List<C> constraints(Class<C> kind) {
    return constraints.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Returns the constraint of a name.
   *
   * @param wanted its name
   * @return the constraint, or empty when none is known
   */
  public Optional<Constraint> constraint(Name wanted) {
    return constraints.stream().filter(each -> each.name().equals(Optional.of(wanted))).findFirst();
  }

  /**
   * Says whether this table has an option.
   *
   * @param option for example {@link TableOption#STRICT}
   * @return whether it has
   */
  public boolean has(TableOption option) {
    return options.contains(option);
  }

  /**
   * Returns this table under another name; references to itself follow.
   *
   * @param to the new name
   * @return the changed copy
   */
  public Table renamed(Name to) {
    return new Table(to, columns, constraints, options, extent).referencesRenamed(name, to);
  }

  /**
   * Returns this table after a table that it may reference was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  public Table referencesRenamed(Name from, Name to) {
    return eachConstraint(
        constraint ->
            constraint instanceof ForeignKey key ? key.tableRenamed(from, to) : constraint);
  }

  /**
   * Returns this table with its constraints changed.
   *
   * @param change what becomes of each
   * @return the changed copy
   */
  public Table eachConstraint(UnaryOperator<Constraint> change) {
    List<Constraint> changed = new ArrayList<>(constraints);
    changed.replaceAll(change);
    return new Table(name, columns, changed, options, extent);
  }

  /**
   * Returns this table with a constraint more.
   *
   * @param constraint the new one
   * @return the changed copy
   */
  public Table with(Constraint constraint) {
    List<Constraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new Table(name, columns, more, options, extent);
  }

  /**
   * Returns this table with a constraint less.
   *
   * @param constraint one of its own
   * @return the changed copy
   */
  public Table without(Constraint constraint) {
    List<Constraint> fewer = new ArrayList<>(constraints);
    fewer.remove(constraint);
    return new Table(name, columns, fewer, options, extent);
  }

  /**
   * Returns this table with a column more; the constraints that were written with it are the
   * table's.
   *
   * @param column the new one
   * @param position where it goes; a neighbour that is not known makes it the last
   * @return the changed copy
   */
  public Table with(Column<?> column, TableChange.Position position) {
    int at = columns.size();
    if (position instanceof TableChange.Position.First) {
      at = 0;
    } else if (position.neighbour().isPresent()) {
      int neighbour = columnNames().indexOf(position.neighbour().get());
      int after = position instanceof TableChange.Position.After ? 1 : 0;
      at = neighbour < 0 ? columns.size() : neighbour + after;
    }
    List<Column<?>> more = new ArrayList<>(columns);
    more.add(at, column.bare());
    List<Constraint> constrained = new ArrayList<>(constraints);
    constrained.addAll(column.constraints());
    return new Table(name, more, constrained, options, extent);
  }

  /**
   * Returns this table with a column less; its constraints stay.
   *
   * @param column its name
   * @return the changed copy
   */
  public Table without(Name column) {
    List<Column<?>> fewer = new ArrayList<>(columns);
    fewer.removeIf(each -> each.name().equals(column));
    return new Table(name, fewer, constraints, options, extent);
  }

  /**
   * Returns this table with a column changed.
   *
   * @param wanted its name
   * @param change what becomes of it
   * @return the changed copy
   */
  public Table replacing(Name wanted, UnaryOperator<Column<?>> change) {
    List<Column<?>> changed = new ArrayList<>(columns);
    changed.replaceAll(column -> column.name().equals(wanted) ? change.apply(column) : column);
    return new Table(name, changed, constraints, options, extent);
  }

  /**
   * Returns this table after one of its columns was renamed; its constraints and its references to
   * itself follow.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  public Table columnRenamed(Name from, Name to) {
    return replacing(from, column -> column.renamed(to))
        .eachConstraint(constraint -> constraint.columnRenamed(from, to))
        .targetRenamed(name, from, to);
  }

  /**
   * Returns this table after a column of a table that it may reference was renamed.
   *
   * @param table the referenced table
   * @param from the old name of the column
   * @param to the new name of the column
   * @return the changed copy
   */
  public Table targetRenamed(Name table, Name from, Name to) {
    return eachConstraint(
        constraint ->
            constraint instanceof ForeignKey key && key.table().equals(table)
                ? key.targetRenamed(from, to)
                : constraint);
  }

  /**
   * Returns this table with other options.
   *
   * @param changed all of them
   * @return the changed copy
   */
  public Table with(Set<TableOption> changed) {
    return new Table(name, columns, constraints, new LinkedHashSet<>(changed), extent);
  }

  @Override
  public String kind() {
    return "table";
  }
}
