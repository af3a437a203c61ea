package dev.retort.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The values of some columns are a key of a row in another table, or in the same one, for example
 * {@code foreignKey("user_id").references("users", "id").onDelete(Action.CASCADE)}.
 *
 * @param name its name
 * @param columns the referencing columns
 * @param table the referenced table
 * @param targets the referenced columns; empty for the primary key
 * @param deleteAction what happens when the referenced row is deleted
 * @param updateAction what happens when the referenced key changes
 * @param deferral when it is checked
 */
public record ForeignKey(
    Optional<Name> name,
    List<Name> columns,
    Name table,
    List<Name> targets,
    Action deleteAction,
    Action updateAction,
    Deferral deferral)
    implements Constraint {

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when there are targets, but not as many
   */
  public ForeignKey {
    columns = List.copyOf(columns);
    targets = List.copyOf(targets);
    if (!targets.isEmpty() && targets.size() != columns.size()) {
      throw new IllegalArgumentException(
          "the foreign key %s has %d columns, but references %d of %s: %s"
              .formatted(
                  Columns.list(columns),
                  columns.size(),
                  targets.size(),
                  table,
                  Columns.list(targets)));
    }
  }

  /** The columns of a foreign key that does not say yet what it references. */
  public static final class Columned {
    private final Optional<Name> name;
    private final List<Name> columns;

    Columned(Optional<Name> name, List<Name> columns) {
      this.name = name;
      this.columns = columns;
    }

    /**
     * Returns the foreign key.
     *
     * @param table the referenced table
     * @param targets its columns, as many as this key has; none for its primary key
     * @return the foreign key, with no actions
     */
    public ForeignKey references(String table, String... targets) {
      return new ForeignKey(
          name,
          columns,
          Name.of(table),
          Columns.named(targets),
          Action.NO_ACTION,
          Action.NO_ACTION,
          Deferral.IMMEDIATE);
    }

    /**
     * Returns these columns for a foreign key with a name.
     *
     * @param name for example {@code "fk_orders_user"}
     * @return the changed copy
     */
    public Columned named(String name) {
      return new Columned(Optional.of(Name.of(name)), columns);
    }
  }

  /**
   * Returns this foreign key with a name.
   *
   * @param name for example {@code "fk_orders_user"}
   * @return the changed copy
   */
  public ForeignKey named(String name) {
    return new ForeignKey(
        Optional.of(Name.of(name)), columns, table, targets, deleteAction, updateAction, deferral);
  }

  /**
   * Returns this foreign key with what happens when the referenced row is deleted.
   *
   * @param action for example {@link Action#CASCADE}
   * @return the changed copy
   */
  public ForeignKey onDelete(Action action) {
    return new ForeignKey(name, columns, table, targets, action, updateAction, deferral);
  }

  /**
   * Returns this foreign key with what happens when the referenced key changes.
   *
   * @param action for example {@link Action#CASCADE}
   * @return the changed copy
   */
  public ForeignKey onUpdate(Action action) {
    return new ForeignKey(name, columns, table, targets, deleteAction, action, deferral);
  }

  /**
   * Returns this foreign key, checked at the end of the transaction ({@code DEFERRABLE INITIALLY
   * DEFERRED}).
   *
   * @return the changed copy
   */
  public ForeignKey deferrable() {
    return new ForeignKey(
        name, columns, table, targets, deleteAction, updateAction, Deferral.DEFERRED);
  }

  /**
   * Returns this foreign key after a table was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy, or this
   */
  public ForeignKey tableRenamed(Name from, Name to) {
    return table.equals(from)
        ? new ForeignKey(name, columns, to, targets, deleteAction, updateAction, deferral)
        : this;
  }

  /**
   * Returns this foreign key after a column of the table it references was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  public ForeignKey targetRenamed(Name from, Name to) {
    return new ForeignKey(
        name,
        columns,
        table,
        Columns.renamed(targets, target -> target.equals(from) ? to : target),
        deleteAction,
        updateAction,
        deferral);
  }

  @Override
  public ForeignKey columnsRenamed(UnaryOperator<Name> names) {
    return new ForeignKey(
        name,
        Columns.renamed(columns, names),
        table,
        targets,
        deleteAction,
        updateAction,
        deferral);
  }

  @Override
  public String describe() {
    return "foreign key %s to %s%s%s"
        .formatted(
            Columns.list(columns),
            table,
            targets.isEmpty() ? "" : " " + Columns.list(targets),
            Columns.called(name));
  }
}
