package dev.retort.sqlite.differential;

import dev.retort.schema.Drift.Difference;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.TableText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A change of a schema that no revision made.
 *
 * @param kind what it is, for example {@code drop index}
 * @param object the name of what was changed
 * @param sql the statement
 */
record ChangeByHand(String kind, String object, String sql) {
  static final List<String> KINDS =
      List.of(
          "drop index",
          "drop trigger",
          "drop view",
          "drop table",
          "add column",
          "drop column",
          "rename column",
          "rename table",
          "other type",
          "other default",
          "other check");

  /** Makes one that SQLite takes. */
  static ChangeByHand make(MemoryDatabase database, Dice dice) throws SQLException {
    database.execute("PRAGMA foreign_keys = OFF");
    List<ChangeByHand> all = new ArrayList<>();
    for (List<String> object :
        database.rows(
            "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name" + Facts.OURS)) {
      String name = MemoryDatabase.name(object.get(1));
      all.add(
          new ChangeByHand(
              "drop " + object.get(0), object.get(1), "DROP " + object.get(0) + " " + name));
      if (object.get(0).equals("table")) {
        tableChanges(database, object.get(1), all);
      }
    }
    while (!all.isEmpty()) {
      String kind = dice.of(all.stream().map(ChangeByHand::kind).distinct().toList());
      List<ChangeByHand> ofKind = all.stream().filter(each -> each.kind.equals(kind)).toList();
      ChangeByHand change = dice.of(ofKind);
      if (change.takenBy(database)) {
        return change;
      }
      all.remove(change);
    }
    throw new AssertionError("no change can be made");
  }

  private static void tableChanges(MemoryDatabase database, String table, List<ChangeByHand> all)
      throws SQLException {
    String alter = "ALTER TABLE " + MemoryDatabase.name(table);
    all.add(new ChangeByHand("add column", "byhand", alter + " ADD COLUMN byhand INT DEFAULT 4"));
    all.add(new ChangeByHand("rename table", table, alter + " RENAME TO byhand"));
    for (String column :
        database.strings(
            "SELECT name FROM pragma_table_info(" + MemoryDatabase.text(table) + ")")) {
      String name = MemoryDatabase.name(column);
      all.add(new ChangeByHand("drop column", column, alter + " DROP COLUMN " + name));
      all.add(
          new ChangeByHand(
              "rename column", column, alter + " RENAME COLUMN " + name + " TO byhand"));
    }
    texts(database, table, all);
  }

  /** Edits of the stored text, which a rebuild by hand comes to. */
  private static void texts(MemoryDatabase database, String table, List<ChangeByHand> all)
      throws SQLException {
    String stored =
        database
            .strings(
                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = "
                    + MemoryDatabase.text(table))
            .get(0);
    TableText text = TableText.read(stored);
    all.add(edit("other check", table, table, text.addConstraint("CHECK (7 = 7)")));
    for (ColumnText column : text.columns()) {
      String name = column.name().text();
      if (!text.isStrict() && !column.sql().toUpperCase(Locale.ROOT).contains("KEY")) {
        all.add(edit("other type", table, name, text.type(column.name(), "BYHAND")));
      }
      if (column.generatedAs().isEmpty()) {
        all.add(edit("other default", table, name, text.defaultTo(column.name(), "'by hand'")));
      }
    }
  }

  private static ChangeByHand edit(String kind, String table, String object, TableText text) {
    return new ChangeByHand(
        kind,
        object,
        "UPDATE sqlite_schema SET sql = %s WHERE type = 'table' AND name = %s"
            .formatted(MemoryDatabase.text(text.sql()), MemoryDatabase.text(table)));
  }

  private boolean takenBy(MemoryDatabase database) throws SQLException {
    String before = database.strings("SELECT group_concat(sql) FROM sqlite_schema").get(0);
    database.execute("SAVEPOINT byhand");
    if (sql.startsWith("UPDATE")) {
      database.execute("PRAGMA writable_schema = ON");
    }
    boolean taken = database.takes(sql);
    database.execute("PRAGMA writable_schema = RESET");
    taken =
        taken
            && !before.equals(
                database.strings("SELECT group_concat(sql) FROM sqlite_schema").get(0));
    if (!taken) {
      database.execute("ROLLBACK TO byhand");
      database.execute("PRAGMA writable_schema = RESET");
    }
    database.execute("RELEASE byhand");
    return taken;
  }

  boolean isNamedBy(Difference difference) {
    return difference.words().toLowerCase(Locale.ROOT).contains(object.toLowerCase(Locale.ROOT));
  }
}
