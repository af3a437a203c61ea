package dev.retort.sqlite.differential;

import dev.retort.schema.Ddl;
import dev.retort.schema.Default;
import dev.retort.schema.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Three tables with all that a rebuild can lose, and a change that names none of it. */
final class KnownScenarios {
  private static final String CHANGED = "extra";

  private KnownScenarios() {}

  /** A table with keys, checks, a counter, indexes, triggers, views and rows that reference it. */
  static Trial full() {
    TableModel table =
        table("full", List.of())
            .with(
                List.of(
                    column(
                        1,
                        "id",
                        "INTEGER",
                        clause(Clause.Kind.PRIMARY_KEY, "PRIMARY KEY AUTOINCREMENT")),
                    column(
                        2,
                        "name",
                        "VARCHAR(20)",
                        clause(Clause.Kind.COLLATE, "COLLATE NOCASE"),
                        clause(Clause.Kind.NOT_NULL, "NOT NULL ON CONFLICT REPLACE")
                            .named("nn", "CONSTRAINT nn"),
                        clause(Clause.Kind.DEFAULT, "DEFAULT 'none'")),
                    column(
                            3,
                            "code",
                            "MONEY",
                            clause(Clause.Kind.CHECK, "CHECK ({3} <> 77)"),
                            clause(Clause.Kind.UNIQUE, "UNIQUE ON CONFLICT IGNORE"))
                        .laidOut("\n  ", " -- note-1-\n"),
                    column(
                        4,
                        "pid",
                        "",
                        clause(
                            Clause.Kind.FOREIGN_KEY,
                            "REFERENCES parent(id) MATCH FULL ON DELETE CASCADE"
                                + " DEFERRABLE INITIALLY DEFERRED")),
                    column(
                        5,
                        "twice",
                        "INT",
                        clause(Clause.Kind.GENERATED, "GENERATED ALWAYS AS ({3} * 2) STORED")),
                    column(6, CHANGED, "TEXT", clause(Clause.Kind.DEFAULT, "DEFAULT 'old'"))
                        .laidOut(" ", "")))
            .plus(
                clause(Clause.Kind.CHECK, "CHECK (length({2})  <  50)")
                    .named("ck", "CONSTRAINT ck"))
            .plus(clause(Clause.Kind.UNIQUE, "UNIQUE ({2} DESC, {4})"));
    List<String> script = surroundings();
    script.add(table.with(table.columns().subList(0, 5)).sql());
    script.add("INSERT INTO full (id, name, code, pid) VALUES (3, 'Ann', 1, 1), (7, 'Bob', 2, 2)");
    script.add("ALTER TABLE full ADD COLUMN extra TEXT DEFAULT 'old'");
    script.add("INSERT INTO full VALUES (20, 'Cid', 3.5, NULL, '007'), (500, 'Dan', 4, 3, NULL)");
    script.add("DELETE FROM full WHERE id = 500");
    script.add("CREATE TABLE child (ref REFERENCES full(id) ON DELETE CASCADE, note)");
    script.add("INSERT INTO child VALUES (3, 'a'), (7, 'b')");
    List<Dependent> dependents = new ArrayList<>();
    for (String sql : attached()) {
      dependents.add(new Dependent(sql, sql, Set.of(2, 3, 4)));
      script.add(sql);
    }
    script.add("ANALYZE");
    script.add(
        "CREATE TEMP TRIGGER passing AFTER INSERT ON main.full BEGIN"
            + " INSERT INTO log VALUES ('t', new.id); END");
    return trial(table, script, dependents);
  }

  private static List<String> attached() {
    return List.of(
        "CREATE INDEX falling ON full (name DESC, code)",
        "CREATE INDEX folded ON full (code COLLATE NOCASE)",
        "CREATE UNIQUE INDEX some ON full (code, pid) WHERE pid > 0",
        "CREATE UNIQUE INDEX lowered ON full (lower(name))",
        "CREATE TRIGGER first AFTER INSERT ON full BEGIN INSERT INTO log VALUES ('1', new.id); END",
        "CREATE TRIGGER second AFTER UPDATE OF name ON full BEGIN"
            + " INSERT INTO log VALUES ('2', old.name); END",
        "CREATE TRIGGER third AFTER INSERT ON full BEGIN INSERT INTO log VALUES ('3', new.id); END",
        "CREATE TRIGGER distant AFTER DELETE ON other BEGIN DELETE FROM full WHERE id = old.n; END",
        "CREATE VIEW seen AS SELECT id, name FROM full WHERE code > 0",
        "CREATE VIEW again AS SELECT * FROM seen");
  }

  /** A strict table without rowids whose key is not in the order of its columns. */
  static Trial strict() {
    TableModel table =
        table("small", List.of(TableModel.STRICT, TableModel.WITHOUT_ROWID))
            .with(
                List.of(
                    column(1, "k", "TEXT"),
                    column(2, "l", "INT"),
                    column(3, "any", "ANY"),
                    column(4, CHANGED, "TEXT")))
            .plus(
                new Clause(
                    Clause.Kind.PRIMARY_KEY, "", "", "PRIMARY KEY ({2}, {1})", List.of(2, 1), " "));
    List<String> script = surroundings();
    script.add(table.sql());
    script.add("INSERT INTO small VALUES ('a', 2, '007', 'x'), ('b', 1, 7, 'y')");
    return trial(table, script, List.of());
  }

  /** A table with hidden rowids, and a key that is none. */
  static Trial hidden() {
    TableModel table =
        table("hidden", List.of())
            .with(
                List.of(
                    column(1, "a b", "INT", clause(Clause.Kind.PRIMARY_KEY, "PRIMARY KEY")),
                    column(2, "b", ""),
                    column(3, CHANGED, "TEXT")));
    List<String> script = surroundings();
    script.add(table.sql());
    script.add("INSERT INTO hidden (rowid, \"a b\", b) VALUES (10, 5, 1.0), (20, 4, x'00')");
    script.add("INSERT INTO hidden (rowid, \"a b\", b) VALUES (30, NULL, CAST(x'610062' AS TEXT))");
    return trial(table, script, List.of());
  }

  private static Trial trial(TableModel table, List<String> script, List<Dependent> dependents) {
    ColumnModel extra = table.column(CHANGED).orElseThrow();
    TableModel after =
        table.changing(extra.id(), column -> column.saying(Clause.Kind.DEFAULT, "DEFAULT 'new'"));
    Change change =
        new Change(
            "default", Ddl.alterColumn(CHANGED).defaulting(Default.of(Literal.of("new"))), after);
    return new Trial(new Scenario(script, table, dependents), List.of(change));
  }

  private static List<String> surroundings() {
    return new ArrayList<>(
        List.of(
            "PRAGMA foreign_keys = ON",
            "PRAGMA user_version = 9",
            "CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE)",
            "INSERT INTO parent VALUES (1, 'k1'), (2, 'k2'), (3, 'k3')",
            "CREATE TABLE log (what, n)",
            "CREATE TABLE other (n INTEGER)",
            "INSERT INTO other VALUES (1), (3)"));
  }

  private static TableModel table(String name, List<String> options) {
    return new TableModel(name, name, List.of(), List.of(), options, Map.of(), List.of());
  }

  private static ColumnModel column(int id, String name, String type, Clause... clauses) {
    String written = name.contains(" ") ? "[" + name + "]" : name;
    List<Clause> about = new ArrayList<>();
    for (Clause clause : clauses) {
      about.add(
          new Clause(
              clause.kind(), clause.name(), clause.label(), clause.body(), List.of(id), " "));
    }
    return new ColumnModel(
        id, name, written, written, type, about, "\n  ", "", Origin.SAME, Optional.empty());
  }

  private static Clause clause(Clause.Kind kind, String body) {
    return Clause.of(kind, body, List.of());
  }
}
