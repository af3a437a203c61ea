package dev.retort.sqlite.differential;

import dev.retort.schema.Action;
import dev.retort.schema.AddElement;
import dev.retort.schema.Column;
import dev.retort.schema.Ddl;
import dev.retort.schema.Default;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds random columns, at random places. */
final class AddedColumns {
  private final Dice dice;
  private final ColumnNames names;
  private int ids = 100;

  AddedColumns(Dice dice, ColumnNames names) {
    this.dice = dice;
    this.names = names;
  }

  /** A column that is being made: as it is asked for, and as it will be written. */
  private static final class Draft {
    private final TypeChoice type;
    private final int id;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Clause> constraints = new ArrayList<>();
    private Column<?> column;
    private boolean valued;

    Draft(int id, String name, TypeChoice type) {
      this.id = id;
      this.type = type;
      this.column = Column.of(Name.of(name), type.type());
    }

    void clause(Clause.Kind kind, String words) {
      clauses.add(Clause.of(kind, words, List.of()));
    }

    void constraint(Clause.Kind kind, String words) {
      constraints.add(Clause.of(kind, words, List.of(id)));
    }
  }

  Change column(TableModel table) {
    int id = ++ids;
    String name = name(table);
    Draft draft = new Draft(id, name, TypeChoice.any(dice.random()));
    Optional<String> backfill = Optional.empty();
    if (dice.oneIn(5)) {
      generated(draft, table);
    } else {
      valued(draft);
      backfill = dice.oneIn(3) ? backfill(table) : Optional.empty();
    }
    constrained(draft, table, name);
    AddElement asked = Ddl.add(draft.column);
    if (backfill.isPresent()) {
      asked = asked.backfill(table.fill(backfill.get()));
    }
    List<Clause> all = new ArrayList<>(draft.clauses);
    all.addAll(draft.constraints);
    ColumnModel column =
        ColumnModel.added(id, name, draft.type, all, Origin.added(backfill))
            .typed(draft.type.in(table.isStrict()));
    if (column.has(Clause.Kind.PRIMARY_KEY) && draft.type.isInteger()) {
      column = column.typed("INTEGER");
    }
    boolean lacking = column.has(Clause.Kind.NOT_NULL) && !draft.valued && backfill.isEmpty();
    return placed(lacking ? table.refusing("a value is needed") : table, column, asked);
  }

  /** Now and then the name of a dropped column comes again. */
  private String name(TableModel table) {
    return table.gone().values().stream()
        .map(ColumnModel::name)
        .filter(gone -> !table.isTaken(gone))
        .findFirst()
        .filter(gone -> dice.oneIn(3))
        .orElseGet(names::fresh);
  }

  private void valued(Draft draft) {
    if (dice.oneIn(4)) {
      draft.column = draft.column.notNull();
      draft.clause(Clause.Kind.NOT_NULL, "NOT NULL");
    }
    boolean needed = !draft.clauses.isEmpty() && !dice.oneIn(10);
    if (needed || dice.oneIn(2)) {
      boolean computed = dice.oneIn(4);
      Object value = dice.of(7, "it's", -3, 2.5);
      Default fallback =
          computed
              ? Default.expression(dice.of("1 + 2", "'a' || 'b'", "current_date"))
              : Default.of(Literal.of(value));
      draft.column = draft.column.defaulting(Optional.of(fallback));
      draft.clause(Clause.Kind.DEFAULT, "DEFAULT " + fallback.sql());
      draft.valued = true;
    }
    if (dice.oneIn(5)) {
      draft.column = draft.column.collate("NOCASE");
      draft.clause(Clause.Kind.COLLATE, "COLLATE \"NOCASE\"");
    }
  }

  private void generated(Draft draft, TableModel table) {
    boolean stored = dice.oneIn(2);
    String expression =
        dice.of("length({%d})", "{%d} || '!'", "typeof({%d})")
            .formatted(dice.of(table.columns()).id());
    Column<?> generated = draft.column.generatedAs(table.fill(expression));
    draft.column = stored ? generated.stored() : generated;
    draft.valued = true;
    draft.clause(
        Clause.Kind.GENERATED,
        "GENERATED ALWAYS AS (" + expression + ")" + (stored ? " STORED" : " VIRTUAL"));
  }

  private Optional<String> backfill(TableModel table) {
    List<Integer> known =
        table.columns().stream()
            .filter(each -> !each.origin().added())
            .map(ColumnModel::id)
            .toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    String words = dice.of("{%d}", "coalesce({%d}, 'none')", "'all'", "length({%d})", "NULL");
    return Optional.of(words.formatted(dice.of(known)));
  }

  private void constrained(Draft draft, TableModel table, String name) {
    String quoted = Name.of(name).sql();
    boolean generated =
        draft.clauses.stream().anyMatch(clause -> clause.kind() == Clause.Kind.GENERATED);
    switch (dice.below(10)) {
      case 0 -> {
        draft.column = draft.column.unique();
        draft.constraint(Clause.Kind.UNIQUE, "UNIQUE");
      }
      case 1 -> {
        draft.column = draft.column.check(quoted + " IS NOT 'never'");
        draft.constraint(Clause.Kind.CHECK, "CHECK ({" + draft.id + "} IS NOT 'never')");
      }
      case 2 -> {
        if (!generated) {
          draft.column = draft.column.references("parent", "id").onDelete(Action.CASCADE);
          draft.constraint(
              Clause.Kind.FOREIGN_KEY, "REFERENCES \"parent\" (\"id\") ON DELETE CASCADE");
        }
      }
      case 3 -> {
        if (!generated && table.primaryKey().isEmpty()) {
          draft.column = draft.column.primaryKey();
          draft.constraint(Clause.Kind.PRIMARY_KEY, "PRIMARY KEY");
        }
      }
      default -> {}
    }
  }

  private Change placed(TableModel table, ColumnModel column, AddElement asked) {
    String kind =
        column.isGenerated()
            ? "add generated column"
            : column.origin().backfill().isPresent() ? "add column with backfill" : "add column";
    int count = table.columns().size();
    int at = dice.below(count);
    String neighbour = table.columns().get(at).name();
    return switch (dice.below(6)) {
      case 0 -> new Change(kind + " first", asked.first(), table.inserted(column, 0));
      case 1 -> new Change(kind + " before", asked.before(neighbour), table.inserted(column, at));
      case 2 -> new Change(kind + " after", asked.after(neighbour), table.inserted(column, at + 1));
      default -> new Change(kind, asked, table.inserted(column, count));
    };
  }
}
