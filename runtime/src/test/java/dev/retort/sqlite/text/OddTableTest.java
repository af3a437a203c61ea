package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that SQLite takes and that a reader may stumble over: every edit of each is made. */
class OddTableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE/**/TABLE--\n[t](/*(*/a/*,*/INT/*)*/,--)\nb--'\n)",
        "create table 'a'('a' 'a' default 'a' check('a'<>'a''a'), 'b'references'a'('a'))",
        "CREATE TABLE key(key key key DEFAULT key, action abort, \"primary\" PRIMARY KEY)",
        "CREATE TABLE t(a CHECK((((a)))>((0))AND(a IN((1),(2)))),b AS((a+(1)))STORED)",
        "CREATE TABLE \"ü ß\"(é TEXT DEFAULT 'ñ',ΩΩ, \"\ud83d\ude00 x\" INT CHECK(\"\ud83d\ude00 x\">0))",
        "CREATE TABLE t(\r\n\ta INT,\r\n\tb TEXT -- b\r\n,\r\n\tCHECK(a>0)\r\n)\r\n",
        "CREATE TABLE t(a INT CONSTRAINT x CONSTRAINT y,b CONSTRAINT z,CONSTRAINT w)",
        "CREATE TABLE t(a CONSTRAINT x CONSTRAINT y NOT NULL CONSTRAINT z,b)",
        "CREATE TABLE t(a COLLATE nocase COLLATE rtrim DEFAULT 1 DEFAULT 2 COLLATE binary,b)",
        "CREATE TABLE t(a NOT NULL NOT NULL ON CONFLICT IGNORE NULL,b NULL ON CONFLICT FAIL)",
        "CREATE TABLE t(a NOT/**/NULL/**/ON/**/CONFLICT/**/ROLLBACK,b UNIQUE ON CONFLICT REPLACE)",
        "CREATE TABLE t(a, b VARCHAR(10) GENERATED ALWAYS AS(a)VIRTUAL, c generated always AS(a))",
        "CREATE TABLE t(a, b [int] GENERATED ALWAYS AS (a), c AS (a) NOT NULL UNIQUE CHECK(c>1))",
        "CREATE TABLE t(a, b INT/**/GENERATED ALWAYS AS(a) STORED, c\nGENERATED\nALWAYS AS (a))",
        "CREATE TABLE t(a,b ALWAYS AS(a),c GENERATED,d generated always)",
        "CREATE TABLE t(a CHECK(a NOT IN('SELECT','(',')',x'28','--')),b CHECK(CASE a WHEN b THEN 1 END))",
        "CREATE TABLE t(a CHECK('references' <> \"a\" AND 'CONSTRAINT x NOT NULL'=a) NOT NULL)",
        "CREATE TABLE t(a REFERENCES t(a) ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL"
            + " NOT DEFERRABLE INITIALLY DEFERRED NOT NULL, b)",
        "CREATE TABLE t(a,b,FOREIGN KEY(a,b)REFERENCES p(x,y)MATCH simple ON DELETE RESTRICT"
            + " ON UPDATE SET DEFAULT DEFERRABLE INITIALLY IMMEDIATE,FOREIGN KEY(b)REFERENCES q)",
        "CREATE TABLE t(a REFERENCES p REFERENCES q ON DELETE CASCADE DEFERRABLE,b)",
        "CREATE TABLE t(a INT PRIMARY KEY, b TEXT)STRICT,WITHOUT ROWID",
        "CREATE TABLE t(a INT PRIMARY KEY, b TEXT)WITHOUT/**/ROWID/*,*/,--x\nstrict--y",
        "CREATE TABLE t(a unsigned big int(1,2), b DOUBLE PRECISION(+1.5e3), c 'x' 'y' \"z\")",
        "CREATE TABLE t(a LONG INTEGER PRIMARY KEY DESC, b decimal(-1,+2)UNIQUE)",
        "CREATE TABLE t(a DEFAULT 'it''s (\"x\", [y]', b DEFAULT \"a\"\"b\", c DEFAULT[x]NOT NULL)",
        "CREATE TABLE t(a DEFAULT 1_000, b DEFAULT 0xF_F, c DEFAULT 1_0.5_0e1_0, d DEFAULT .5)",
        "CREATE TABLE t(a DEFAULT x'00fF'NOT NULL, b BLOB DEFAULT X'', c DEFAULT-1,d DEFAULT+ 1)",
        "CREATE TABLE t(a DEFAULT(1)DEFAULT(2)CHECK(1)CHECK(2)UNIQUE,b DEFAULT((1)+(2)))",
        "CREATE TABLE t(a DEFAULT NULL, b DEFAULT TRUE, c DEFAULT current_date, d DEFAULT xyz)",
        "CREATE TABLE t(a DEFAULT('x'||\n-- (\n'y')/*1*/NOT/*2*/NULL/*3*/,/*4*/b/*5*/)/*6*/",
        "CREATE TABLE IF NOT EXISTS main.t(a,b)",
        "CREATE TABLE [IF](\"NOT\" INT, [EXISTS] INT)",
        "CREATE TABLE \"main\".\"x.y\"(\"a.b\" INT, \"x.y\" INT CHECK(\"x.y\".\"a.b\">0))",
        "CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\", 2.5, NULL AS d",
        "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, b)",
        "CREATE TABLE t(id INTEGER, b, CONSTRAINT pk PRIMARY KEY(id AUTOINCREMENT)ON CONFLICT FAIL)",
        "CREATE TABLE t(id INTEGER, b, PRIMARY KEY((id)ASC AUTOINCREMENT) CHECK(b)UNIQUE(b,id))",
        "CREATE TABLE t(a,b,PRIMARY KEY(b COLLATE nocase DESC,a),UNIQUE(a COLLATE'rtrim'),UNIQUE(b))",
        "CREATE TABLE t(a PRIMARY KEY ASC ON CONFLICT REPLACE CONSTRAINT u UNIQUE,b)WITHOUT ROWID",
        "CREATE TABLE t(a,b UNIQUE UNIQUE,UNIQUE(a)UNIQUE(b)CONSTRAINT c CHECK(a),CHECK(b)CHECK(a))",
        "CREATE TABLE t(a TEXT CHECK(json_valid(a)AND a->>'$.x' IS NOT 1),b CHECK(b GLOB '[a-z]*'))",
        "CREATE TABLE t(a,b CHECK(t.a IS NOT t.b)CHECK(main.t.a<>1)NOT NULL)",
        "CREATE TABLE t(\"\"INT,b)",
        "CREATE TABLE \" \"(\"\n\" INT, [ ] TEXT, `\t` BLOB)",
        "CREATE TABLE t(a \u000b\f INT\f,\u000cb)",
        "CREATE TABLE t(\ufeffa INT,\ufeff b)",
        "CREATE TABLE t(\u00a0a INT, b\u2028 TEXT)",
        "CREATE TABLE t(a,b)/* never closed",
        "CREATE TABLE t(a,b)-- end",
        "CREATE TABLE t(a--\n--\n,--\n--\nb--\n--\n)",
        "CREATE TABLE t(a/**/,/**//**/b/**//**/)",
        "CREATE TABLE t(a DEFERRABLE,b REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TABLE t(a INT/*1*/--2\n/*3*/NOT NULL--4\n/*5*/,/*6*/--7\nb--8\n/*9*/)",
        "CREATE TABLE t(a INTEGER NOT NULL\n , b TEXT\n , c REAL -- last\n /* more */ )",
        "CREATE TABLE t(a,\n\n  -- about b\n  -- and more\n  b INT,\n\n  /* about c */ c INT\n)",
        "CREATE TABLE t(\n  -- a INT,\n  b INT, -- b, and (\n  c INT -- c\n  -- , d INT\n)",
        "CREATE TABLE t(a$b INT, c$ INT)",
        "CREATE TABLE t(a ON_ CONFLICT_, b over, c filter, d window, e materialized, f nulls)",
        "CREATE TABLE t(cross INT, full INT, natural TEXT, indexed INT, \"outer\" INT)",
        "CREATE TABLE t(a COLLATE binary/**/COLLATE\"nocase\", b COLLATE'rtrim'DEFAULT''COLLATE[binary])",
        "CREATE TABLE t(a CHECK(a), b, CHECK(b)ON CONFLICT IGNORE)",
        "CREATE TABLE t(a INT, b INT, CHECK(a BETWEEN 1 AND 2), CHECK(b ISNULL OR b NOTNULL))",
        "CREATE TABLE t(a DEFAULT ':x', b DEFAULT -9223372036854775808, c DEFAULT 1e999)",
        "CREATE TABLE t(a REFERENCES \"p\"\"q\" ( \"x\"\"y\" ), b REFERENCES[p q]REFERENCES`r s`)",
      })
  void isReadAndEditedAsSqliteReadsIt(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String stored = Facts.stored(connection, sql).orElseThrow();
      assertThat(new Editing(connection, stored).check()).isAtLeast(10);
    }
  }
}
