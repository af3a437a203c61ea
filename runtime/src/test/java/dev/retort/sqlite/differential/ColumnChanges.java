package dev.retort.sqlite.differential;

import dev.retort.schema.AlterColumn;
import dev.retort.schema.Ddl;
import dev.retort.schema.Default;
import dev.retort.schema.Literal;
import java.util.List;
import java.util.Optional;

/** Alters random columns of those that were there before. */
final class ColumnChanges {
  private final Dice dice;

  ColumnChanges(Dice dice) {
    this.dice = dice;
  }

  Optional<Change> alter(TableModel table) {
    List<ColumnModel> known =
        table.columns().stream().filter(column -> !column.origin().added()).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Alteration alteration = new Alteration(table, dice.of(known));
    int first = 1 + dice.below(8);
    int second = dice.oneIn(4) ? 1 + dice.below(8) : 0;
    for (int aspect = 1; aspect <= 8; aspect++) {
      if (aspect == first || aspect == second) {
        alteration.aspect(aspect);
      }
    }
    return alteration.kind.isEmpty() ? Optional.empty() : Optional.of(alteration.change());
  }

  /** One alterColumn, in the order in which its parts are made. */
  private final class Alteration {
    private final ColumnModel column;
    private TableModel table;
    private AlterColumn<?> asked;
    private String kind = "";

    Alteration(TableModel table, ColumnModel column) {
      this.table = table;
      this.column = column;
      this.asked = Ddl.alterColumn(column.name());
    }

    Change change() {
      return new Change(kind, asked, table);
    }

    private void note(String what) {
      kind = kind.isEmpty() ? what : kind + " and " + what;
    }

    private ColumnModel now() {
      return table.column(column.id()).orElseThrow();
    }

    void aspect(int which) {
      switch (which) {
        case 1, 2, 3 -> type();
        case 4, 5 -> nullability();
        case 6 -> fallback();
        case 7 -> collation();
        default -> autoincrement();
      }
    }

    private void type() {
      if (asked.type().isPresent()) {
        return;
      }
      TypeChoice choice = TypeChoice.any(dice.random());
      String words =
          table.isOnlyKey(column.id()) && choice.isInteger()
              ? "INTEGER"
              : choice.in(table.isStrict());
      asked = asked.type(choice.type());
      table =
          table.changing(
              column.id(), each -> each.typed(words).choosing(choice).from(Origin::withType));
      if (!column.isGenerated() && dice.oneIn(3)) {
        String sql =
            dice.of(
                    "CAST({%1$d} AS TEXT)",
                    "CAST({%1$d} AS INTEGER)", "length({%1$d})", "coalesce({%1$d}, 'x')", "{%1$d}")
                .formatted(column.id());
        asked = asked.using(table.fill(sql));
        table = table.changing(column.id(), each -> each.from(from -> from.converted(sql)));
        note("type using");
      } else {
        note("type");
      }
    }

    private void nullability() {
      if (asked.nullability().isPresent()) {
        return;
      }
      if (now().has(Clause.Kind.NOT_NULL) && !dice.oneIn(6)) {
        asked = asked.nullable();
        table = table.changing(column.id(), each -> each.without(Clause.Kind.NOT_NULL));
        note("nullable");
        return;
      }
      asked = asked.notNull();
      table = table.changing(column.id(), Alteration.this::notNull);
      if (!column.isGenerated() && dice.oneIn(2)) {
        String sql = dice.of("'none'", "0", "coalesce({%1$d}, 5)").formatted(column.id());
        asked = asked.backfill(table.fill(sql));
        table = table.changing(column.id(), each -> each.from(from -> from.filled(sql)));
        note("not null with backfill");
      } else {
        note("not null");
      }
    }

    private ColumnModel notNull(ColumnModel each) {
      if (each.has(Clause.Kind.NOT_NULL)) {
        return each;
      } else if (each.has(Clause.Kind.NULL)) {
        return each.with(
            each.clauses().stream()
                .map(
                    clause ->
                        clause.kind() == Clause.Kind.NULL
                            ? new Clause(
                                Clause.Kind.NOT_NULL,
                                clause.name(),
                                clause.label(),
                                "NOT NULL",
                                List.of(),
                                clause.gap())
                            : clause)
                .toList());
      }
      return each.plus(Clause.of(Clause.Kind.NOT_NULL, "NOT NULL", List.of()));
    }

    private void fallback() {
      if (column.isGenerated() || asked.fallback().isPresent()) {
        return;
      }
      if (now().has(Clause.Kind.DEFAULT) && dice.oneIn(2)) {
        asked = asked.dropDefault();
        table = table.changing(column.id(), each -> each.without(Clause.Kind.DEFAULT));
        note("drop default");
        return;
      }
      Object value = dice.of(11, "new", -5, 0.5);
      Default to =
          dice.oneIn(4)
              ? Default.expression(dice.of("2 * 3", "upper('x')"))
              : Default.of(Literal.of(value));
      asked = asked.defaulting(to);
      table =
          table.changing(
              column.id(), each -> each.saying(Clause.Kind.DEFAULT, "DEFAULT " + to.sql()));
      note("default");
    }

    private void collation() {
      if (asked.collation().isPresent()) {
        return;
      }
      if (now().has(Clause.Kind.COLLATE) && dice.oneIn(2)) {
        asked = asked.dropCollate();
        table = table.changing(column.id(), each -> each.without(Clause.Kind.COLLATE));
        note("drop collate");
        return;
      }
      String to = dice.of("NOCASE", "RTRIM", "BINARY");
      asked = asked.collate(to);
      table =
          table.changing(
              column.id(), each -> each.saying(Clause.Kind.COLLATE, "COLLATE \"" + to + "\""));
      note("collate");
    }

    private void autoincrement() {
      Optional<Clause> key = table.primaryKey();
      if (!table.isOnlyKey(column.id()) || asked.autoincrementing().isPresent()) {
        return;
      }
      boolean on = !key.orElseThrow().body().contains("AUTOINCREMENT");
      asked = asked.autoincrement(on);
      table = on ? autoincrementing(key.get()) : counted(key.get());
      note(on ? "autoincrement" : "no autoincrement");
    }

    private TableModel counted(Clause key) {
      return replaced(key, key.body().replace(" AUTOINCREMENT", ""));
    }

    private TableModel autoincrementing(Clause key) {
      boolean ofTable = table.constraints().contains(key);
      int close = key.body().indexOf(')');
      return replaced(
          key,
          ofTable
              ? key.body().substring(0, close) + " AUTOINCREMENT" + key.body().substring(close)
              : key.body() + " AUTOINCREMENT");
    }

    private TableModel replaced(Clause key, String body) {
      return table
          .constrained(
              table.constraints().stream()
                  .map(each -> each.equals(key) ? key.saying(body) : each)
                  .toList())
          .changing(
              column.id(),
              owner ->
                  owner.with(
                      owner.clauses().stream()
                          .map(each -> each.equals(key) ? key.saying(body) : each)
                          .toList()));
    }
  }
}
