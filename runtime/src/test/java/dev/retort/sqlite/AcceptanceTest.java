package dev.retort.sqlite;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.alterColumn;

import dev.retort.run.RebuildMode;
import dev.retort.schema.ColumnType;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The type of a column is changed, and nothing else is different, to the letter. */
class AcceptanceTest {
  private static final Pattern TYPE = Pattern.compile("note (varchar\\(10\\)|blob)");

  /**
   * A table as it may be.
   *
   * @param feature what is special about it
   * @param table its name
   * @param script what makes it
   */
  record Case(String feature, String table, String script) {
    @Override
    public String toString() {
      return feature;
    }
  }

  private static Case of(String feature, String... script) {
    return new Case(feature, "t", String.join("\n;\n", script));
  }

  private static Case named(String table, String feature, String... script) {
    return new Case(feature, table, String.join("\n;\n", script));
  }

  static Stream<Case> cases() {
    return Stream.of(
            checks(), uniques(), keys(), foreignKeys(), options(), columns(), objects(), places())
        .flatMap(List::stream);
  }

  private static List<Case> checks() {
    return List.of(
        of(
            "named checks",
            "CREATE TABLE t(id integer primary key, note varchar(10),"
                + " k int constraint ck_k check (k>0), constraint ck_n check (length(note) < 99))",
            "INSERT INTO t VALUES (1, 'a', 5), (7, 'b', NULL)"),
        of(
            "unnamed checks",
            "CREATE TABLE t(id integer primary key, note varchar(10), k int check (k>0),"
                + " check (length(note)<5))",
            "INSERT INTO t VALUES (1, 'a', 5)"),
        of(
            "checks of an enumeration and a truth value",
            "CREATE TABLE t(id integer primary key, note varchar(10), status text not null"
                + " check (status in ('a','b')), flag boolean check (flag in (0,1)))",
            "INSERT INTO t VALUES (1, 'a', 'b', 1)"),
        of(
            "a check that holds what looks like a parameter",
            "CREATE TABLE t(id integer primary key, note varchar(10), k text"
                + " check (k not like ':x%' and k <> '?1' and k <> '$y'))",
            "INSERT INTO t VALUES (1, 'a', 'b')"),
        of(
            "checks that name the table",
            "CREATE TABLE t(id integer primary key, note varchar(10), k int check (t.k > 0),"
                + " \"order\" int, check (main.t.k < 9 and T . 'k' <> 5 and \"t\".[order] is null))",
            "INSERT INTO t(id, note, k) VALUES (1, 'a', 3), (7, 'b', 4)"));
  }

  private static List<Case> uniques() {
    return List.of(
        of(
            "named and unnamed unique constraints",
            "CREATE TABLE t(id integer primary key, note varchar(10) unique, a int, b int,"
                + " unique(a, b), constraint uq unique (b), unique (note, a))",
            "INSERT INTO t VALUES (3, 'a', 1, 2), (5, 'b', NULL, NULL)"),
        of(
            "a unique constraint with a collation and an order",
            "CREATE TABLE t(id integer primary key, note varchar(10), k text,"
                + " unique(k collate nocase desc))",
            "INSERT INTO t VALUES (1, 'a', 'A')"),
        of(
            "conflict clauses",
            "CREATE TABLE t(id integer primary key on conflict ignore, note varchar(10),"
                + " k int not null on conflict replace default 3, j int unique on conflict replace,"
                + " constraint uq unique(k,j) on conflict ignore, check (k > 0) on conflict rollback)",
            "INSERT INTO t VALUES (1, 'a', 1, 1), (2, 'b', 2, 2), (9, 'c', 1, 3)"));
  }

  private static List<Case> keys() {
    return List.of(
        of(
            "a named key of two columns in another order",
            "CREATE TABLE t(a int, note varchar(10), b text, constraint pk_t primary key (b, a))",
            "INSERT INTO t(rowid, a, note, b) VALUES (10, 1, 'a', 'x'), (20, 1, 'b', NULL)"),
        of(
            "INT PRIMARY KEY, which is no rowid, with NULL and text in it",
            "CREATE TABLE t(id INT PRIMARY KEY, note varchar(10))",
            "INSERT INTO t(rowid, id, note) VALUES (3, NULL, 'a'), (5, NULL, 'b'), (8, 7, 'c'),"
                + " (9, 'x1', 'd')"),
        of(
            "INTEGER PRIMARY KEY DESC, which is no rowid",
            "CREATE TABLE t(id INTEGER PRIMARY KEY DESC, note varchar(10))",
            "INSERT INTO t(rowid, id, note) VALUES (30, 1, 'a'), (10, 2, 'b')"),
        of(
            "INTEGER PRIMARY KEY ASC, which is the rowid",
            "CREATE TABLE t(note varchar(10), \"the id\" \"INTEGER\" PRIMARY KEY ASC)",
            "INSERT INTO t VALUES ('a', 40), ('b', -3)"),
        of(
            "a primary key by a constraint of the table, which is the rowid",
            "CREATE TABLE t(note varchar(10), id INTEGER, PRIMARY KEY (id))",
            "INSERT INTO t VALUES ('a', 9223372036854775807), ('b', -9223372036854775808)"),
        of(
            "hidden rowids",
            "CREATE TABLE t(note varchar(10))",
            "INSERT INTO t(rowid, note) VALUES (10, 'a'), (20, 'b'), (-5, NULL)"),
        of(
            "a column that is called rowid and is none",
            "CREATE TABLE t(rowid text, note varchar(10), _ROWID_ int)",
            "INSERT INTO t(oid, rowid, note) VALUES (10, 'a', 'x'), (20, 'b', 'y')"),
        of(
            "AUTOINCREMENT, with deleted rows",
            "CREATE TABLE other(id integer primary key autoincrement)",
            "CREATE TABLE T(id integer primary key autoincrement, note varchar(10))",
            "INSERT INTO other VALUES (77)",
            "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (500, 'c')",
            "DELETE FROM t WHERE id > 1"),
        of(
            "AUTOINCREMENT without a row ever",
            "CREATE TABLE t(id integer primary key autoincrement, note varchar(10))"),
        of(
            "AUTOINCREMENT whose counter was deleted",
            "CREATE TABLE t(id integer primary key autoincrement, note varchar(10))",
            "INSERT INTO t VALUES (5, 'a')",
            "DELETE FROM sqlite_sequence"));
  }

  private static List<Case> foreignKeys() {
    String parent = "CREATE TABLE p(id integer primary key, u text unique, v int)";
    return List.of(
        of(
            "a foreign key with a column and actions",
            parent,
            "CREATE TABLE t(id integer primary key, note varchar(10), pid int"
                + " constraint fk_x references p(id) on delete cascade on update set null)",
            "INSERT INTO p VALUES (1, 'x', 1)",
            "INSERT INTO t VALUES (1, 'a', 1), (2, 'b', NULL)"),
        of(
            "a foreign key of the table, deferred",
            parent,
            "CREATE TABLE t(id integer primary key, note varchar(10), pid int, constraint fk"
                + " foreign key (pid) references p on delete set default deferrable initially deferred)",
            "INSERT INTO p VALUES (1, 'x', 1)",
            "INSERT INTO t VALUES (1, 'a', 1)"),
        of(
            "a foreign key with MATCH and a comment before its action",
            parent,
            "CREATE TABLE t(id INTEGER PRIMARY KEY, note varchar(10), pid INTEGER, q text,"
                + " FOREIGN KEY(pid) REFERENCES p (id) MATCH FULL ON DELETE CASCADE,"
                + " FOREIGN KEY(q) REFERENCES p(u) /* why */ ON DELETE /* not */ SET NULL)",
            "INSERT INTO p VALUES (1, 'x', 1)",
            "INSERT INTO t VALUES (1, 'a', 1, 'x')"),
        of(
            "a foreign key to a table with a dot in its name",
            "CREATE TABLE \"a.b\"(id integer primary key)",
            "CREATE TABLE t(id integer primary key, note varchar(10), r int references \"a.b\"(id))",
            "INSERT INTO \"a.b\" VALUES (4)",
            "INSERT INTO t VALUES (1, 'a', 4)"),
        of(
            "a foreign key to a table that is not there",
            "CREATE TABLE t(id integer primary key, note varchar(10), r int references nope(id))",
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', 3)",
            "PRAGMA foreign_keys = ON"),
        of(
            "foreign keys to itself, with actions",
            "CREATE TABLE t(id integer primary key, note varchar(10), up int references t(id)"
                + " on delete cascade, also int references T on delete set null)",
            "INSERT INTO t VALUES (1, 'a', NULL, NULL), (2, 'b', 1, 1), (3, 'c', 2, 1)"),
        of(
            "rows of others that reference it, with every action",
            "CREATE TABLE t(id integer primary key, note varchar(10), code text unique)",
            "CREATE TABLE c1(t int references t(id) on delete cascade)",
            "CREATE TABLE c2(t int references t(id) on delete set null)",
            "CREATE TABLE c3(t int default 2 references t(id) on delete set default)",
            "CREATE TABLE c4(t int references t(id) on delete restrict)",
            "CREATE TABLE c5(t text references t(code) on update cascade deferrable initially deferred)",
            "INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y')",
            "INSERT INTO c1 VALUES (1), (2)",
            "INSERT INTO c2 VALUES (1)",
            "INSERT INTO c3 VALUES (1)",
            "INSERT INTO c4 VALUES (1)",
            "INSERT INTO c5 VALUES ('x')"),
        of(
            "a row that references nothing since before",
            "PRAGMA foreign_keys = OFF",
            parent,
            "CREATE TABLE t(id integer primary key, note varchar(10), r int references p(id))",
            "INSERT INTO t VALUES (1, 'a', 99)",
            "PRAGMA foreign_keys = ON"));
  }

  private static List<Case> options() {
    return List.of(
        of(
            "WITHOUT ROWID",
            "CREATE TABLE t(k text, note varchar(10), j int, primary key (k desc, j)) WITHOUT ROWID",
            "INSERT INTO t VALUES ('a', 'x', 1), ('b', 'y', 2)"),
        of(
            "STRICT with a column of ANY",
            "CREATE TABLE t(id integer primary key, note blob, k any) strict",
            "INSERT INTO t VALUES (1, NULL, '000123'), (2, NULL, 123), (3, NULL, 1.5)"),
        of(
            "STRICT and WITHOUT ROWID",
            "CREATE TABLE t(id int primary key, note blob) without rowid, strict",
            "INSERT INTO t VALUES (4, NULL)"));
  }

  private static List<Case> columns() {
    return List.of(
        of(
            "generated columns",
            "CREATE TABLE t(id integer primary key, v int as (a*2), note varchar(10), a int,"
                + " w text generated always as (note || a) stored not null, x as (v + 1) virtual unique)",
            "INSERT INTO t(id, note, a) VALUES (1, 'x', 5), (2, 'y', 6)"),
        of(
            "collations",
            "CREATE TABLE t(id integer primary key, note varchar(10) collate rtrim,"
                + " name text collate nocase, n2 text not null collate rtrim default 'q')",
            "INSERT INTO t VALUES (1, 'a  ', 'B', 'c')"),
        of(
            "defaults of every form",
            "CREATE TABLE t(id integer primary key, note varchar(10) default 'it''s', a int default -1,"
                + " b default +1.5e3, c blob default x'00ff', d default (1 + (2)), e default"
                + " current_timestamp, f text default \"quoted\", g default (coalesce(1, ':x')),"
                + " h default null, i default true, j default 'x' not null, k default word)",
            "INSERT INTO t(id, note) VALUES (1, 'a')"),
        of(
            "declared types",
            "CREATE TABLE t(id integer primary key, note varchar(10), a MONEY, b UUID,"
                + " c TIMESTAMP WITH TIME ZONE, d \"BIGINT UNSIGNED\", e DOUBLE PRECISION,"
                + " f DECIMAL(10, 2), g INTEGER(11), h [odd type], i LONG VARCHAR, j 'it''s')",
            "INSERT INTO t(id, a, b, c, f) VALUES (1, 5, 'u', 'z', 1.50)"),
        of(
            "columns without a type",
            "CREATE TABLE t(id integer primary key, note varchar(10), a, b not null, c primaryx)",
            "INSERT INTO t VALUES (1, 'a', '007', 7, x'07')"),
        of(
            "a named NOT NULL and other named clauses",
            "CREATE TABLE t(id integer constraint pk primary key, note varchar(10) constraint nn"
                + " not null constraint df default 'x' constraint co collate nocase)",
            "INSERT INTO t VALUES (1, 'a')"),
        of(
            "comments and odd layout",
            "CREATE TABLE t -- the table\n(\n  id integer primary key, -- the id\n\n  note varchar(10)"
                + " /* free; 'text' ) */ ,k int -- last, with a comma (\n , check(k>0)-- and\n)",
            "INSERT INTO t VALUES (1, 'a', 4)"),
        of(
            "the order of columns",
            "CREATE TABLE t(z int, note varchar(10), a int, id integer primary key, m int)",
            "INSERT INTO t VALUES (1, 'a', 3, 4, 5)"),
        of(
            "values of every kind, to the byte",
            "CREATE TABLE t(id integer primary key, note varchar(10), v)",
            "INSERT INTO t VALUES (1, CAST(x'ff00fe' AS TEXT), CAST(x'6100c328' AS TEXT)),"
                + " (2, x'00', 9223372036854775807), (3, NULL, 1e308), (4, '', -0.0),"
                + " (5, '\uD83D\uDE00', 9e999), (6, '0123456789abcdef', zeroblob(5000))"));
  }

  private static List<Case> objects() {
    return List.of(
        of(
            "indexes of every form",
            "CREATE TABLE t(id integer primary key, note varchar(10), a text, b int)",
            "CREATE INDEX ix_plain on t(a,b)",
            "CREATE INDEX ix_desc on t(a desc, b)",
            "CREATE INDEX ix_coll on t(a collate nocase)",
            "CREATE INDEX ix_expr on t(lower(a))",
            "CREATE INDEX ix_mixed on t(b, lower(note) desc)",
            "CREATE INDEX ix_part on t(a) where b > 0 and a <> ':x'",
            "CREATE UNIQUE INDEX ux on t(b)",
            "CREATE UNIQUE INDEX ux_part on t(a) where b is not null",
            "CREATE UNIQUE INDEX   ux_expr on t(  lower(a) || 'x' )",
            "CREATE INDEX \"ix weird\" on t(a) -- hello",
            "CREATE INDEX \"it's\"\"\" on t(a, note)",
            "INSERT INTO t VALUES (1, 'x', 'A', 1), (2, 'y', 'B', NULL)"),
        of(
            "triggers on it, in their order among the indexes",
            "CREATE TABLE log(x)",
            "CREATE TABLE t(id integer primary key, note varchar(10), a int)",
            "CREATE TRIGGER trg after insert on t begin insert into log values(new.id); end",
            "CREATE INDEX ix on t(a)",
            "CREATE TRIGGER \"t r\" before update of note, a on t for each row when new.a > 0"
                + " begin -- why\n select raise(ignore); end",
            "CREATE TRIGGER t after delete on t begin delete from log where x = old.id; end",
            "INSERT INTO t VALUES (1, 'a', 2)"),
        of(
            "triggers on others that name it",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE TABLE log(x)",
            "CREATE TRIGGER trg after insert on log begin"
                + " update t set note = new.x where id = (select max(id) from t); end",
            "INSERT INTO t VALUES (1, 'a')"),
        of(
            "views that name it, and triggers on them",
            "CREATE TABLE t(id integer primary key, note varchar(10), a int)",
            "CREATE VIEW v as select id, upper(note) as n from t",
            "CREATE VIEW v2(x, y) as select n, a from v join t using (id)",
            "CREATE TRIGGER trg instead of insert on v begin"
                + " insert into t(note) values (new.n); end",
            "INSERT INTO t VALUES (1, 'a', 2)"),
        of(
            "a trigger and a view that are broken since before",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE VIEW bad as select * from nope",
            "CREATE TRIGGER broken after insert on t begin insert into nope values (new.nope); end",
            "CREATE TABLE other(x)",
            "CREATE TRIGGER alsobroken after insert on other begin insert into nope values (1); end"),
        of(
            "full-text search over its rows",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE VIRTUAL TABLE f USING fts5(note, content='t', content_rowid='id')",
            "INSERT INTO t VALUES (10, 'apple'), (20, 'pear')",
            "INSERT INTO f(f) VALUES ('rebuild')"),
        of(
            "the statistics of ANALYZE",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE INDEX ix on t(note)",
            "CREATE TABLE other(x unique)",
            "INSERT INTO t VALUES (1, 'a'), (2, 'a')",
            "INSERT INTO other VALUES (1)",
            "ANALYZE",
            "UPDATE sqlite_stat1 SET stat = '9 9' WHERE idx = 'ix'"),
        of(
            "the statistics of an older SQLite, in one table alone",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE INDEX ix on t(note)",
            "INSERT INTO t VALUES (1, 'a'), (2, 'a')",
            "ANALYZE",
            "DROP TABLE sqlite_stat4"));
  }

  private static List<Case> places() {
    String odd = "o d%d:\"d'é.select";
    String quoted = '"' + odd.replace("\"", "\"\"") + '"';
    String longName = "n".repeat(1000);
    return List.of(
        named(
            odd,
            "odd identifiers",
            "CREATE TABLE "
                + quoted
                + "([select] integer primary key, note varchar(10), \"a\"\"b\" int, `c d` int,"
                + " \"ü\" int, \"Ü\" int, \"x.y\" int unique, check (\"a\"\"b\" > 0))",
            "CREATE INDEX \"i.x\" ON " + quoted + "(\"a\"\"b\", `c d`) WHERE \"x.y\" > 0",
            "INSERT INTO " + quoted + " VALUES (1, 'a', 2, 3, 4, 5, 6)",
            "CREATE VIEW v AS SELECT * FROM " + quoted,
            "CREATE TRIGGER \"tr.g\" AFTER UPDATE OF \"a\"\"b\", \"x.y\" ON "
                + quoted
                + " BEGIN SELECT new.\"x.y\"; END"),
        named(
            longName,
            "a very long name",
            "CREATE TABLE " + longName + "(id integer primary key autoincrement, note varchar(10))",
            "CREATE INDEX i" + longName + " ON " + longName + "(note)",
            "INSERT INTO " + longName + " VALUES (1, 'a')"),
        named(
            "mIxEd",
            "a name in another case",
            "CREATE TABLE MiXeD(Id integer primary key autoincrement, note varchar(10))",
            "CREATE INDEX Ix ON MIXED(NOTE)",
            "CREATE TRIGGER Tr AFTER INSERT ON mixed BEGIN SELECT 1; END",
            "INSERT INTO mixed VALUES (1, 'a')",
            "ANALYZE"),
        of(
            "names that are ours",
            "CREATE TABLE t(id integer primary key, note varchar(10), retort_aside_1 int)",
            "CREATE TABLE retort_new_t(x)",
            "INSERT INTO retort_new_t VALUES (1)",
            "INSERT INTO t VALUES (1, 'a', 2)"),
        of(
            "a temporary table of the same name",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE INDEX ix ON t(note)",
            "CREATE TRIGGER trg AFTER INSERT ON t BEGIN SELECT 1; END",
            "INSERT INTO t VALUES (1, 'a')",
            "CREATE TEMP TABLE t(other int)",
            "CREATE TEMP TRIGGER ontemp AFTER INSERT ON temp.t BEGIN SELECT 2; END",
            "INSERT INTO temp.t VALUES (3)"),
        of(
            "temporary views and triggers",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "CREATE TABLE other(x)",
            "INSERT INTO t VALUES (1, 'a')",
            "CREATE TEMP VIEW tv AS SELECT note FROM t",
            "CREATE TEMP TRIGGER one AFTER INSERT ON t BEGIN SELECT new.note; END",
            "CREATE TEMP TRIGGER two AFTER INSERT ON main.t BEGIN SELECT new.id; END",
            "CREATE TEMP TRIGGER three AFTER INSERT ON other BEGIN DELETE FROM t; END"),
        of(
            "an attached database with a table of the same name",
            "CREATE TABLE t(id integer primary key, note varchar(10))",
            "INSERT INTO t VALUES (1, 'a')",
            "ATTACH ':memory:' AS \"the other\"",
            "CREATE TABLE \"the other\".t(id integer primary key autoincrement, note blob)",
            "INSERT INTO \"the other\".t VALUES (9, 'z')",
            "CREATE INDEX \"the other\".ix ON t(note)",
            "CREATE TEMP TRIGGER far AFTER INSERT ON \"the other\".t BEGIN SELECT 1; END"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void changingATypeByTheTextChangesNothingElse(Case given) throws SQLException {
    assertNothingElseChanges(given, RebuildMode.AUTO);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void changingATypeByARebuildChangesNothingElse(Case given) throws SQLException {
    assertNothingElseChanges(given, RebuildMode.CLASSIC);
  }

  private static void assertNothingElseChanges(Case given, RebuildMode mode) throws SQLException {
    try (TestDatabase database = TestDatabase.inMemory(given.script())) {
      Snapshot before = database.snapshot();
      String stored =
          database
              .query(
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = '"
                      + given.table().replace("'", "''")
                      + "' COLLATE NOCASE")
              .get(0);
      Snapshot expected =
          before
              .expecting(
                  "text main " + stored + " table " + stored,
                  text -> TYPE.matcher(text).replaceFirst("note TEXT"))
              .expecting(
                  "column main." + stored + ".note",
                  column -> column.replaceFirst("note, (varchar\\(10\\)|BLOB|blob)", "note, TEXT"));

      database.alter(mode, given.table(), alterColumn("note").type(ColumnType.text()));

      assertThat(expected.differences(database.snapshot())).isEmpty();
      assertThat(database.query("PRAGMA integrity_check")).containsExactly("ok");
    }
  }
}
