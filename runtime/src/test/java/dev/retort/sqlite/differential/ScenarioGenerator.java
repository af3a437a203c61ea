package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a random database, of the statements that SQLite takes. */
final class ScenarioGenerator {
  private final Dice dice;
  private final TableGenerator tables;
  private final RowGenerator rows;
  private final List<String> script = new ArrayList<>();
  private final List<Dependent> dependents = new ArrayList<>();
  private final MemoryDatabase database;

  private ScenarioGenerator(Dice dice, TableGenerator tables, MemoryDatabase database) {
    this.dice = dice;
    this.tables = tables;
    this.rows = new RowGenerator(dice);
    this.database = database;
  }

  static Scenario scenario(Dice dice, ColumnNames names, ClauseGenerator clauses)
      throws SQLException {
    try (MemoryDatabase database = MemoryDatabase.open()) {
      return new ScenarioGenerator(dice, new TableGenerator(dice, names, clauses), database).make();
    }
  }

  private Scenario make() throws SQLException {
    surroundings();
    TableModel table = tables.table();
    while (!keep(table.sql())) {
      table = tables.table();
    }
    fill(table, dice.below(8));
    for (int at = dice.oneIn(3) ? 1 + dice.below(2) : 0; at > 0; at--) {
      table = widened(table);
    }
    fill(table, dice.below(3));
    if (dice.oneIn(2)) {
      kept(
          "DELETE FROM "
              + table.written()
              + " WHERE "
              + table.columns().get(0).reference()
              + " IN (1, 'abc', 42)");
    }
    dependents(table);
    if (dice.oneIn(4)) {
      kept("ANALYZE");
    }
    if (dice.oneIn(6)) {
      keep(new DependentGenerator(dice, table).temporaryTrigger());
    }
    return new Scenario(script, table, dependents);
  }

  private void surroundings() throws SQLException {
    if (dice.oneIn(15)) {
      require("PRAGMA encoding = 'UTF-16le'");
    }
    require("PRAGMA foreign_keys = ON");
    require("CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE)");
    require("INSERT INTO parent VALUES (1, 'k1'), (2, 'k2'), (3, 'k3'), (4, '4')");
    require("CREATE TABLE log (what, n)");
    require("CREATE TABLE other (n INTEGER)");
    require("INSERT INTO other VALUES (1), (2)");
    if (dice.oneIn(5)) {
      require("CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)");
      require("INSERT INTO counted VALUES (70)");
    }
  }

  private void fill(TableModel table, int count) {
    for (int row = 0; row < count; row++) {
      kept(rows.insert(table));
    }
  }

  /** Adds a column as SQLite does, so that the rows that are there become short records. */
  private TableModel widened(TableModel table) {
    ColumnModel column = tables.late(table.isStrict());
    String sql = "ALTER TABLE " + table.written() + " ADD COLUMN " + table.fill(column.template());
    return kept(sql) ? table.inserted(column, table.columns().size()) : table;
  }

  private void dependents(TableModel table) {
    DependentGenerator generator = new DependentGenerator(dice, table);
    for (int at = dice.below(3); at > 0; at--) {
      keep(generator.index());
    }
    Optional<Integer> key = dice.oneIn(2) ? Optional.empty() : uniqueColumn(table);
    if (key.isPresent() && keep(generator.child(key.get()))) {
      String name = table.reference(key.get());
      kept(
          "INSERT INTO child (ref) SELECT "
              + name
              + " FROM "
              + table.written()
              + " WHERE "
              + name
              + " IS NOT NULL LIMIT 3");
      kept("INSERT INTO child (ref, note) VALUES (NULL, 'none')");
      if (dice.oneIn(10)) {
        brokenReference();
      }
    }
    for (int at = dice.below(3); at > 0; at--) {
      keep(generator.trigger());
    }
    for (int at = dice.below(3) - 1; at > 0; at--) {
      Dependent view = generator.view();
      if (keep(view) && dice.oneIn(3)) {
        keep(generator.viewOf(view));
      }
    }
  }

  private void brokenReference() {
    kept("PRAGMA foreign_keys = OFF");
    kept("INSERT INTO child (ref, note) VALUES ('nobody', 'broken before')");
    kept("PRAGMA foreign_keys = ON");
  }

  private static Optional<Integer> uniqueColumn(TableModel table) {
    return table.clauses().stream()
        .filter(clause -> clause.columns().size() == 1)
        .filter(
            clause ->
                clause.kind() == Clause.Kind.PRIMARY_KEY || clause.kind() == Clause.Kind.UNIQUE)
        .filter(clause -> !clause.body().contains("COLLATE"))
        .map(clause -> clause.columns().get(0))
        .findFirst();
  }

  private boolean keep(Dependent dependent) {
    boolean kept = keep(dependent.sql());
    if (kept) {
      dependents.add(dependent);
    }
    return kept;
  }

  /** Keeps what SQLite creates, and can use. */
  private boolean keep(String sql) {
    boolean sound =
        database.takes("SAVEPOINT try")
            && database.takes(sql)
            && Soundness.complaints(database).isEmpty();
    if (sound) {
      script.add(sql);
    } else {
      database.takes("ROLLBACK TO try");
    }
    database.takes("RELEASE try");
    return sound;
  }

  private boolean kept(String sql) {
    boolean taken = database.takes(sql);
    if (taken) {
      script.add(sql);
    }
    return taken;
  }

  private void require(String sql) throws SQLException {
    database.execute(sql);
    script.add(sql);
  }
}
