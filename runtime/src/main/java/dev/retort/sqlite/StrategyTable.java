package dev.retort.sqlite;

import dev.retort.schema.AddElement;
import dev.retort.schema.AlterColumn;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Constraint;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.Generation;
import dev.retort.schema.Name;
import dev.retort.schema.Nullability;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.schema.TableElement;
import dev.retort.schema.TableOption;
import dev.retort.schema.Unique;
import java.util.function.Predicate;

/**
 * The table of strategies: the cheapest way in which each change of a table can be made.
 *
 * <table>
 * <caption>What each strategy may do</caption>
 * <tr><th>strategy</th><th>changes</th></tr>
 * <tr><td>native</td><td>rename a table or a column; add a column behind the others whose rows need
 * no value of their own</td></tr>
 * <tr><td>text edit</td><td>what no row is stored differently for: CHECK, FOREIGN KEY, NOT NULL,
 * DEFAULT, a type of the same affinity, a collation that nothing is in the order of, STRICT,
 * AUTOINCREMENT; UNIQUE and a primary key that is not the rowid, for which one index is built or
 * dropped; a virtual column dropped</td></tr>
 * <tr><td>rebuild</td><td>everything else, and a text edit where the stored texts cannot be written,
 * or the classic way was asked for</td></tr>
 * </table>
 *
 * <p>A text edit is taken back for a rebuild when SQLite would read the new text as another {@link
 * Layout}. SQLite's own {@code DROP COLUMN} and {@code SET NOT NULL} take comments of neighbours
 * along, and the former writes every row in place, which is slower than a rebuild; so neither is
 * taken, whatever the version.
 */
final class StrategyTable implements TableChange.Visitor<Choice> {
  static final Choice RENAME =
      Choice.inPlace("SQLite renames the column in place, and in all that refers to it");

  private static final String SCAN = "every row is looked at, and none changes";
  private static final String BUILD = "one index is built, and no row changes";
  private static final String UNTOUCHED = "no row changes";

  private final TextEdits textEdits;
  private final Table start;
  private final Table before;
  private final Table after;
  private final Predicate<Name> stored;

  /** Whether stored texts may be edited. */
  enum TextEdits {
    TAKEN,
    /** The classic way was asked for. */
    NOT_WANTED,
    /** The connection lets nobody write them. */
    NOT_POSSIBLE
  }

  /**
   * Makes the table for one change.
   *
   * @param start the table before all changes of its operation
   * @param before the table before it
   * @param after the table after it
   * @param stored whether something is stored in the order of a column, or computed from it
   */
  StrategyTable(
      TextEdits textEdits, Table start, Table before, Table after, Predicate<Name> stored) {
    this.textEdits = textEdits;
    this.start = start;
    this.before = before;
    this.after = after;
    this.stored = stored;
  }

  /** Returns a text edit, or the rebuild that stands in for it. */
  private Choice edit(String reason) {
    return switch (textEdits) {
      case TAKEN -> Choice.textEdit(reason);
      case NOT_WANTED -> Choice.rebuild("the classic way was asked for");
      case NOT_POSSIBLE -> Choice.rebuild("writable_schema cannot be turned on");
    };
  }

  @Override
  public Choice add(AddElement change) {
    TableElement element = change.element();
    if (element instanceof Column<?> column) {
      return add(change, column);
    } else if (element instanceof Check || element instanceof ForeignKey) {
      return edit(SCAN);
    } else if (element instanceof Constraint) {
      return edit(BUILD);
    }
    return element == TableOption.STRICT
        ? edit(SCAN)
        : Choice.rebuild("rows are stored in the order of the primary key from now on");
  }

  private Choice add(AddElement change, Column<?> column) {
    if (!change.position().equals(new TableChange.Position.Last())) {
      return Choice.rebuild("SQLite adds a column only behind all others");
    } else if (change.backfill().isPresent()) {
      return Choice.rebuild("every row gets the value of its backfill");
    } else if (column.constraints().stream().anyMatch(PrimaryKey.class::isInstance)) {
      return Choice.rebuild("SQLite cannot add a column with a primary key");
    } else if (column.generation().filter(StrategyTable::isStored).isPresent()) {
      return Choice.rebuild("every row gets the value of the generated column");
    } else if (column.fallback().filter(fallback -> !fallback.isConstant()).isPresent()) {
      return Choice.rebuild("every row gets the value of the default");
    } else if (column.nullability() == Nullability.NOT_NULL
        && column.fallback().filter(fallback -> !fallback.isNull()).isEmpty()
        && column.generation().isEmpty()) {
      return Choice.rebuild("SQLite cannot add a column that must not be NULL without a default");
    } else if (start.column(column.name()).isPresent()) {
      return Choice.rebuild("a column of that name goes");
    } else if (RowidWords.contain(column.name())) {
      return Choice.rebuild("SQLite adds no column that is called like the rowid");
    } else if (column.constraints().stream().anyMatch(Unique.class::isInstance)) {
      return edit("SQLite adds the column in place; " + BUILD);
    }
    return Choice.inPlace("SQLite adds the column in place, and no row changes");
  }

  private static boolean isStored(Generation how) {
    return how.storage() == Generation.Storage.STORED;
  }

  @Override
  public Choice alterColumn(AlterColumn<?> change) {
    AlterColumn<?> remarkOnly = AlterColumn.of(change.column());
    if (change.equals(remarkOnly)) {
      return Choice.none("nothing of it is to change");
    } else if (change.remark().isPresent()
        && change.equals(remarkOnly.comment(change.remark().get()))) {
      return Choice.none("SQLite keeps no comments");
    } else if (change.conversion().isPresent()) {
      return Choice.rebuild("every value is converted");
    } else if (change.backfill().isPresent()) {
      return Choice.rebuild("rows get the value of its backfill");
    }
    return type(change)
        .or(collation(change))
        .or(change.nullability().map(this::nullability).orElse(Choice.none("")))
        .or(change.fallback().isPresent() ? fallback(change.column()) : Choice.none(""))
        .or(change.autoincrementing().isPresent() ? edit(UNTOUCHED) : Choice.none(""));
  }

  private Choice type(AlterColumn<?> change) {
    if (change.type().isEmpty()) {
      return Choice.none("");
    }
    Affinity is = affinity(change.column(), after);
    if (before.has(TableOption.STRICT)
        && declared(change.column(), before).equalsIgnoreCase("ANY")) {
      return Choice.rebuild("every value is checked against the type of its column");
    }
    return is.storesLike(affinity(change.column(), before))
        ? edit(UNTOUCHED)
        : Choice.rebuild("the type of " + change.column() + " changes its affinity");
  }

  private static String declared(Name column, Table table) {
    return SqliteTypes.declared(table.column(column).orElseThrow(), table);
  }

  private static Affinity affinity(Name column, Table table) {
    String declared = declared(column, table);
    return table.has(TableOption.STRICT) ? Affinity.ofStrict(declared) : Affinity.of(declared);
  }

  private Choice collation(AlterColumn<?> change) {
    if (change.collation().isEmpty()) {
      return Choice.none("");
    }
    return stored.test(change.column())
        ? Choice.rebuild("a key, an index or a generated column depends on the collation")
        : edit(UNTOUCHED);
  }

  private Choice nullability(Nullability to) {
    return edit(to == Nullability.NOT_NULL ? SCAN : UNTOUCHED);
  }

  /** Without rowids, SQLite looks older rows up in an index even when it is told not to. */
  private Choice fallback(Name column) {
    if (before.has(TableOption.WITHOUT_ROWID) && stored.test(column)) {
      return Choice.rebuild("an index has what rows read that are older than " + column);
    }
    return edit("rows that are older than the column keep what they read, and no other changes");
  }

  @Override
  public Choice dropColumn(TableChange.DropColumn change) {
    boolean virtual =
        before
            .column(change.column())
            .flatMap(Column::generation)
            .filter(how -> !isStored(how))
            .isPresent();
    return virtual
        ? edit(UNTOUCHED)
        : Choice.rebuild("every row loses the value of " + change.column());
  }

  @Override
  public Choice renameColumn(TableChange.RenameColumn change) {
    return RENAME;
  }

  @Override
  public Choice dropConstraint(TableChange.DropConstraint change) {
    return edit(UNTOUCHED);
  }

  @Override
  public Choice dropPrimaryKey(TableChange.DropPrimaryKey change) {
    return edit(UNTOUCHED);
  }

  @Override
  public Choice dropUnique(TableChange.DropUnique change) {
    return edit(UNTOUCHED);
  }

  @Override
  public Choice dropForeignKey(TableChange.DropForeignKey change) {
    return edit(UNTOUCHED);
  }

  @Override
  public Choice dropCheck(TableChange.DropCheck change) {
    return edit(UNTOUCHED);
  }

  @Override
  public Choice strictness(TableChange.Strictness change) {
    return edit(change.strict() ? SCAN : UNTOUCHED);
  }
}
