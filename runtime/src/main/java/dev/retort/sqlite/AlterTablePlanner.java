package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Column;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.ConstraintText;
import dev.retort.sqlite.text.TableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Plans the changes of one {@code alterTable}: renames first, then all others together in the
 * cheapest way that is open to each of them.
 */
final class AlterTablePlanner {
  private final SchemaCopy copy;
  private final LiveDatabase live;
  private final Name name;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();
  private boolean touchesReferences;

  AlterTablePlanner(SchemaCopy copy, LiveDatabase live, Name table) {
    this.copy = copy;
    this.live = live;
    this.name = table;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** Returns which way each change is made, and why, in words. */
  List<String> choices() {
    return List.copyOf(choices);
  }

  /** Says whether references between rows may break. */
  boolean touchesReferences() {
    return touchesReferences;
  }

  void plan(List<TableChange> changes, Schema schema, TableChanges.Rows rows) throws SQLException {
    Table table = schema.table(name).orElseThrow(this::unknown);
    RenamesFirst sorted = RenamesFirst.of(table, changes);
    Schema renamed = schema;
    for (TableChange rename : sorted.renames()) {
      rename((TableChange.RenameColumn) rename);
      renamed = after(renamed, rename);
    }
    List<Choice> ways = others(sorted.others(), renamed, rows);
    say(changes, ways);
  }

  /** In a replay in memory the table may be one that was there before the first revision. */
  private PlanRefusal unknown() {
    return new PlanRefusal("alters " + name + ", and nothing is known of that table");
  }

  private Schema after(Schema schema, TableChange change) {
    return new AlterTable(name, List.of(change)).apply(schema).after();
  }

  private void rename(TableChange.RenameColumn rename) throws SQLException {
    steps.addAll(
        Renames.column(
            copy,
            live.catalog(),
            name,
            new Renames.Names(rename.from(), rename.to()),
            rename.describe() + " of " + name));
  }

  /** Plans all changes but the renames, and returns which way each of them is made. */
  private List<Choice> others(List<TableChange> changes, Schema schema, TableChanges.Rows rows)
      throws SQLException {
    List<Choice> ways = ways(changes, schema);
    Choice.Strategy dearest = ways.stream().reduce(Choice.none(""), Choice::or).strategy();
    if (dearest.compareTo(Choice.Strategy.NATIVE) <= 0) {
      addColumns(changes, schema);
      return ways;
    }
    TableText stored = TableText.read(copy.tableText(name).orElseThrow());
    TableChanges wanted =
        TableChanges.of(schema, name, changes, stored, copy.indexesOn(name), rows);
    for (TableChange change : changes) {
      if (change instanceof TableChange.DropColumn drop) {
        RowidWords.requireUnnamed(copy, name, drop.column());
        RowidWords.requireUnnamed(wanted.wanted(), drop.column());
        requireUnnamed(wanted.wanted(), drop.column());
      }
    }
    Layout before = layout(stored);
    Layout after = layout(wanted.wanted());
    if (dearest == Choice.Strategy.TEXT_EDIT) {
      Optional<String> unreadable =
          after
              .whyUnreadable(before)
              .or(new OlderRows(copy, stored, wanted.wanted())::whyUnwritable);
      if (unreadable.isEmpty()) {
        touchesReferences |= wanted.touchesReferences();
        steps.addAll(TextEditPlan.of(copy, wanted, before, after, schema));
        return ways;
      }
      ways = ways.stream().map(way -> way.rebuiltFor(unreadable.get())).toList();
    }
    touchesReferences = true;
    Rebuild rebuild = new ClassicRebuild(copy, live, wanted, before, after);
    steps.addAll(rebuild.steps());
    return ways;
  }

  /** Refuses to drop a column that a check or a generated column of the table names. */
  private void requireUnnamed(TableText without, Name column) {
    if (without.column(column).isPresent()) {
      return;
    }
    List<String> users = new ArrayList<>();
    for (ColumnText other : without.columns()) {
      if (other.generatedAs().filter(sql -> ColumnUse.mentions(sql, column)).isPresent()) {
        users.add("generated column " + other.name());
      }
      other.constraints().forEach(each -> check(each, column).ifPresent(users::add));
    }
    without.constraints().forEach(each -> check(each, column).ifPresent(users::add));
    if (!users.isEmpty() && !isMakeable(without)) {
      throw new PlanRefusal(
          "drops column "
              + column
              + " of "
              + name
              + ", but the "
              + String.join(" and the ", users)
              + " needs it. Drop that first");
    }
  }

  private static Optional<String> check(ConstraintText text, Name column) {
    return text.kind() == ConstraintText.Kind.CHECK && ColumnUse.mentions(text.expression(), column)
        ? Optional.of(
            "check ("
                + text.expression()
                + ")"
                + text.name().map(name -> " named " + name).orElse(""))
        : Optional.empty();
  }

  /** A word that is the column's name may be something else. */
  private boolean isMakeable(TableText text) {
    try (Connection memory = copy.blank()) {
      Query.run(memory, text.sql());
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private Layout layout(TableText text) throws SQLException {
    List<StoredObject> indexes = new ArrayList<>(copy.indexesOn(name));
    indexes.removeIf(index -> copy.whyMissing(Name.found(index.name())).isPresent());
    return Layout.of(copy, text, indexes);
  }

  private List<Choice> ways(List<TableChange> changes, Schema schema) throws SQLException {
    Predicate<Name> stored = stored(changes);
    List<Choice> ways = new ArrayList<>();
    Table start = schema.table(name).orElseThrow(this::unknown);
    Schema now = schema;
    for (TableChange change : changes) {
      Schema next = after(now, change);
      Table before = now.table(name).orElseThrow();
      Table after = next.table(name).orElseThrow();
      ways.add(change.accept(new StrategyTable(textEdits(), start, before, after, stored)));
      now = next;
    }
    return ways;
  }

  private StrategyTable.TextEdits textEdits() {
    if (live.ways() == SqliteDialect.Ways.CLASSIC) {
      return StrategyTable.TextEdits.NOT_WANTED;
    }
    return live.catalog() == CatalogAccess.WRITABLE
        ? StrategyTable.TextEdits.TAKEN
        : StrategyTable.TextEdits.NOT_POSSIBLE;
  }

  /** Says what depends on columns, which only a new collation and a new default ask. */
  private Predicate<Name> stored(List<TableChange> changes) throws SQLException {
    boolean asked =
        changes.stream()
            .anyMatch(
                change ->
                    change instanceof AlterColumn<?> alter
                        && (alter.collation().isPresent() || alter.fallback().isPresent()));
    if (!asked) {
      return column -> false;
    }
    TableText text = TableText.read(copy.tableText(name).orElseThrow());
    List<String> indexes = copy.indexesOn(name).stream().map(StoredObject::sql).toList();
    return new ColumnUse(layout(text), text, indexes)::isStored;
  }

  private void addColumns(List<TableChange> changes, Schema schema) throws SQLException {
    Schema now = schema;
    for (TableChange change : changes) {
      Schema next = after(now, change);
      if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
        Statement statement =
            Statement.schema(
                "ALTER TABLE main."
                    + name.sql()
                    + " ADD COLUMN "
                    + SqliteDdl.column(column, next.table(name).orElseThrow()),
                change.describe() + " to " + name);
        if (live.runsPlans() && PlainDdl.isPlainAlone(column)) {
          copy.playLater(statement.sql());
        } else {
          copy.play(statement.sql());
        }
        steps.add(statement);
        touchesReferences |= column.constraints().stream().anyMatch(ForeignKey.class::isInstance);
      }
      now = next;
    }
  }

  private void say(List<TableChange> changes, List<Choice> ways) throws SQLException {
    boolean rebuilt = ways.stream().anyMatch(way -> way.strategy() == Choice.Strategy.REBUILD);
    String rebuild = rebuilt ? "rebuild of " + name + " (" + size() + ")" : "";
    Iterator<Choice> way = ways.iterator();
    for (TableChange change : changes) {
      boolean renames = change instanceof TableChange.RenameColumn;
      Choice choice = renames ? StrategyTable.RENAME : way.next();
      String words =
          switch (choice.strategy()) {
            case NONE -> choice.words();
            case NATIVE -> rebuilt && !renames ? "in the same rebuild" : choice.words();
            case TEXT_EDIT -> rebuilt ? "in the same rebuild" : choice.words();
            case REBUILD -> rebuild + ": " + choice.reason();
          };
      choices.add(change.describe() + ": " + words);
    }
  }

  /** Returns how much a rebuild has to do, for example {@code 5,000,000 rows, 3 indexes}. */
  private String size() throws SQLException {
    List<String> size = new ArrayList<>();
    OptionalLong rows = live.rows(name);
    if (rows.isPresent()) {
      size.add(counted(rows.getAsLong(), "row", "rows"));
    }
    long indexes =
        Query.number(
            copy.connection(),
            "SELECT count(*) FROM pragma_index_list("
                + Literal.of(name.text()).sql()
                + ", 'main')");
    size.add(counted(indexes, "index", "indexes"));
    return String.join(", ", size);
  }

  private static String counted(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
