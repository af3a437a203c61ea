package dev.retort.sqlite.differential;

import java.util.List;

/** What tools that alter SQLite tables are known to lose, and more. */
final class PlantedBugs {
  private static final String UNIQUE_SOME = "CREATE UNIQUE INDEX some ON full (code, pid)";

  static final List<PlantedBug> ALL =
      List.of(
          PlantedBug.of("a trigger is lost", "text main first", "DROP TRIGGER first"),
          PlantedBug.of(
              "a trigger of another table is lost", "text main distant", "DROP TRIGGER distant"),
          PlantedBug.of(
              "a temporary trigger is lost", "text temp passing", "DROP TRIGGER temp.passing"),
          PlantedBug.of(
              "triggers fire in another order",
              "order of trigger on main full",
              "DROP TRIGGER first",
              "CREATE TRIGGER first AFTER INSERT ON full BEGIN"
                  + " INSERT INTO log VALUES ('1', new.id); END"),
          PlantedBug.of(
              "a trigger fires for other columns",
              "text main second",
              PlantedBug.edit("second", " OF name", " OF code")),
          PlantedBug.text("full", "COLLATE is forgotten", " COLLATE NOCASE", ""),
          PlantedBug.text("full", "an unnamed CHECK is forgotten", " CHECK (code <> 77)", ""),
          PlantedBug.text(
              "full",
              "a named CHECK is forgotten",
              " CONSTRAINT ck CHECK (length(name)  <  50),",
              ""),
          PlantedBug.text("full", "the name of a CHECK is forgotten", "CONSTRAINT ck ", ""),
          PlantedBug.text("full", "the name of a NOT NULL is forgotten", "CONSTRAINT nn ", ""),
          PlantedBug.text(
              "full", "NOT NULL is forgotten", " CONSTRAINT nn NOT NULL ON CONFLICT REPLACE", ""),
          PlantedBug.text(
              "full", "ON CONFLICT of a NOT NULL is forgotten", " ON CONFLICT REPLACE", ""),
          PlantedBug.text(
              "full", "ON CONFLICT of a UNIQUE is forgotten", " ON CONFLICT IGNORE", ""),
          PlantedBug.text("full", "DESC of a UNIQUE is forgotten", "name DESC, pid", "name, pid"),
          PlantedBug.of(
              "the action of a foreign key is forgotten",
              "foreign key full",
              PlantedBug.edit("full", " ON DELETE CASCADE", "")),
          PlantedBug.text(
              "full",
              "the deferral of a foreign key is forgotten",
              " DEFERRABLE INITIALLY DEFERRED",
              ""),
          PlantedBug.of(
              "the MATCH of a foreign key is forgotten",
              "text of the table",
              PlantedBug.edit("full", " MATCH FULL", "")),
          PlantedBug.of(
              "a foreign key is forgotten",
              "foreign key full",
              PlantedBug.edit(
                  "full",
                  " REFERENCES parent(id) MATCH FULL ON DELETE CASCADE DEFERRABLE INITIALLY"
                      + " DEFERRED",
                  "")),
          PlantedBug.of(
              "a foreign key of another table points elsewhere",
              "text main child",
              PlantedBug.edit("child", "full(id)", "full_old(id)")),
          PlantedBug.text("full", "AUTOINCREMENT is forgotten", " AUTOINCREMENT", ""),
          PlantedBug.of("the counter is forgotten", "counters", "DELETE FROM sqlite_sequence"),
          PlantedBug.of("the counter is lower", "counters", "UPDATE sqlite_sequence SET seq = 20"),
          PlantedBug.text("full", "a type has another name", "VARCHAR(20)", "TEXT"),
          PlantedBug.text("full", "a column without a type gets one", "pid ", "pid NUMERIC "),
          PlantedBug.text("full", "a DEFAULT is forgotten", " DEFAULT 'none'", ""),
          PlantedBug.text("full", "a DEFAULT is another one", "'none'", "'nobody'"),
          PlantedBug.text("full", "the change itself is forgotten", "'new'", "'old'"),
          PlantedBug.of(
              "a comment is lost", "comments lost", PlantedBug.edit("full", " -- note-1-\n", " ")),
          PlantedBug.of(
              "a check is laid out anew",
              "layout of constraint",
              PlantedBug.edit("full", "  <  ", " < ")),
          PlantedBug.in(
              "hidden",
              "a name is quoted anew",
              "text of the table",
              PlantedBug.edit("hidden", "[a b]", "\"a b\"")),
          PlantedBug.of(
              "a generated column is made plain",
              "column full",
              PlantedBug.edit("full", " GENERATED ALWAYS AS (code * 2) STORED", "")),
          PlantedBug.of(
              "STORED becomes VIRTUAL",
              "column full",
              PlantedBug.edit("full", "STORED", "VIRTUAL")),
          PlantedBug.of("a row is lost", "row full", "DELETE FROM full WHERE id = 20"),
          PlantedBug.of("a row is there twice", "row log", "INSERT INTO log VALUES ('?', 1)"),
          PlantedBug.of(
              "a value is of another class",
              "row full",
              "UPDATE full SET extra = CAST(extra AS BLOB) WHERE id = 20"),
          PlantedBug.of(
              "zeros before a number are lost",
              "row full",
              "UPDATE full SET extra = '7' WHERE id = 20"),
          PlantedBug.of(
              "an old row gets the new default",
              "row full",
              "UPDATE full SET extra = 'new' WHERE id = 3"),
          PlantedBug.of(
              "an old row loses the old default",
              "row full",
              "UPDATE full SET extra = NULL WHERE id = 3"),
          PlantedBug.of("a key is another one", "row full", "UPDATE full SET id = 4 WHERE id = 7"),
          PlantedBug.of("a child row is deleted", "row child", "DELETE FROM child WHERE ref = 3"),
          PlantedBug.of("a reference is nulled", "row child", "UPDATE child SET ref = NULL"),
          PlantedBug.of("a trigger has fired", "row log", "INSERT INTO log VALUES ('1', 20)"),
          PlantedBug.of(
              "statistics are lost",
              "statistics lost",
              "DELETE FROM sqlite_stat1 WHERE idx = 'falling'"),
          PlantedBug.of(
              "statistics have the old name",
              "statistics lost",
              "UPDATE sqlite_stat1 SET tbl = 'retort_new' WHERE tbl = 'full'"),
          PlantedBug.of("a view is lost", "text main again", "DROP VIEW again"),
          PlantedBug.of(
              "a view is another one",
              "text main seen",
              "DROP VIEW seen",
              "CREATE VIEW seen AS SELECT id, name FROM full"),
          PlantedBug.of("an index is lost", "text main falling", "DROP INDEX falling"),
          PlantedBug.of("an expression index is lost", "text main lowered", "DROP INDEX lowered"),
          PlantedBug.of(
              "DESC of an index is forgotten",
              "index full falling",
              "DROP INDEX falling",
              "CREATE INDEX falling ON full (name, code)"),
          PlantedBug.of(
              "COLLATE of an index is forgotten",
              "index full folded",
              "DROP INDEX folded",
              "CREATE INDEX folded ON full (code)"),
          PlantedBug.of(
              "WHERE of an index is forgotten", "index full some", "DROP INDEX some", UNIQUE_SOME),
          PlantedBug.of(
              "WHERE of an index is another one",
              "text main some",
              "DROP INDEX some",
              UNIQUE_SOME + " WHERE pid > 1"),
          PlantedBug.of(
              "an index is unique no longer",
              "index full some",
              "DROP INDEX some",
              "CREATE INDEX some ON full (code, pid) WHERE pid > 0"),
          PlantedBug.of(
              "indexes are in another order",
              "order of index on main full",
              "DROP INDEX falling",
              "CREATE INDEX falling ON full (name DESC, code)"),
          PlantedBug.of(
              "an index lacks rows",
              "pragma integrity_check",
              PlantedBug.edit("some", "pid > 0", "pid IS NULL OR pid > 0")),
          PlantedBug.of("a table is left behind", "text main rest", "CREATE TABLE rest (a)"),
          PlantedBug.of(
              "the version of the application is lost",
              "pragma user_version",
              "PRAGMA user_version = 0"),
          PlantedBug.of(
              "a pragma is left on", "pragma legacy_alter_table", "PRAGMA legacy_alter_table = ON"),
          PlantedBug.in(
              "hidden",
              "hidden rowids are renumbered",
              "row hidden",
              "UPDATE hidden SET rowid = rowid / 10"),
          PlantedBug.in(
              "hidden",
              "a key becomes the rowid",
              "column hidden",
              "CREATE TABLE n (\n  [a b] INTEGER PRIMARY KEY,\n  b,\n  extra TEXT DEFAULT 'new')",
              "INSERT INTO n SELECT * FROM hidden",
              "DROP TABLE hidden",
              "ALTER TABLE n RENAME TO hidden"),
          PlantedBug.in(
              "hidden",
              "a real becomes an integer",
              "row hidden",
              "UPDATE hidden SET b = 1 WHERE rowid = 10"),
          PlantedBug.in(
              "hidden",
              "a text ends at its NUL",
              "row hidden",
              "UPDATE hidden SET b = 'a' WHERE rowid = 30"),
          PlantedBug.in(
              "small",
              "STRICT is forgotten",
              "table small",
              PlantedBug.edit("small", "STRICT, ", "")),
          PlantedBug.in(
              "small",
              "WITHOUT ROWID is forgotten",
              "table small",
              "CREATE TABLE n (k TEXT, l INT, any ANY, extra TEXT DEFAULT 'new',"
                  + " PRIMARY KEY (l, k)) STRICT",
              "INSERT INTO n SELECT * FROM small",
              "DROP TABLE small",
              "ALTER TABLE n RENAME TO small"),
          PlantedBug.in(
              "small",
              "the key is in another order",
              "index small",
              "CREATE TABLE n (k TEXT, l INT, any ANY, extra TEXT DEFAULT 'new',"
                  + " PRIMARY KEY (k, l)) STRICT, WITHOUT ROWID",
              "INSERT INTO n SELECT * FROM small",
              "DROP TABLE small",
              "ALTER TABLE n RENAME TO small"));

  private PlantedBugs() {}
}
