package dev.retort.sqlite;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import dev.retort.sql.Expressions;
import dev.retort.sqlite.text.ColumnPlace;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.ConstraintText;
import dev.retort.sqlite.text.TableText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes a change in the stored text of a table; what the change does not name stays as written. */
final class TextEdit implements TableChange.Visitor<TableText> {
  private static final Set<String> INTEGERS = Set.of("SMALLINT", "INTEGER", "BIGINT");

  private final TableText text;
  private final Table before;
  private final Table after;

  /**
   * Makes an edit.
   *
   * @param text the text before the change
   * @param before the table before it
   * @param after the table after it
   */
  TextEdit(TableText text, Table before, Table after) {
    this.text = text;
    this.before = before;
    this.after = after;
  }

  @Override
  public TableText add(AddElement change) {
    TableElement element = change.element();
    if (element instanceof Column<?> column) {
      return text.addColumn(SqliteDdl.column(column, after), place(change.position()));
    } else if (element instanceof Constraint constraint) {
      return rowidKey(constraint).addConstraint(SqliteDdl.constraint(constraint));
    }
    return element == TableOption.STRICT ? strict() : text.withoutRowid();
  }

  /** Makes the only column of an added key INTEGER if it is an integer, so that it is the rowid. */
  private TableText rowidKey(Constraint constraint) {
    if (!(constraint instanceof PrimaryKey key) || key.columns().size() != 1) {
      return text;
    }
    Name only = key.columns().get(0);
    Optional<String> declared = text.column(only).map(column -> column.type());
    return declared.filter(type -> INTEGERS.contains(type.toUpperCase(Locale.ROOT))).isPresent()
        ? text.type(only, "INTEGER")
        : text;
  }

  private static ColumnPlace place(TableChange.Position position) {
    if (position instanceof TableChange.Position.First) {
      return ColumnPlace.FIRST;
    } else if (position instanceof TableChange.Position.Before before) {
      return ColumnPlace.before(before.column());
    } else if (position instanceof TableChange.Position.After after) {
      return ColumnPlace.after(after.column());
    }
    return ColumnPlace.LAST;
  }

  @Override
  public TableText alterColumn(AlterColumn<?> change) {
    Name column = change.column();
    TableText edited = text;
    if (change.type().isPresent()) {
      Column<?> retyped = after.column(column).orElseThrow();
      edited = edited.type(column, SqliteTypes.declared(retyped, after));
    }
    if (change.nullability().isPresent()) {
      edited =
          change.nullability().get() == Nullability.NOT_NULL
              ? edited.notNull(column)
              : edited.nullable(column);
    }
    if (change.fallback().isPresent()) {
      edited =
          change.fallback().get().equals(AlterColumn.NO_DEFAULT)
              ? edited.dropDefault(column)
              : edited.defaultTo(column, change.fallback().get().sql());
    }
    if (change.collation().isPresent()) {
      String collation = change.collation().get();
      edited =
          collation.isEmpty()
              ? edited.dropCollate(column)
              : edited.collate(column, Name.found(collation).sql());
    }
    if (change.autoincrementing().isPresent()) {
      edited =
          change.autoincrementing().get() ? edited.autoincrement() : edited.dropAutoincrement();
    }
    return edited;
  }

  @Override
  public TableText dropColumn(TableChange.DropColumn change) {
    List<Name> column = List.of(change.column());
    TableText edited = text;
    if (before.constraints(Unique.class).stream().anyMatch(each -> each.columns().equals(column))) {
      edited = edited.dropUnique(column);
    }
    if (before.constraints(ForeignKey.class).stream()
        .anyMatch(each -> each.columns().equals(column))) {
      edited = edited.dropForeignKey(column);
    }
    edited = edited.dropColumn(change.column());
    for (Check check : before.constraints(Check.class)) {
      if (check.owner().equals(Optional.of(change.column()))
          && before.constraints(Check.class).stream().noneMatch(each -> isOfTable(each, check))
          && edited.constraints().stream().anyMatch(each -> isCheck(each, check))) {
        edited = edited.dropCheck(check.expression());
      }
    }
    return edited;
  }

  private static boolean isOfTable(Check other, Check check) {
    return other.owner().isEmpty() && Expressions.same(other.expression(), check.expression());
  }

  /** A check of a column that was added by itself stands behind the columns. */
  private static boolean isCheck(ConstraintText text, Check check) {
    return text.kind() == ConstraintText.Kind.CHECK
        && Expressions.same(text.expression(), check.expression());
  }

  @Override
  public TableText renameColumn(TableChange.RenameColumn change) {
    throw new IllegalStateException("a column is renamed by SQLite itself: " + change);
  }

  @Override
  public TableText dropConstraint(TableChange.DropConstraint change) {
    return text.dropConstraint(change.constraint());
  }

  @Override
  public TableText dropPrimaryKey(TableChange.DropPrimaryKey change) {
    TableText edited = text.dropPrimaryKey();
    List<Name> key = before.primaryKey().map(PrimaryKey::columns).orElse(List.of());
    if (key.size() != 1) {
      return edited;
    }
    // An integer is INTEGER only as long as it is the rowid.
    Column<?> column = after.column(key.get(0)).orElseThrow();
    String type = SqliteTypes.declared(column, after);
    return text.column(column.name()).filter(was -> was.type().equals(type)).isPresent()
        ? edited
        : edited.type(column.name(), type);
  }

  @Override
  public TableText dropUnique(TableChange.DropUnique change) {
    return text.dropUnique(change.columns());
  }

  @Override
  public TableText dropForeignKey(TableChange.DropForeignKey change) {
    return text.dropForeignKey(change.columns());
  }

  @Override
  public TableText dropCheck(TableChange.DropCheck change) {
    return text.dropCheck(change.expression());
  }

  @Override
  public TableText strictness(TableChange.Strictness change) {
    return change.strict() ? strict() : text.notStrict();
  }

  /** A strict table knows few types, and the others become those that store alike. */
  private TableText strict() {
    TableText strict = text.strict();
    for (ColumnText column : text.columns()) {
      Optional<String> type = SqliteTypes.strictWord(column.type());
      if (type.isPresent()) {
        // A key that is INTEGER would be the rowid from then on.
        List<Name> only = List.of(column.name());
        boolean key = before.primaryKey().filter(each -> each.columns().equals(only)).isPresent();
        String word = key && type.get().equals("INTEGER") ? "INT" : type.get();
        strict = strict.type(column.name(), word);
      }
    }
    return strict;
  }
}
