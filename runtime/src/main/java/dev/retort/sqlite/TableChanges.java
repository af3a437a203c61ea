package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.Unique;
import dev.retort.sqlite.text.TableText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the changes of one table come to, its renames aside.
 *
 * @param changes the changes, with the names that columns have after the renames
 * @param before the table before them
 * @param after the table after them
 * @param stored its text before them
 * @param wanted its text after them
 * @param sources where the values of its columns come from
 * @param indexes its indexes
 * @param rows whether the revision changes rows after them
 */
record TableChanges(
    List<TableChange> changes,
    Table before,
    Table after,
    TableText stored,
    TableText wanted,
    RowSources sources,
    List<StoredObject> indexes,
    Rows rows) {

  /** Whether a revision is done with rows, so that what is wrong with them stays wrong. */
  enum Rows {
    FINAL,
    MAY_CHANGE
  }

  static TableChanges of(
      Schema schema,
      Name name,
      List<TableChange> changes,
      TableText stored,
      List<StoredObject> indexes,
      Rows rows) {
    TableText text = stored;
    Schema now = schema;
    RowSources sources = new RowSources(name);
    for (TableChange change : changes) {
      Schema next = new AlterTable(name, List.of(change)).apply(now).after();
      Table before = now.table(name).orElseThrow();
      text = change.accept(new TextEdit(text, before, next.table(name).orElseThrow()));
      sources.note(change);
      now = next;
    }
    return new TableChanges(
        changes,
        schema.table(name).orElseThrow(),
        now.table(name).orElseThrow(),
        stored,
        text,
        sources,
        indexes,
        rows);
  }

  /** Returns the constraints of a kind that are there after the changes and were not before. */
  <C extends Constraint> List<C> added(Class<C> kind) {
    List<C> added = new ArrayList<>(after.constraints(kind));
    before.constraints(kind).forEach(added::remove);
    return added;
  }

  /** Returns the columns that hold other values than before. */
  Set<Name> changed() {
    Set<Name> columns = new LinkedHashSet<>();
    for (TableChange change : changes) {
      if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
        columns.add(column.name());
      } else if (change instanceof AlterColumn<?> alter) {
        columns.add(alter.column());
      }
    }
    return columns;
  }

  /** Returns what depends on the columns of the table as it is stored. */
  ColumnUse use(Layout layout) {
    return new ColumnUse(layout, stored, indexes.stream().map(StoredObject::sql).toList());
  }

  /** Says whether references between rows may break, though no row changes. */
  boolean touchesReferences() {
    return !before.constraints(ForeignKey.class).containsAll(after.constraints(ForeignKey.class))
        || !before.constraints(Unique.class).equals(after.constraints(Unique.class))
        || !before.constraints(PrimaryKey.class).equals(after.constraints(PrimaryKey.class));
  }
}
