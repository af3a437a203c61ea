package dev.retort.sqlite.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the picture of a random table with all that a table can have. */
final class TableGenerator {
  private static final List<String> TYPES =
      List.of(
          "INTEGER",
          "INT",
          "BIGINT",
          "TEXT",
          "VARCHAR(20)",
          "NATIVE CHARACTER(70)",
          "REAL",
          "DOUBLE PRECISION",
          "FLOAT",
          "NUMERIC",
          "DECIMAL(10, 2)",
          "BLOB",
          "",
          "DATE",
          "BOOLEAN",
          "unsigned big int",
          "STRING",
          "MONEY",
          "text",
          "clob",
          "\"odd type\"");
  private static final List<String> STRICT_TYPES =
      List.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");
  private final Dice dice;
  private final ColumnNames names;
  private final ClauseGenerator clauses;
  private int ids;

  TableGenerator(Dice dice, ColumnNames names, ClauseGenerator clauses) {
    this.dice = dice;
    this.names = names;
    this.clauses = clauses;
  }

  TableModel table() {
    ids = 0;
    String name = dice.of("t", "The Table", "select", "t.t", "Größe", "o'table", "T2");
    String written =
        name.matches("[A-Za-z]\\w*") && !name.equals("select") && dice.oneIn(2)
            ? name
            : dice.of(MemoryDatabase.name(name), "[" + name + "]", "`" + name + "`");
    List<String> options = new ArrayList<>();
    if (dice.oneIn(5)) {
      options.add(TableModel.STRICT);
    }
    TableModel table =
        new TableModel(name, written, List.of(), List.of(), options, Map.of(), List.of());
    int count = 2 + dice.below(5);
    for (int at = 0; at < count; at++) {
      table = table.inserted(column(table.isStrict()), at);
    }
    table = keyed(table);
    for (int at = dice.below(3); at > 0; at--) {
      table = table.plus(clauses.ofTable(table).behind(dice.lead()));
    }
    return dressed(table);
  }

  /** Returns a column that ALTER TABLE can add to a table with rows. */
  ColumnModel late(boolean strictTable) {
    ColumnModel column = bare(strictTable);
    if (dice.oneIn(4)) {
      column = column.plus(Clause.of(Clause.Kind.NOT_NULL, "NOT NULL", List.of()));
    }
    if (!dice.oneIn(4)) {
      column = column.plus(clauses.constantDefault(column.type()));
    }
    return dice.oneIn(5) ? column.plus(clauses.collate()) : column;
  }

  private ColumnModel bare(boolean strictTable) {
    String name = names.fresh();
    String type = dice.of(strictTable ? STRICT_TYPES : TYPES);
    return new ColumnModel(
        ++ids,
        name,
        names.declared(name),
        names.reference(name),
        type,
        List.of(),
        " ",
        "",
        Origin.SAME,
        Optional.empty());
  }

  private ColumnModel column(boolean strictTable) {
    ColumnModel column = bare(strictTable);
    List<Clause> all = clauses.ofColumn(column);
    List<Clause> spaced = new ArrayList<>();
    for (Clause clause : all) {
      // SQLite takes a comment between a type and GENERATED for a part of the type.
      boolean close = clause.kind() == Clause.Kind.GENERATED;
      spaced.add(clause.behind(close ? " " : dice.gap()));
    }
    return column.with(spaced);
  }

  private TableModel keyed(TableModel table) {
    ColumnModel first = table.columns().get(dice.below(table.columns().size()));
    if (dice.oneIn(6) || first.isGenerated()) {
      return table;
    }
    TableModel keyed =
        switch (dice.below(6)) {
          case 0, 1 -> integerKey(table, first.id());
          case 2 -> ofColumn(table, first.id(), dice.of("INT", "TEXT", first.type()), "");
          case 3 -> ofColumn(table, first.id(), "TEXT", dice.of("", " ON CONFLICT REPLACE"));
          default -> clauses.keyOfTable(table, first);
        };
    boolean rowidless =
        dice.oneIn(4) && keyed.primaryKey().filter(key -> !key.body().contains("AUTO")).isPresent();
    if (!rowidless) {
      return keyed;
    }
    List<String> options = new ArrayList<>(keyed.options());
    options.add(dice.below(options.size() + 1), TableModel.WITHOUT_ROWID);
    return keyed.optional(options);
  }

  private TableModel integerKey(TableModel table, int id) {
    String words =
        dice.of(
            "",
            "",
            " ASC",
            " DESC",
            " AUTOINCREMENT",
            " AUTOINCREMENT",
            " ON CONFLICT ABORT AUTOINCREMENT",
            " ON CONFLICT IGNORE");
    return ofColumn(table, id, dice.of("INTEGER", "integer", "INTEGER"), words);
  }

  private TableModel ofColumn(TableModel table, int id, String type, String words) {
    Clause key = Clause.of(Clause.Kind.PRIMARY_KEY, "PRIMARY KEY" + words, List.of(id));
    Clause named = dice.oneIn(5) ? key.named("the key", "CONSTRAINT \"the key\"") : key;
    return table.changing(
        id,
        column -> {
          List<Clause> more = new ArrayList<>(column.clauses());
          more.removeIf(clause -> clause.kind() == Clause.Kind.GENERATED);
          more.add(0, named);
          String typed = table.isStrict() && type.equals("integer") ? "INTEGER" : type;
          return column.typed(typed).with(more);
        });
  }

  /** Puts line breaks and comments around the columns. */
  private TableModel dressed(TableModel table) {
    List<ColumnModel> dressed = new ArrayList<>();
    int style = dice.below(3);
    for (ColumnModel column : table.columns()) {
      String before = style == 0 ? dice.of("", " ") : "\n  ";
      if (dice.oneIn(8)) {
        before = "\n  " + dice.comment() + "\n  ";
      }
      boolean last = column.id() == table.columns().get(table.columns().size() - 1).id();
      String tail = style == 2 && !last && dice.oneIn(3) ? " " + dice.comment() : "";
      dressed.add(column.laidOut(before, tail));
    }
    return table.with(dressed);
  }
}
