package dev.retort.sqlite.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes random clauses of columns and constraints of tables. */
final class ClauseGenerator {
  private final Dice dice;
  private int names;

  ClauseGenerator(Dice dice) {
    this.dice = dice;
  }

  /** Returns some clauses that fit together. */
  List<Clause> ofColumn(ColumnModel column) {
    List<Clause> clauses = new ArrayList<>();
    if (dice.oneIn(8)) {
      clauses.add(generated(column));
    } else if (dice.oneIn(3)) {
      clauses.add(dice.oneIn(3) ? anyDefault() : constantDefault(column.type()));
    }
    if (dice.oneIn(4)) {
      clauses.add(
          named(
              Clause.of(
                  Clause.Kind.NOT_NULL,
                  dice.of(
                      "NOT NULL",
                      "NOT NULL",
                      "not null ON CONFLICT REPLACE",
                      "NOT NULL ON CONFLICT IGNORE"),
                  List.of())));
    } else if (dice.oneIn(12)) {
      clauses.add(Clause.of(Clause.Kind.NULL, "NULL", List.of()));
    }
    if (dice.oneIn(5)) {
      clauses.add(collate());
    }
    if (dice.oneIn(5)) {
      clauses.add(named(Clause.of(Clause.Kind.CHECK, check(column.id()), List.of())));
    }
    if (dice.oneIn(7)) {
      clauses.add(
          named(
              Clause.of(
                  Clause.Kind.UNIQUE,
                  dice.of(
                      "UNIQUE",
                      "UNIQUE",
                      "unique ON CONFLICT REPLACE",
                      "UNIQUE ON CONFLICT IGNORE"),
                  List.of(column.id()))));
    }
    if (dice.oneIn(6) && clauses.stream().noneMatch(it -> it.kind() == Clause.Kind.GENERATED)) {
      clauses.add(named(Clause.of(Clause.Kind.FOREIGN_KEY, references(), List.of(column.id()))));
    }
    return clauses;
  }

  Clause ofTable(TableModel table) {
    int one = dice.of(table.columns()).id();
    int other = dice.of(table.columns()).id();
    List<Integer> both = one == other ? List.of(one) : List.of(one, other);
    Clause clause =
        switch (dice.below(4)) {
          case 0, 1 -> Clause.of(Clause.Kind.CHECK, check(one), List.of());
          case 2 ->
              Clause.of(
                  Clause.Kind.UNIQUE,
                  "UNIQUE ("
                      + terms(both)
                      + ")"
                      + dice.of("", "", " ON CONFLICT IGNORE", " ON CONFLICT REPLACE"),
                  both);
          default ->
              Clause.of(
                  Clause.Kind.FOREIGN_KEY,
                  "FOREIGN KEY ({" + one + "}) " + selfOrParent(table, one),
                  List.of(one));
        };
    return named(clause);
  }

  Clause named(Clause clause) {
    if (!dice.oneIn(3)) {
      return clause;
    }
    String name = dice.of("c", "The Constraint ", "ck_") + ++names;
    String written = name.contains(" ") || dice.oneIn(2) ? "\"" + name + "\"" : name;
    return clause.named(name, "CONSTRAINT " + written);
  }

  TableModel keyOfTable(TableModel table, ColumnModel first) {
    ColumnModel second = dice.of(table.columns());
    boolean single = second.id() == first.id() || second.isGenerated() || dice.oneIn(3);
    if (single && dice.oneIn(2)) {
      String words = dice.of("", " AUTOINCREMENT", " DESC");
      return table
          .changing(first.id(), column -> column.typed("INTEGER"))
          .plus(
              Clause.of(
                  Clause.Kind.PRIMARY_KEY,
                  "PRIMARY KEY ({" + first.id() + "}" + words + ")",
                  List.of(first.id())));
    }
    List<Integer> columns = single ? List.of(first.id()) : List.of(second.id(), first.id());
    return table.plus(
        named(
                Clause.of(
                    Clause.Kind.PRIMARY_KEY,
                    "PRIMARY KEY (" + terms(columns) + ")" + dice.of("", " ON CONFLICT REPLACE"),
                    columns))
            .behind(dice.lead()));
  }

  Clause collate() {
    return Clause.of(
        Clause.Kind.COLLATE, "COLLATE " + dice.of("NOCASE", "rtrim", "\"nocase\""), List.of());
  }

  Clause constantDefault(String type) {
    boolean textual = type.toUpperCase(Locale.ROOT).contains("TEXT");
    String value =
        textual
            ? dice.of("'it''s'", "''", "'007'", "NULL", "'-- no comment'")
            : dice.of("0", "-1", "+2.5", "'x'", "x'00ff'", "NULL", "1e3", "'12'", "TRUE");
    return Clause.of(Clause.Kind.DEFAULT, "DEFAULT " + value, List.of());
  }

  private Clause anyDefault() {
    return Clause.of(
        Clause.Kind.DEFAULT,
        "DEFAULT "
            + dice.of("CURRENT_DATE", "(1 + 2)", "('a' || 'b')", "(abs(-3))", "( /* in */ -4)"),
        List.of());
  }

  private Clause generated(ColumnModel column) {
    int other = column.id() > 1 ? column.id() - 1 : column.id() + 1;
    String words =
        dice.of(
            "AS (length({%d}))",
            "GENERATED ALWAYS AS ({%d} || '!')", "AS (coalesce({%d}, 0) + 1)", "AS (typeof({%d}))");
    return Clause.of(
        Clause.Kind.GENERATED,
        words.formatted(other) + dice.of("", " VIRTUAL", " STORED", " stored"),
        List.of());
  }

  private String check(int column) {
    String words =
        dice.of(
            "{%1$d} IS NOT 'never'",
            "length({%1$d}) < 500",
            "{%1$d} <> 77 OR {%1$d} IS NULL",
            "typeof({%1$d}) <> 'blob' OR {%1$d} <> x'ff'",
            "{t}.{%1$d} IS NOT 'no'",
            "{%1$d} NOT LIKE ':x%%' /* (why) */",
            "({%1$d} IS NULL) OR length({%1$d}) < 40");
    return dice.of("CHECK (", "check(") + words.formatted(column) + ")";
  }

  private String terms(List<Integer> columns) {
    List<String> terms = new ArrayList<>();
    for (int column : columns) {
      terms.add("{" + column + "}" + dice.of("", "", "", " COLLATE NOCASE", " DESC"));
    }
    return String.join(", ", terms);
  }

  String references() {
    return dice.of("REFERENCES parent", "REFERENCES parent(id)", "references [Parent] (id)")
        + actions();
  }

  private String selfOrParent(TableModel table, int column) {
    boolean self = table.primaryKey().filter(key -> key.columns().size() == 1).isPresent();
    if (self && dice.oneIn(2)) {
      int key = table.primaryKey().orElseThrow().columns().get(0);
      return "REFERENCES {t}({" + key + "})" + actions();
    }
    return (column % 2 == 0 ? "REFERENCES parent (code)" : "REFERENCES parent") + actions();
  }

  private String actions() {
    return dice.of(
            "",
            " ON DELETE CASCADE",
            " ON DELETE SET NULL ON UPDATE CASCADE",
            " ON DELETE CASCADE",
            " MATCH FULL ON DELETE RESTRICT")
        + dice.of("", "", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE");
  }
}
