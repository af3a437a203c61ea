package dev.retort.op;

import dev.retort.schema.AlterColumn;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Ddl;
import dev.retort.schema.Nullability;
import dev.retort.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an {@link AlterColumn} makes of a column, and what makes it as it was. */
final class ColumnAlteration {
  private ColumnAlteration() {}

  static Column<?> apply(Column<?> column, AlterColumn<?> change) {
    Column<?> changed = change.type().isPresent() ? column.retyped(change.type().get()) : column;
    if (change.nullability().isPresent()) {
      changed = changed.with(change.nullability().get());
    }
    if (change.fallback().isPresent()) {
      changed =
          changed.defaulting(change.fallback().filter(to -> !to.equals(AlterColumn.NO_DEFAULT)));
    }
    if (change.collation().isPresent()) {
      changed = changed.collated(change.collation().filter(to -> !to.isEmpty()));
    }
    return change.remark().isPresent() ? changed.comment(change.remark().get()) : changed;
  }

  static List<TableChange> inverse(Column<?> before, AlterColumn<?> change) {
    AlterColumn<?> back = Ddl.alterColumn(before);
    if (change.type().isPresent()) {
      back = retype(back, before.type());
    }
    if (change.nullability().isPresent()) {
      back = before.nullability() == Nullability.NOT_NULL ? back.notNull() : back.nullable();
    }
    if (change.fallback().isPresent()) {
      back = back.defaulting(before.fallback().orElse(AlterColumn.NO_DEFAULT));
    }
    if (change.collation().isPresent()) {
      Optional<String> collation = before.collation();
      back = collation.isPresent() ? back.collate(collation.get()) : back.dropCollate();
    }
    if (change.autoincrementing().isPresent()) {
      back = back.autoincrement(!change.autoincrementing().get());
    }
    if (change.remark().isPresent()) {
      back = back.comment(before.remark().orElse(""));
    }
    List<TableChange> changes = new ArrayList<>();
    changes.add(back);
    return changes;
  }

  /** Returns the change that gives a column the type that it has. */
  static TableChange retyping(Column<?> column) {
    return retype(Ddl.alterColumn(column), column.type());
  }

  private static AlterColumn<?> retype(AlterColumn<?> change, ColumnType<?> type) {
    return change.type(type);
  }
}
