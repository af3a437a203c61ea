package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.Unique;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.TableText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a table by its stored text, while its rows stay where they are.
 *
 * <p>The steps, in their order:
 *
 * <ol>
 *   <li>columns are added by SQLite itself;
 *   <li>queries that find the rows which the new text forbids;
 *   <li>rows that are older than a column whose default changes get the value they read;
 *   <li>indexes for new keys are built, under names of ours;
 *   <li>the text is written, and the indexes get the names that go with it;
 *   <li>indexes of keys that are gone are dropped;
 *   <li>what was written is read back, and checks are looked at whose columns compare otherwise
 *       now.
 * </ol>
 */
final class TextEditPlan {
  private static final Map<String, String> CLASSES =
      Map.of(
          "INT",
          "'integer'",
          "INTEGER",
          "'integer'",
          "REAL",
          "'real'",
          "TEXT",
          "'text'",
          "BLOB",
          "'blob'");

  private final SchemaCopy copy;
  private final TableChanges wanted;
  private final Name table;
  private final Violations violations;
  private final Layout before;
  private final Layout after;
  private final List<Step> steps = new ArrayList<>();

  private TextEditPlan(SchemaCopy copy, TableChanges wanted, Layout before, Layout after)
      throws SQLException {
    this.copy = copy;
    this.wanted = wanted;
    this.table = wanted.before().name();
    this.before = before;
    this.after = after;
    this.violations =
        new Violations(wanted.before(), RowidTable.of(copy.connection(), table, wanted.before()));
  }

  /** Returns the steps; those that change the schema have been played on the copy. */
  static List<Step> of(
      SchemaCopy copy, TableChanges wanted, Layout before, Layout after, Schema schema)
      throws SQLException {
    return new TextEditPlan(copy, wanted, before, after).steps(schema);
  }

  private List<Step> steps(Schema schema) throws SQLException {
    addColumns();
    refuseNulls();
    refuseMisfits();
    Set<Name> recollated = recollated();
    for (Check check : wanted.added(Check.class)) {
      if (recollated.stream().noneMatch(each -> ColumnUse.mentions(check.expression(), each))) {
        steps.add(violations.broken(check));
      }
    }
    for (ForeignKey key : wanted.added(ForeignKey.class)) {
      orphans(key, schema);
    }
    editText();
    for (Check check : wanted.after().constraints(Check.class)) {
      if (recollated.stream().anyMatch(each -> ColumnUse.mentions(check.expression(), each))) {
        steps.add(violations.broken(check));
      }
    }
    return List.copyOf(steps);
  }

  /** Adds columns as SQLite does; their unique constraints come with the text. */
  private void addColumns() throws SQLException {
    for (TableChange change : wanted.changes()) {
      if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
        Statement statement =
            Statement.schema(
                "ALTER TABLE main."
                    + table.sql()
                    + " ADD COLUMN "
                    + SqliteDdl.column(withoutUnique(column), wanted.before()),
                change.describe() + " to " + table);
        copy.play(statement.sql());
        steps.add(statement);
      }
    }
  }

  private static <T> Column<T> withoutUnique(Column<T> column) {
    return new Column<>(
        column.name(),
        column.type(),
        column.nullability(),
        column.fallback(),
        column.generation(),
        column.collation(),
        column.remark(),
        column.constraints().stream().filter(each -> !(each instanceof Unique)).toList());
  }

  private void refuseNulls() {
    for (Name column : wanted.sources().notNull()) {
      steps.add(
          violations.nulls(
              column, table.sql() + "." + column.sql(), wanted.sources().advice(column)));
    }
  }

  /** Finds values that a strict table refuses; a key of it refuses NULL too. */
  private void refuseMisfits() {
    if (!wanted.wanted().isStrict() || wanted.stored().isStrict()) {
      return;
    }
    for (ColumnText column : wanted.wanted().columns()) {
      String type = column.type().toUpperCase(Locale.ROOT);
      if (CLASSES.containsKey(type)) {
        steps.add(violations.misfits(column.name(), type, CLASSES.get(type)));
      }
    }
    Optional<PrimaryKey> key = wanted.after().primaryKey();
    for (Name column : key.map(PrimaryKey::columns).orElse(List.of())) {
      if (after.alias().isEmpty() && !wanted.sources().notNull().contains(column)) {
        steps.add(
            violations.nulls(
                column,
                table.sql() + "." + column.sql(),
                ", which the primary key of a strict table refuses."));
      }
    }
  }

  /** Returns the columns whose texts compare otherwise from now on. */
  private Set<Name> recollated() {
    Set<Name> columns = new LinkedHashSet<>();
    for (TableChange change : wanted.changes()) {
      if (change instanceof AlterColumn<?> alter && alter.collation().isPresent()) {
        columns.add(alter.column());
      }
    }
    return columns;
  }

  /** Looks for orphans if the table that is referenced is there; else the revision's end does. */
  private void orphans(ForeignKey key, Schema schema) throws SQLException {
    Optional<Table> parent =
        key.table().equals(table) ? Optional.of(wanted.after()) : schema.table(key.table());
    List<Name> targets =
        key.targets().isEmpty()
            ? parent.flatMap(Table::primaryKey).map(PrimaryKey::columns).orElse(List.of())
            : key.targets();
    boolean there =
        parent.isPresent()
            && targets.size() == key.columns().size()
            && targets.stream().allMatch(each -> parent.get().column(each).isPresent());
    if (there && wanted.rows() == TableChanges.Rows.FINAL) {
      steps.add(violations.orphans(key, targets));
    }
  }

  private void editText() throws SQLException {
    TableText stored = TableText.read(copy.tableText(table).orElseThrow());
    List<StoredObject> triggers = copy.triggersOn(table);
    List<StoredObject> temporary = copy.temporaryTriggersOn(table);
    CatalogEdit edit = new CatalogEdit().table(table, wanted.wanted().sql());
    OlderRows older = new OlderRows(copy, stored, wanted.wanted());
    if (!older.isEmpty()) {
      for (StoredObject trigger : temporary) {
        steps.add(
            Statement.rows(
                "DROP TRIGGER temp." + Name.found(trigger.name()).sql(),
                "put temporary trigger " + Name.found(trigger.name()) + " out of the way"));
      }
      steps.addAll(older.steps(triggers, wanted.use(before)));
      OlderRows.wake(edit, triggers);
    }
    makeCounters();
    KeyIndexes keys = new KeyIndexes(table, before, after);
    steps.addAll(keys.build(copy, violations));
    keys.rename(edit, before.columns().get(0).name());
    steps.addAll(edit.steps(copy, "edit the text of " + table));
    steps.addAll(keys.drop(copy));
    steps.addAll(keys.statistics(copy));
    startCounter();
    steps.add(
        Statement.rows(
            "SELECT 1 FROM main." + table.sql() + " LIMIT 0", "read the new text of " + table));
    if (!older.isEmpty()) {
      for (StoredObject trigger : temporary) {
        steps.add(
            Statement.rows(
                Qualified.temporary(trigger.sql()),
                "make temporary trigger " + Name.found(trigger.name()) + " again"));
      }
    }
  }

  /** Makes the table of counters, which SQLite takes for granted once a text autoincrements. */
  private void makeCounters() throws SQLException {
    if (!counts(wanted.after())
        || copy.objects().stream().anyMatch(object -> object.name().equals("sqlite_sequence"))) {
      return;
    }
    Name counter = copy.free("retort_counter");
    for (String sql :
        List.of(
            "CREATE TABLE main." + counter.sql() + " (id INTEGER PRIMARY KEY AUTOINCREMENT)",
            "DROP TABLE main." + counter.sql())) {
      Statement statement = Statement.schema(sql, "let SQLite make its table of counters");
      copy.play(statement.sql());
      steps.add(statement);
    }
  }

  private static boolean counts(Table table) {
    return table.primaryKey().filter(PrimaryKey::autoincrement).isPresent();
  }

  /** Lets a key that autoincrements from now on go on from the greatest one that was given. */
  private void startCounter() {
    if (!counts(wanted.after()) || counts(wanted.before())) {
      return;
    }
    String name = Literal.of(table.text()).sql();
    String key = table.sql() + "." + after.alias().orElseThrow().sql();
    steps.add(
        Statement.rows(
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT "
                + name
                + ", max("
                + key
                + ") FROM main."
                + table.sql()
                + " WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_sequence WHERE name = "
                + name
                + " COLLATE NOCASE) HAVING count(*) > 0",
            "start the AUTOINCREMENT counter of " + table));
  }
}
