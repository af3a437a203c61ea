package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the rows of an old table, converted, as literals into a new one, row by row. */
final class RowTransfer {
  private final TableModel before;
  private final TableModel after;
  private final MemoryDatabase old;
  private final MemoryDatabase made;

  RowTransfer(TableModel before, TableModel after, MemoryDatabase old, MemoryDatabase made) {
    this.before = before;
    this.after = after;
    this.old = old;
    this.made = made;
  }

  /**
   * Takes all rows over.
   *
   * @throws SQLException when the new table does not take them
   * @throws Wrong when it takes them, but not as they are
   */
  void run() throws SQLException, Wrong {
    Rowid oldRowid = Rowid.of(old, before.name());
    Rowid newRowid = Rowid.of(made, after.name());
    List<ColumnModel> columns = valued(newRowid, oldRowid);
    List<String> selected = new ArrayList<>();
    selected.add(oldRowid.word().map(word -> "t." + word).orElse("NULL"));
    for (ColumnModel column : columns) {
      selected.add(MemoryDatabase.literal(value(column, oldRowid)));
    }
    List<String> names = new ArrayList<>();
    boolean hidden = newRowid.alias().isEmpty() && newRowid.word().isPresent();
    if (hidden) {
      names.add(newRowid.word().get());
    }
    columns.forEach(column -> names.add(MemoryDatabase.name(column.name())));
    for (List<String> row :
        old.rows(
            "SELECT "
                + String.join(", ", selected)
                + " FROM main."
                + MemoryDatabase.name(before.name())
                + " AS t"
                + oldRowid.word().map(word -> " ORDER BY t." + word).orElse(""))) {
      List<String> values = row.subList(1, row.size());
      requireHeld(columns, values, newRowid);
      List<String> all = new ArrayList<>(values);
      if (hidden) {
        all.add(0, row.get(0));
      }
      insert(names, all);
    }
    LossCheck.run(before, after, old);
  }

  private void insert(List<String> names, List<String> values) throws SQLException {
    String target = "INSERT OR ABORT INTO main." + MemoryDatabase.name(after.name());
    made.execute(
        names.isEmpty()
            ? target + " DEFAULT VALUES"
            : target
                + " ("
                + String.join(", ", names)
                + ") VALUES ("
                + String.join(", ", values)
                + ")");
  }

  /** Returns the columns that get a value; the others get their default. */
  private List<ColumnModel> valued(Rowid newRowid, Rowid oldRowid) {
    List<ColumnModel> valued = new ArrayList<>();
    for (ColumnModel column : after.columns()) {
      boolean isRowid = isRowid(column, newRowid) && oldRowid.word().isPresent();
      boolean given = !column.origin().added() || column.origin().backfill().isPresent();
      if (!column.isGenerated() && (given || isRowid)) {
        valued.add(column);
      }
    }
    return valued;
  }

  private static boolean isRowid(ColumnModel column, Rowid rowid) {
    return rowid.alias().filter(alias -> alias.equalsIgnoreCase(column.name())).isPresent();
  }

  private String value(ColumnModel column, Rowid oldRowid) {
    Origin origin = column.origin();
    Optional<String> backfill = origin.backfill().map(sql -> "(" + before.fill(sql) + ")");
    if (origin.added()) {
      return backfill.orElseGet(() -> "t." + oldRowid.word().orElseThrow());
    }
    String own = "t." + MemoryDatabase.name(before.column(column.id()).orElseThrow().name());
    String value = origin.using().map(sql -> "(" + before.fill(sql) + ")").orElse(own);
    return backfill.map(sql -> "coalesce(" + value + ", " + sql + ")").orElse(value);
  }

  /** SQLite would give a NULL of the rowid a number of its own. */
  private void requireHeld(List<ColumnModel> columns, List<String> values, Rowid rowid)
      throws Wrong {
    for (int at = 0; at < columns.size(); at++) {
      ColumnModel column = columns.get(at);
      boolean keyed = column.origin().keyed() || isRowid(column, rowid);
      if (keyed && values.get(at).equals("NULL")) {
        throw new Wrong("NULL in the key column " + column.name());
      }
    }
  }
}
