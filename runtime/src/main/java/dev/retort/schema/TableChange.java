package dev.retort.schema;

import java.util.List;
import java.util.Optional;

/**
 * One of the changes that {@code alterTable} makes. All of a call are planned together, in their
 * order; a table is rebuilt at most once for them.
 */
public sealed interface TableChange
    permits AddElement,
        AlterColumn,
        TableChange.DropColumn,
        TableChange.RenameColumn,
        TableChange.DropConstraint,
        TableChange.DropPrimaryKey,
        TableChange.DropUnique,
        TableChange.DropForeignKey,
        TableChange.DropCheck,
        TableChange.Strictness {

  /**
   * Says in a few words what this changes.
   *
   * @return for example {@code drop column "nick"}
   */
  String describe();

  /**
   * Calls the visitor's method for this kind of change.
   *
   * @param visitor what is to be done with each kind
   * @param <R> what it makes of them
   * @return what the visitor returned
   */
  <R> R accept(Visitor<R> visitor);

  /**
   * Does something with each kind of change, so that a new kind does not compile until everyone
   * answers.
   *
   * @param <R> what it makes of them
   */
  interface Visitor<R> {
    /** Answers for an added column, constraint or option. */
    R add(AddElement change);

    /** Answers for a column that becomes another. */
    R alterColumn(AlterColumn<?> change);

    /** Answers for a dropped column. */
    R dropColumn(DropColumn change);

    /** Answers for a renamed column. */
    R renameColumn(RenameColumn change);

    /** Answers for a constraint dropped by its name. */
    R dropConstraint(DropConstraint change);

    /** Answers for a dropped primary key. */
    R dropPrimaryKey(DropPrimaryKey change);

    /** Answers for a unique constraint dropped by its columns. */
    R dropUnique(DropUnique change);

    /** Answers for a foreign key dropped by its columns. */
    R dropForeignKey(DropForeignKey change);

    /** Answers for a check dropped by its expression. */
    R dropCheck(DropCheck change);

    /** Answers for a table that becomes strict or no longer is. */
    R strictness(Strictness change);
  }

  /**
   * A column goes, and its values with it.
   *
   * @param column its name
   */
  record DropColumn(Name column) implements TableChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropColumn(this);
    }

    @Override
    public String describe() {
      return "drop column " + column;
    }
  }

  /**
   * A column gets another name, everywhere.
   *
   * @param from the old name
   * @param to the new name
   */
  record RenameColumn(Name from, Name to) implements TableChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.renameColumn(this);
    }

    @Override
    public String describe() {
      return "rename column " + from + " to " + to;
    }
  }

  /**
   * The constraint of a name goes, whatever its kind.
   *
   * @param constraint its name
   */
  record DropConstraint(Name constraint) implements TableChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropConstraint(this);
    }

    @Override
    public String describe() {
      return "drop constraint " + constraint;
    }
  }

  /** The primary key goes. Its columns stay. */
  record DropPrimaryKey() implements TableChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropPrimaryKey(this);
    }

    @Override
    public String describe() {
      return "drop primary key";
    }
  }

  /**
   * The unique constraint of just these columns goes.
   *
   * @param columns in the order of the constraint
   */
  record DropUnique(List<Name> columns) implements TableChange {
    /** Copies the columns. */
    public DropUnique {
      columns = Columns.distinct("a unique constraint", columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropUnique(this);
    }

    @Override
    public String describe() {
      return "drop unique " + Columns.list(columns);
    }
  }

  /**
   * The foreign key of just these columns goes.
   *
   * @param columns in the order of the constraint
   */
  record DropForeignKey(List<Name> columns) implements TableChange {
    /** Copies the columns. */
    public DropForeignKey {
      columns = Columns.distinct("a foreign key", columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropForeignKey(this);
    }

    @Override
    public String describe() {
      return "drop foreign key " + Columns.list(columns);
    }
  }

  /**
   * The check with this expression goes.
   *
   * @param expression its SQL; spaces, comments, case and outer parentheses do not count
   */
  record DropCheck(String expression) implements TableChange {
    /** Checks that there is an expression. */
    public DropCheck {
      expression = Columns.expression("a check", expression);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.dropCheck(this);
    }

    @Override
    public String describe() {
      return "drop check (" + expression + ")";
    }
  }

  /**
   * The table becomes strict or no longer is.
   *
   * @param strict which of both
   */
  record Strictness(boolean strict) implements TableChange {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.strictness(this);
    }

    @Override
    public String describe() {
      return strict ? "become strict" : "be strict no longer";
    }
  }

  /** Where a new column goes. */
  sealed interface Position {

    /** After all other columns. */
    record Last() implements Position {}

    /** Before all other columns. */
    record First() implements Position {}

    /**
     * Before another column.
     *
     * @param column the other one
     */
    record Before(Name column) implements Position {}

    /**
     * After another column.
     *
     * @param column the other one
     */
    record After(Name column) implements Position {}

    /**
     * Returns the column that this position is told by.
     *
     * @return empty for the first and the last position
     */
    default Optional<Name> neighbour() {
      if (this instanceof Before before) {
        return Optional.of(before.column());
      }
      return this instanceof After after ? Optional.of(after.column()) : Optional.empty();
    }
  }
}
