package dev.retort.benchmarks;

import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.unique;

import dev.retort.schema.ColumnType;
import dev.retort.schema.TableChange;
import java.util.List;

/**
 * A change of the {@link NarrowTable}, and how it is made by hand.
 *
 * @param name what it is
 * @param change the change
 * @param setup what is run before the clock is started; empty for nothing
 * @param shape the columns of the new table, as they are written by hand
 * @param columns the columns that are copied, by their new names
 * @param values what is copied
 */
record AlterTableCase(
    String name, TableChange change, String setup, String shape, String columns, String values) {
  private static final String ID = "id INTEGER PRIMARY KEY, ";
  private static final String FRESH = "ALTER TABLE t ADD COLUMN f INTEGER";

  /** Returns the nine changes, and two that no row is looked at for. */
  static List<AlterTableCase> all() {
    return List.of(
        of(
            "type of other affinity",
            alterColumn("b").type(ColumnType.text()),
            "a INT NOT NULL, b TEXT, c TEXT, d REAL"),
        of(
            "type of same affinity",
            alterColumn("b").type(ColumnType.bigint()),
            "a INT NOT NULL, b BIGINT, c TEXT, d REAL"),
        of(
            "NOT NULL on",
            alterColumn("b").notNull(),
            "a INT NOT NULL, b INT NOT NULL, c TEXT, d REAL"),
        of(
            "DEFAULT set",
            alterColumn("b").defaultValue(7),
            "a INT NOT NULL, b INT DEFAULT 7, c TEXT, d REAL"),
        of(
            "CHECK added",
            add(check("a >= 0")),
            "a INT NOT NULL, b INT, c TEXT, d REAL, CHECK (a >= 0)"),
        fresh(
            "UNIQUE added on a fresh column",
            add(unique("f")),
            "a INT NOT NULL, b INT, c TEXT, d REAL, f INTEGER, UNIQUE (f)"),
        fresh(
            "FK added on a fresh column",
            add(foreignKey("f").references("t", "id")),
            "a INT NOT NULL, b INT, c TEXT, d REAL, f INTEGER, FOREIGN KEY (f) REFERENCES t (id)"),
        new AlterTableCase(
            "column dropped",
            dropColumn("b"),
            "",
            ID + "a INT NOT NULL, c TEXT, d REAL",
            "id, a, c, d",
            "id, a, c, d"),
        new AlterTableCase(
            "column renamed",
            renameColumn("b", "renamed"),
            "",
            ID + "a INT NOT NULL, renamed INT, c TEXT, d REAL",
            "id, a, renamed, c, d",
            "id, a, b, c, d"),
        edited("CHECK dropped (no scan)", dropCheck("b >= 0"), "b INT CHECK (b >= 0)"),
        edited("DEFAULT dropped", alterColumn("b").dropDefault(), "b INT DEFAULT 7"));
  }

  private static AlterTableCase of(String name, TableChange change, String shape) {
    return new AlterTableCase(name, change, "", ID + shape, "id, a, b, c, d", "id, a, b, c, d");
  }

  private static AlterTableCase fresh(String name, TableChange change, String shape) {
    String columns = "id, a, b, c, d, f";
    return new AlterTableCase(name, change, FRESH, ID + shape, columns, columns);
  }

  /** The table has had the clause from the beginning: its text says so, and all rows fit. */
  private static AlterTableCase edited(String name, TableChange change, String had) {
    String setup =
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'b INT', '"
            + had
            + "') WHERE name = 't'; PRAGMA writable_schema = RESET";
    String columns = "id, a, b, c, d";
    String shape = ID + "a INT NOT NULL, b INT, c TEXT, d REAL";
    return new AlterTableCase(name, change, setup, shape, columns, columns);
  }
}
