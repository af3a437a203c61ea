package dev.retort.sqlite.differential;

import dev.retort.schema.Action;
import dev.retort.schema.Check;
import dev.retort.schema.Ddl;
import dev.retort.schema.ForeignKey;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.TableElement;
import dev.retort.schema.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Adds and drops random constraints of tables. */
final class ConstraintChanges {
  private static final Set<String> INTEGERS = Set.of("SMALLINT", "INTEGER", "BIGINT");
  private static final Set<Clause.Kind> KINDS =
      Set.of(
          Clause.Kind.PRIMARY_KEY, Clause.Kind.UNIQUE, Clause.Kind.CHECK, Clause.Kind.FOREIGN_KEY);
  private final Dice dice;
  private int count;

  ConstraintChanges(Dice dice) {
    this.dice = dice;
  }

  Change add(TableModel table) {
    int one = dice.of(table.columns()).id();
    int other = dice.of(table.columns()).id();
    List<Integer> both = one == other || dice.oneIn(2) ? List.of(one) : List.of(one, other);
    String name = "added" + ++count;
    Optional<String> named = dice.oneIn(2) ? Optional.of(name) : Optional.empty();
    return switch (dice.below(5)) {
      case 0 ->
          table.primaryKey().isPresent() && !dice.oneIn(8)
              ? check(table, one, named)
              : primaryKey(table, both, named);
      case 1 -> unique(table, both, named);
      case 2 -> foreignKey(table, one, named);
      default -> check(table, one, named);
    };
  }

  private static String[] names(TableModel table, List<Integer> columns) {
    return columns.stream().map(id -> table.column(id).orElseThrow().name()).toArray(String[]::new);
  }

  private static String terms(List<Integer> columns) {
    return String.join(", ", columns.stream().map(id -> "{q" + id + "}").toList());
  }

  private static Change added(
      String kind, TableModel table, TableElement asked, Clause clause, Optional<String> name) {
    Clause written = name.map(it -> clause.named(it, "CONSTRAINT \"" + it + "\"")).orElse(clause);
    return new Change("add " + kind, Ddl.add(asked), table.plus(written));
  }

  private Change unique(TableModel table, List<Integer> columns, Optional<String> name) {
    Unique asked = Ddl.unique(names(table, columns));
    return added(
        "unique",
        table,
        name.map(asked::named).orElse(asked),
        Clause.of(Clause.Kind.UNIQUE, "UNIQUE (" + terms(columns) + ")", columns),
        name);
  }

  private Change check(TableModel table, int column, Optional<String> name) {
    String words =
        dice.of("{%d} IS NOT 'x'", "length({%d}) < 400", "{%d} IS NULL OR {%1$d} <> 42")
            .replace("%d", "%1$d")
            .formatted(column);
    Check asked = Ddl.check(table.fill(words));
    return added(
        "check",
        table,
        name.map(asked::named).orElse(asked),
        Clause.of(Clause.Kind.CHECK, "CHECK (" + words + ")", List.of()),
        name);
  }

  private Change foreignKey(TableModel table, int column, Optional<String> name) {
    ForeignKey asked = Ddl.foreignKey(names(table, List.of(column))).references("parent", "id");
    boolean cascade = dice.oneIn(2);
    if (cascade) {
      asked = asked.onDelete(Action.CASCADE);
    }
    String words =
        "FOREIGN KEY ({q"
            + column
            + "}) REFERENCES \"parent\" (\"id\")"
            + (cascade ? " ON DELETE CASCADE" : "");
    return added(
        "foreign key",
        table,
        name.isPresent() ? asked.named(name.get()) : asked,
        Clause.of(Clause.Kind.FOREIGN_KEY, words, List.of(column)),
        name);
  }

  private static Change primaryKey(
      TableModel before, List<Integer> columns, Optional<String> name) {
    PrimaryKey asked = Ddl.primaryKey(names(before, columns));
    TableModel table =
        before.primaryKey().isPresent() ? before.refusing("a second primary key") : before;
    for (int id : columns) {
      table = table.changing(id, column -> column.from(Origin::inKey));
    }
    if (columns.size() == 1) {
      table = table.changing(columns.get(0), ConstraintChanges::rowid);
    }
    return added(
        "primary key",
        table,
        name.map(asked::named).orElse(asked),
        Clause.of(Clause.Kind.PRIMARY_KEY, "PRIMARY KEY (" + terms(columns) + ")", columns),
        name);
  }

  private static ColumnModel rowid(ColumnModel column) {
    return INTEGERS.contains(column.type().toUpperCase(Locale.ROOT))
        ? column.typed("INTEGER")
        : column;
  }

  Optional<Change> drop(TableModel table) {
    List<Clause> candidates = new ArrayList<>(table.clauses());
    candidates.removeIf(clause -> !KINDS.contains(clause.kind()));
    candidates.removeIf(
        clause -> table.gone().keySet().stream().anyMatch(gone -> clause.mentions(gone)));
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    Clause clause = dice.of(candidates);
    if (!clause.name().isEmpty() && dice.oneIn(2)) {
      return Optional.of(
          new Change(
              "drop constraint",
              Ddl.dropConstraint(clause.name()),
              table.withoutClauses(each -> each.name().equalsIgnoreCase(clause.name()))));
    }
    return Optional.of(unnamed(table, clause));
  }

  private static Change unnamed(TableModel table, Clause clause) {
    String[] names = names(table, clause.columns().stream().distinct().toList());
    return switch (clause.kind()) {
      case PRIMARY_KEY -> dropPrimaryKey(table, clause);
      case UNIQUE -> new Change("drop unique", Ddl.dropUnique(names), without(table, clause));
      case FOREIGN_KEY ->
          new Change("drop foreign key", Ddl.dropForeignKey(names), without(table, clause));
      default -> {
        String expression = expression(clause);
        yield new Change(
            "drop check",
            Ddl.dropCheck(table.fill(expression)),
            table.withoutClauses(
                each -> each.kind() == Clause.Kind.CHECK && expression(each).equals(expression)));
      }
    };
  }

  private static TableModel without(TableModel table, Clause clause) {
    return table.withoutClauses(
        each -> each.kind() == clause.kind() && each.columns().equals(clause.columns()));
  }

  private static Change dropPrimaryKey(TableModel table, Clause key) {
    TableModel after = table.withoutClauses(each -> each.kind() == Clause.Kind.PRIMARY_KEY);
    if (key.columns().size() == 1) {
      after =
          after.changing(
              key.columns().get(0),
              column ->
                  column
                      .chosen()
                      .map(type -> column.typed(type.in(table.isStrict())))
                      .orElse(column));
    }
    return new Change("drop primary key", Ddl.dropPrimaryKey(), after);
  }

  private static String expression(Clause check) {
    return check.body().substring(check.body().indexOf('(') + 1, check.body().lastIndexOf(')'));
  }
}
