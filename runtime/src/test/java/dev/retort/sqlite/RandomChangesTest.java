package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropConstraint;
import static dev.retort.schema.Ddl.dropPrimaryKey;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.strict;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;

import dev.retort.error.MigrationException;
import dev.retort.error.RevisionFailedException;
import dev.retort.op.AlterTable;
import dev.retort.op.CreateTable;
import dev.retort.op.Inverse;
import dev.retort.op.Migration;
import dev.retort.op.Operation;
import dev.retort.run.RebuildMode;
import dev.retort.schema.AddElement;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Constraint;
import dev.retort.schema.Drift;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.Unique;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random tables go through random changes: what is computed and what the database has become agree,
 * rows survive, and what can be undone is.
 *
 * <p>{@code -Dretort.tables=10000} makes more of them, {@code -Dretort.seed=7} others.
 */
class RandomChangesTest {
  private static final int TABLES = Integer.getInteger("retort.tables", 300);
  private static final long SEED = Long.getLong("retort.seed", 20_261_120L);
  private static final Name TABLE = Name.of("The Table");
  private static final String NO_RENAME = "error in table The Table after rename";

  @Test
  void computedAndRealTablesAgree() throws SQLException {
    int ran = 0;
    int refused = 0;
    for (int number = 0; number < TABLES; number++) {
      long seed = SEED + number;
      try {
        Trial cheapest = new Trial(new Random(seed), RebuildMode.AUTO);
        Trial classic = new Trial(new Random(seed), RebuildMode.CLASSIC);
        Outcome outcome = cheapest.run();
        Outcome reference = classic.run();
        assertWithMessage("%s; classic: %s", cheapest.said, classic.said)
            .that(outcome)
            .isEqualTo(reference);
        ran += outcome == Outcome.RAN ? 1 : 0;
        refused += outcome == Outcome.REFUSED ? 1 : 0;
      } catch (AssertionError | RuntimeException | SQLException wrong) {
        throw new AssertionError("with -Dretort.seed=" + seed + " -Dretort.tables=1", wrong);
      }
    }
    assertWithMessage("%s ran, %s were refused", ran, refused).that(ran).isAtLeast(TABLES / 3);
  }

  private enum Outcome {
    RAN,
    REFUSED,
    NOTHING
  }

  private static final class Trial {
    private final Random random;
    private final RebuildMode mode;
    private int names;
    private String said = "";

    Trial(Random random, RebuildMode mode) {
      this.random = random;
      this.mode = mode;
    }

    Outcome run() throws SQLException {
      Table table = table();
      try (TestDatabase database =
          TestDatabase.inMemory("CREATE TABLE parent (id INTEGER PRIMARY KEY)")) {
        database.execute(SqliteDdl.createTable(table));
        fill(database, table);
        Schema before = SqliteInspection.inspect(database.connection());
        assertThat(Shapes.of(before).get("table " + TABLE))
            .isEqualTo(
                Shapes.of(new CreateTable(table).apply(Schema.empty()).after())
                    .get("table " + TABLE));
        AlterTable operation = changes(before);
        if (operation == null) {
          return Outcome.NOTHING;
        }
        return compare(database, before, operation);
      }
    }

    private Outcome compare(TestDatabase database, Schema before, AlterTable operation)
        throws SQLException {
      String what = operation.describe();
      Migration revision =
          op ->
              op.alterTable(
                  operation.table().text(), operation.changes().toArray(TableChange[]::new));
      Snapshot snapshot = database.snapshot();
      List<String> rows = database.query(rows(operation));
      try {
        database.migrator(mode, revision).upgrade();
      } catch (RevisionFailedException data) {
        said = what + ": " + data.getMessage();
        assertWithMessage(what).that(snapshot.differences(database.snapshot())).isEmpty();
        return Outcome.REFUSED;
      } catch (MigrationException refused) {
        said = what + ": " + refused.getMessage();
        assertWithMessage(what).that(snapshot.differences(database.snapshot())).isEmpty();
        assertWithMessage(what)
            .that(refused.getMessage())
            .containsMatch(
                "would be a text|no such column|unknown datatype|missing datatype|" + NO_RENAME);
        return Outcome.REFUSED;
      }
      Schema after = SqliteInspection.inspect(database.connection());
      assertWithMessage(what)
          .that(shapes(after))
          .isEqualTo(shapes(operation.apply(before).after()));
      assertWithMessage(what).that(database.query(rows(operation))).isEqualTo(rows);
      assertWithMessage(what)
          .that(kept(database, before, after))
          .isEqualTo(kept(snapshot, before, after));
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
      Drift drift = database.migrator(mode, revision).check().drift();
      assertWithMessage(what).that(drift.differences()).isEmpty();
      assertWithMessage(what).that(drift.unchecked()).isEmpty();
      undo(database, before, operation, revision);
      return Outcome.RAN;
    }

    private void undo(
        TestDatabase database, Schema before, AlterTable operation, Migration revision)
        throws SQLException {
      if (!(operation.inverse(before) instanceof Inverse.Known)) {
        return;
      }
      Snapshot above = database.snapshot();
      try {
        database.migrator(mode, revision).downgrade("base");
      } catch (RevisionFailedException data) {
        assertThat(above.differences(database.snapshot())).isEmpty();
        return;
      } catch (MigrationException refused) {
        if (sqliteCannotRename(database, operation)) {
          return;
        }
        throw new AssertionError(
            operation.describe() + "\nis undone by " + operation.inverse(before), refused);
      }
      assertWithMessage("undone: " + operation.describe())
          .that(shapes(SqliteInspection.inspect(database.connection())))
          .isEqualTo(shapes(before));
    }

    /**
     * SQLite cannot rename an INTEGER PRIMARY KEY that stands behind a UNIQUE with the same column:
     * {@code CREATE TABLE t (a INTEGER, b, UNIQUE (a, b), PRIMARY KEY (a))}.
     */
    private static boolean sqliteCannotRename(TestDatabase database, AlterTable operation)
        throws SQLException {
      for (TableChange change : operation.changes()) {
        if (change instanceof TableChange.RenameColumn rename) {
          database.execute("SAVEPOINT rename");
          try {
            database.execute(
                "ALTER TABLE %s RENAME COLUMN %s TO %s"
                    .formatted(TABLE.sql(), rename.to().sql(), rename.from().sql()));
          } catch (SQLException refused) {
            return refused.getMessage().contains(NO_RENAME);
          } finally {
            database.execute("ROLLBACK TO rename");
            database.execute("RELEASE rename");
          }
        }
      }
      return false;
    }

    /** In a key or a strict table, types have other names, which stay when those go. */
    private static String shapes(Schema schema) {
      return Shapes.of(schema)
          .toString()
          .replace(" BIGINT ", " INTEGER ")
          .replace("INT ", "INTEGER ")
          .replace(" VARCHAR(40) ", " TEXT ");
    }

    /** Rowids stay, unless a key that is the rowid comes. */
    private static String rows(Operation operation) {
      String what = operation.describe().contains("primary key") ? "count(*)" : "rowid";
      return "SELECT " + what + " FROM " + TABLE.sql() + " ORDER BY 1";
    }

    /** Columns that have kept their names have kept their values. */
    private static List<String> common(Schema before, Schema after) {
      List<String> common = new ArrayList<>();
      Table old = before.table(TABLE).orElseThrow();
      for (Column<?> column : after.table(TABLE).orElseThrow().columns()) {
        boolean same =
            old.column(column.name())
                .filter(was -> was.equals(column))
                .filter(was -> was.name().text().equals(column.name().text()))
                .filter(was -> was.generation().isEmpty())
                .isPresent();
        if (same) {
          common.add(column.name().text());
        }
      }
      return common;
    }

    private static List<String> kept(TestDatabase database, Schema before, Schema after)
        throws SQLException {
      return kept(database.snapshot(), before, after);
    }

    private static List<String> kept(Snapshot snapshot, Schema before, Schema after) {
      List<String> kept = new ArrayList<>();
      String at = "row main." + TABLE.text() + " ";
      List<String> positions = new ArrayList<>();
      String columnAt = "column main." + TABLE.text() + ".";
      for (String name : common(before, after)) {
        String fact = snapshot.facts().get(columnAt + name);
        positions.add(fact.substring(1, fact.indexOf(',')));
      }
      snapshot
          .facts()
          .forEach(
              (key, value) -> {
                if (key.startsWith(at)) {
                  List<String> values =
                      List.of(value.substring(1, value.length() - 1).split(", ", -1));
                  List<String> row = new ArrayList<>();
                  positions.forEach(position -> row.add(values.get(Integer.parseInt(position))));
                  kept.add(row.toString());
                }
              });
      kept.sort(null);
      return kept;
    }

    private Table table() {
      List<TableElement> elements = new ArrayList<>();
      int count = 2 + random.nextInt(4);
      List<String> columns = new ArrayList<>();
      for (int at = 0; at < count; at++) {
        Column<?> column = column();
        columns.add(column.name().text());
        elements.add(column);
      }
      if (random.nextInt(3) == 0) {
        elements.add(primaryKey(columns.get(0)));
      } else if (random.nextInt(3) == 0) {
        elements.add(primaryKey(columns.get(1), columns.get(0)).named("pk"));
      }
      if (random.nextInt(2) == 0) {
        elements.add(constraint(columns));
      }
      if (random.nextInt(6) == 0) {
        elements.add(strict());
      }
      return Table.of(TABLE, elements.toArray(TableElement[]::new));
    }

    private String name() {
      return List.of("c", "C d", "e\"f", "g.h", "ü", "select", "it's").get(names % 7) + ++names;
    }

    private Column<?> column() {
      String name = name();
      Column<?> column = random.nextBoolean() ? integerColumn(name) : textColumn(name);
      if (random.nextInt(4) == 0) {
        column = column.unique();
      }
      if (random.nextInt(4) == 0) {
        column = column.check(Name.of(name).sql() + " IS NOT 'never'");
      }
      return column;
    }

    private Column<?> integerColumn(String name) {
      Column<Integer> column = integer(name);
      if (random.nextInt(3) == 0) {
        column = column.notNull().defaultValue(random.nextInt(100));
      }
      return random.nextInt(5) == 0 ? column.references("parent", "id") : column;
    }

    private Column<?> textColumn(String name) {
      Column<String> column = text(name);
      if (random.nextInt(3) == 0) {
        column = column.notNull().defaultValue("it's " + random.nextInt(100));
      }
      return random.nextInt(4) == 0 ? column.collate("NOCASE") : column;
    }

    private Constraint constraint(List<String> columns) {
      String one = columns.get(random.nextInt(columns.size()));
      String other = columns.get(random.nextInt(columns.size()));
      return switch (random.nextInt(5)) {
        case 0 -> dev.retort.schema.Ddl.check(Name.of(one).sql() + " <> " + ++names + " OR 1");
        case 1 ->
            dev.retort.schema.Ddl.check("length(" + Name.of(one).sql() + ") < 99").named(name());
        case 2 -> one.equals(other) ? unique(one).named(name()) : unique(one, other).named(name());
        case 3 -> unique(one).named(name());
        default -> foreignKey(one).references("parent", "id").named(name());
      };
    }

    private void fill(TestDatabase database, Table table) throws SQLException {
      int rows = random.nextInt(5);
      for (int row = 1; row <= rows; row++) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column<?> column : table.columns()) {
          names.add(column.name().sql());
          boolean referencing =
              table.constraints(dev.retort.schema.ForeignKey.class).stream()
                  .anyMatch(key -> key.columns().contains(column.name()));
          boolean number = column.type().isInteger();
          if (referencing) {
            database.execute("INSERT OR IGNORE INTO parent VALUES (" + row + ")");
          }
          values.add(referencing || number ? "" + row : "'" + "x".repeat(row) + "'");
        }
        database.execute(
            "PRAGMA foreign_keys = OFF; INSERT INTO "
                + TABLE.sql()
                + " ("
                + String.join(", ", names)
                + ") VALUES ("
                + String.join(", ", values)
                + "); PRAGMA foreign_keys = ON");
      }
    }

    /** Returns changes that can be made one after the other. */
    private AlterTable changes(Schema before) {
      List<TableChange> changes = new ArrayList<>();
      int wanted = 1 + random.nextInt(5);
      for (int attempt = 0; attempt < 20 && changes.size() < wanted; attempt++) {
        Schema now =
            changes.isEmpty() ? before : new AlterTable(TABLE, changes).apply(before).after();
        List<TableChange> more = new ArrayList<>(changes);
        more.add(change(now.table(TABLE).orElseThrow()));
        if (new AlterTable(TABLE, more).apply(before).problems().isEmpty()) {
          changes = more;
        }
      }
      return changes.isEmpty() ? null : new AlterTable(TABLE, changes);
    }

    private TableChange change(Table table) {
      List<String> columns = table.columns().stream().map(each -> each.name().text()).toList();
      Column<?> column = table.columns().get(random.nextInt(columns.size()));
      String name = column.name().text();
      boolean number = column.type().isInteger();
      return switch (random.nextInt(14)) {
        case 0 -> position(add(column()), name);
        case 1 -> add(integer(name()).notNull()).backfill("7");
        case 2 -> dropColumn(name);
        case 3 ->
            renameColumn(
                name, random.nextInt(4) == 0 ? name.toUpperCase(java.util.Locale.ROOT) : name());
        case 4 ->
            number
                ? alterColumn(name).type(ColumnType.bigint())
                : alterColumn(name).type(ColumnType.varchar(40));
        case 5 -> alterColumn(name).notNull().backfill("'b'");
        case 6 -> alterColumn(name).nullable();
        case 7 ->
            random.nextBoolean()
                ? alterColumn(name).defaultExpression("1 + 1")
                : alterColumn(name).dropDefault();
        case 8 ->
            random.nextBoolean()
                ? alterColumn(name).collate("RTRIM")
                : alterColumn(name).dropCollate();
        case 9 -> add(constraint(columns));
        case 10 -> dropped(table, name);
        case 11 -> table.primaryKey().isPresent() ? dropPrimaryKey() : add(primaryKey(name));
        case 12 -> strict(random.nextBoolean());
        default -> add(dev.retort.schema.Ddl.check(Name.of(name).sql() + " IS NOT 99" + ++names));
      };
    }

    private AddElement position(AddElement element, String neighbour) {
      return switch (random.nextInt(4)) {
        case 0 -> element.first();
        case 1 -> element.before(neighbour);
        case 2 -> element.after(neighbour);
        default -> element;
      };
    }

    private TableChange dropped(Table table, String fallback) {
      if (table.constraints().isEmpty()) {
        return dropColumn(fallback);
      }
      Constraint constraint = table.constraints().get(random.nextInt(table.constraints().size()));
      if (constraint.name().isPresent()) {
        return dropConstraint(constraint.name().get().text());
      } else if (constraint instanceof Unique unique) {
        return dropUnique(unique.columns().stream().map(Name::text).toArray(String[]::new));
      } else if (constraint instanceof Check check) {
        return dropCheck(check.expression());
      }
      return dropColumn(fallback);
    }
  }
}
