package dev.retort.sqlite;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.Generation;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.TableChange;
import dev.retort.schema.Unique;

/**
 * The table of strategies: which way each change of a table is made.
 *
 * <p>SQLite's own ALTER TABLE is taken where it loses nothing: {@code RENAME COLUMN}, and {@code
 * ADD COLUMN} where no row is written. Its {@code DROP COLUMN} takes comments of neighbours along
 * and writes every row in place, which is slower than a rebuild.
 */
final class StrategyTable implements TableChange.Visitor<Choice> {

  @Override
  public Choice add(AddElement change) {
    if (!(change.element() instanceof Column<?> column)) {
      return Choice.rebuild("SQLite cannot add it in place");
    }
    if (!change.position().equals(new TableChange.Position.Last())) {
      return Choice.rebuild("SQLite adds a column only behind all others");
    }
    if (change.backfill().isPresent()) {
      return Choice.rebuild("every row gets the value of its backfill");
    }
    return add(column);
  }

  private static Choice add(Column<?> column) {
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof PrimaryKey || constraint instanceof Unique) {
        return Choice.rebuild("SQLite cannot add a column with a " + constraint.describe());
      }
    }
    if (column.generation().filter(how -> how.storage() == Generation.Storage.STORED).isPresent()) {
      return Choice.rebuild("every row gets the value of the generated column");
    }
    if (column.fallback().filter(fallback -> !fallback.isConstant()).isPresent()) {
      return Choice.rebuild("every row gets the value of the default");
    }
    if (column.nullability() == Nullability.NOT_NULL
        && column.fallback().filter(fallback -> !fallback.isNull()).isEmpty()
        && column.generation().isEmpty()) {
      return Choice.rebuild("SQLite cannot add a column that must not be NULL without a default");
    }
    return Choice.inPlace("SQLite adds the column in place, and no row changes");
  }

  @Override
  public Choice alterColumn(AlterColumn<?> change) {
    if (change.equals(AlterColumn.of(change.column()))) {
      return Choice.none("nothing of it is to change");
    }
    AlterColumn<?> remarkOnly =
        change.remark().isPresent()
            ? AlterColumn.of(change.column()).comment(change.remark().get())
            : AlterColumn.of(change.column());
    return change.equals(remarkOnly)
        ? Choice.none("SQLite keeps no comments")
        : Choice.rebuild(reason(change));
  }

  /** Says what of a change is the dearest. */
  private static String reason(AlterColumn<?> change) {
    if (change.type().isPresent()) {
      return "every value is stored as the new type has it";
    } else if (change.nullability().filter(to -> to == Nullability.NOT_NULL).isPresent()) {
      return "every row is looked at for NULL";
    } else if (change.collation().isPresent()) {
      return "indexes are in the order of the collation";
    }
    return "SQLite cannot change it in place and keep the text as it is written";
  }

  @Override
  public Choice dropColumn(TableChange.DropColumn change) {
    return Choice.rebuild("every row loses the value of " + change.column());
  }

  @Override
  public Choice renameColumn(TableChange.RenameColumn change) {
    return Choice.inPlace("SQLite renames the column in place, and in all that refers to it");
  }

  @Override
  public Choice dropConstraint(TableChange.DropConstraint change) {
    return rebuilt();
  }

  @Override
  public Choice dropPrimaryKey(TableChange.DropPrimaryKey change) {
    return rebuilt();
  }

  @Override
  public Choice dropUnique(TableChange.DropUnique change) {
    return rebuilt();
  }

  @Override
  public Choice dropForeignKey(TableChange.DropForeignKey change) {
    return rebuilt();
  }

  @Override
  public Choice dropCheck(TableChange.DropCheck change) {
    return rebuilt();
  }

  @Override
  public Choice strictness(TableChange.Strictness change) {
    return Choice.rebuild("every value is checked against the type of its column");
  }

  private static Choice rebuilt() {
    return Choice.rebuild("SQLite cannot drop it in place and keep the text as it is written");
  }
}
