package dev.retort.sqlite.differential;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes indexes, triggers, views and tables that name a table and its columns. */
final class DependentGenerator {
  private final Dice dice;
  private final TableModel table;
  private Set<Integer> columns = new LinkedHashSet<>();
  private int names;

  DependentGenerator(Dice dice, TableModel table) {
    this.dice = dice;
    this.table = table;
  }

  Dependent index() {
    String name = dice.of("ix", "An Index ") + ++names;
    String terms = term() + (dice.oneIn(2) ? ", " + term() : "");
    String where =
        dice.oneIn(4) ? " WHERE " + column() + dice.of(" IS NOT NULL", " > 0", " <> 'x'") : "";
    return made(
        name,
        "CREATE %sINDEX %s ON %s (%s)%s"
            .formatted(
                dice.oneIn(4) ? "UNIQUE " : "",
                MemoryDatabase.name(name),
                table.written(),
                terms,
                where));
  }

  private String term() {
    String column = column();
    return switch (dice.below(7)) {
      case 0 -> column + " DESC";
      case 1 -> column + " COLLATE NOCASE";
      case 2 -> "lower(" + column + ")";
      case 3 -> "coalesce(" + column + ", " + column() + ") DESC /* why */";
      default -> column;
    };
  }

  Dependent view() {
    String name = dice.of("v", "The View ") + ++names;
    String select =
        switch (dice.below(4)) {
          case 0 -> "SELECT * FROM " + table.written();
          case 1 ->
              "SELECT "
                  + column()
                  + " AS x, "
                  + column()
                  + " AS y FROM "
                  + table.written()
                  + " WHERE "
                  + column()
                  + " IS NOT NULL";
          case 2 -> "SELECT count(*) AS n, max(" + column() + ") AS m FROM " + table.written();
          default ->
              "SELECT p.id, q."
                  + column()
                  + " AS z -- of the table\n FROM parent AS p JOIN "
                  + table.written()
                  + " AS q ON p.id = q."
                  + column();
        };
    return made(name, "CREATE VIEW " + MemoryDatabase.name(name) + " AS " + select);
  }

  /** Returns a view of another view, which names what that one names. */
  Dependent viewOf(Dependent view) {
    String name = "vv" + ++names;
    columns.addAll(view.columns());
    return made(
        name, "CREATE VIEW " + name + " AS SELECT * FROM " + MemoryDatabase.name(view.name()));
  }

  Dependent trigger() {
    String name = dice.of("tr", "A Trigger ") + ++names;
    String head = "CREATE TRIGGER " + MemoryDatabase.name(name);
    return made(name, head + body());
  }

  Dependent temporaryTrigger() {
    String name = "temp" + ++names;
    return made(
        name,
        "CREATE TEMP TRIGGER "
            + name
            + " AFTER INSERT ON main."
            + table.written()
            + " BEGIN INSERT INTO log VALUES ('temp', new."
            + column()
            + "); END");
  }

  private String body() {
    String t = table.written();
    return switch (dice.below(7)) {
      case 0 ->
          " AFTER INSERT ON "
              + t
              + " BEGIN INSERT INTO log VALUES ('i', new."
              + column()
              + "); END";
      case 1 ->
          " AFTER UPDATE OF "
              + column()
              + ", "
              + column()
              + " ON "
              + t
              + " /* note */ BEGIN INSERT INTO log VALUES ('u', old."
              + column()
              + "); END";
      case 2 ->
          " BEFORE DELETE ON "
              + t
              + " WHEN old."
              + column()
              + " IS NOT NULL BEGIN INSERT INTO log VALUES ('d', old."
              + column()
              + "); END";
      case 3 ->
          " AFTER INSERT ON other BEGIN UPDATE "
              + t
              + " SET "
              + column()
              + " = "
              + column()
              + " WHERE "
              + column()
              + " IS NOT NULL; END";
      case 4 ->
          " AFTER DELETE ON other BEGIN DELETE FROM "
              + t
              + " WHERE "
              + column()
              + " = 42; SELECT "
              + column()
              + " FROM "
              + t
              + "; END";
      case 5 ->
          " AFTER UPDATE OF n ON other BEGIN INSERT INTO log SELECT 'o', "
              + column()
              + " FROM "
              + t
              + " ORDER BY 1, 2; END";
      default ->
          " AFTER UPDATE ON "
              + t
              + " BEGIN INSERT INTO log VALUES ('a', count_of(new."
              + column()
              + ")); END";
    };
  }

  /** Returns a table whose rows reference a column and go with it. */
  Dependent child(int key) {
    columns.add(key);
    return made(
        "child",
        "CREATE TABLE child (id INTEGER PRIMARY KEY, ref REFERENCES "
            + table.written()
            + "("
            + table.reference(key)
            + ") ON DELETE "
            + dice.of("CASCADE", "SET NULL", "CASCADE")
            + " ON UPDATE CASCADE, note TEXT)");
  }

  private String column() {
    ColumnModel column = dice.of(List.copyOf(table.columns()));
    columns.add(column.id());
    return column.reference();
  }

  private Dependent made(String name, String sql) {
    Dependent made = new Dependent(name, sql.replace("count_of(", "typeof("), columns);
    columns = new LinkedHashSet<>();
    return made;
  }
}
