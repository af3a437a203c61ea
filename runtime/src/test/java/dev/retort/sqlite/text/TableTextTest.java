package dev.retort.sqlite.text;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.schema.Name;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
  private static final String LINES =
      """
      CREATE TABLE pets( -- all of them
        id INTEGER PRIMARY KEY, -- the key
        -- what it is called
        name TEXT NOT NULL, /* never blank */
        age INT -- in years
        -- the end
      )""";
  private static final String COMMA_FIRST =
      """
      CREATE TABLE pets(
          id INTEGER -- the key
        , name TEXT -- the name
        , age INT -- in years
      )""";

  private static final Name ID = Name.of("id");
  private static final Name NAME = Name.of("name");
  private static final Name AGE = Name.of("age");

  @Test
  void aColumnGetsALineOfItsOwn() {
    assertThat(TableText.read(LINES).addColumn("size REAL", ColumnPlace.LAST).sql())
        .isEqualTo(LINES.replace("age INT -- in years\n", "age INT, -- in years\n  size REAL\n"));
    assertThat(TableText.read(LINES).addColumn("size REAL", ColumnPlace.after(ID)).sql())
        .isEqualTo(LINES.replace("-- the key\n", "-- the key\n  size REAL,\n"));
    assertThat(TableText.read(LINES).addColumn("size REAL", ColumnPlace.before(NAME)).sql())
        .isEqualTo(LINES.replace("-- the key\n", "-- the key\n  size REAL,\n"));
    assertThat(TableText.read(LINES).addColumn("size REAL", ColumnPlace.FIRST).sql())
        .isEqualTo(LINES.replace("-- all of them\n", "-- all of them\n  size REAL,\n"));
  }

  @Test
  void aColumnGetsTheCommaWhereTheOthersHaveIt() {
    assertThat(TableText.read(COMMA_FIRST).addColumn("size REAL", ColumnPlace.LAST).sql())
        .isEqualTo(COMMA_FIRST.replace("-- in years\n", "-- in years\n  , size REAL\n"));
    assertThat(TableText.read(COMMA_FIRST).addColumn("size REAL", ColumnPlace.after(ID)).sql())
        .isEqualTo(COMMA_FIRST.replace("-- the key\n", "-- the key\n  , size REAL\n"));
  }

  @Test
  void aColumnStaysOnTheLineOfTheOthers() {
    TableText table = TableText.read("CREATE TABLE t(a, b /* of b */, CHECK(a > b))");
    assertThat(table.addColumn("c", ColumnPlace.LAST).sql())
        .isEqualTo("CREATE TABLE t(a, b /* of b */, c, CHECK(a > b))");
    assertThat(table.addColumn("c", ColumnPlace.FIRST).sql())
        .isEqualTo("CREATE TABLE t(c, a, b /* of b */, CHECK(a > b))");
    assertThat(table.addColumn("c -- of c", ColumnPlace.LAST).sql())
        .isEqualTo("CREATE TABLE t(a, b /* of b */, c -- of c\n, CHECK(a > b))");
  }

  @Test
  void aColumnTakesOnlyTheCommentOnItsLineAlong() {
    assertThat(TableText.read(LINES).dropColumn(ID).sql())
        .isEqualTo(LINES.replace("\n  id INTEGER PRIMARY KEY, -- the key", ""));
    assertThat(TableText.read(LINES).dropColumn(NAME).sql())
        .isEqualTo(LINES.replace("\n  name TEXT NOT NULL, /* never blank */", ""));
    assertThat(TableText.read(LINES).dropColumn(AGE).sql())
        .isEqualTo(
            LINES.replace("\n  age INT -- in years", "").replace("NOT NULL, /*", "NOT NULL /*"));
    assertThat(TableText.read(COMMA_FIRST).dropColumn(ID).sql())
        .isEqualTo(COMMA_FIRST.replace("id INTEGER -- the key\n  , ", ""));
    assertThat(TableText.read(COMMA_FIRST).dropColumn(NAME).sql())
        .isEqualTo(COMMA_FIRST.replace("  , name TEXT -- the name\n", ""));
    assertThat(TableText.read(COMMA_FIRST).dropColumn(AGE).sql())
        .isEqualTo(COMMA_FIRST.replace("  , age INT -- in years\n", ""));
  }

  @Test
  void theClosingParenthesisNeverFallsIntoAComment() {
    assertThat(TableText.read("CREATE TABLE t(a, -- of a\n b)").dropColumn(Name.of("b")).sql())
        .isEqualTo("CREATE TABLE t(a -- of a\n)");
    assertThat(TableText.read("CREATE TABLE t(a -- of a\n, b)").dropColumn(Name.of("b")).sql())
        .isEqualTo("CREATE TABLE t(a -- of a\n)");
    assertThat(TableText.read("CREATE TABLE t(a -- of a\n)").addConstraint("CHECK(a)").sql())
        .isEqualTo("CREATE TABLE t(a, -- of a\nCHECK(a)\n)");
  }

  @Test
  void theOnlyColumnIsNotDropped() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> TableText.read("CREATE TABLE t(a)").dropColumn(Name.of("A")));
    assertThat(problem).hasMessageThat().isEqualTo("table \"t\" has no column but \"A\"");
  }

  @Test
  void clausesChangeAlone() {
    TableText table =
        TableText.read(
            "CREATE TABLE t(a CHECK(a)DEFAULT'x'CONSTRAINT n NOT NULL ON CONFLICT FAIL)");
    Name a = Name.of("a");
    assertThat(table.nullable(a).sql()).isEqualTo("CREATE TABLE t(a CHECK(a)DEFAULT'x')");
    assertThat(table.defaultTo(a, "5").sql())
        .isEqualTo("CREATE TABLE t(a CHECK(a)DEFAULT 5 CONSTRAINT n NOT NULL ON CONFLICT FAIL)");
    assertThat(table.dropCheck("A").type(a, "INT").dropDefault(a).sql())
        .isEqualTo("CREATE TABLE t(a INT CONSTRAINT n NOT NULL ON CONFLICT FAIL)");
    assertThat(table.collate(a, "NOCASE").collate(a, "\"x y\"").sql())
        .isEqualTo(table.sql().replace("FAIL)", "FAIL COLLATE \"x y\")"));
  }

  @Test
  void aNameWithoutAClauseDoesNotTakeTheNewOne() {
    TableText table = TableText.read("CREATE TABLE t(a INT CONSTRAINT n, CONSTRAINT m)");
    assertThat(table.notNull(Name.of("a")).sql())
        .isEqualTo("CREATE TABLE t(a INT NOT NULL CONSTRAINT n, CONSTRAINT m)");
    assertThat(table.dropConstraint(Name.of("M")).dropConstraint(Name.of("n")).sql())
        .isEqualTo("CREATE TABLE t(a INT)");
  }

  @Test
  void constraintsNeedNoCommaBetween() {
    TableText table =
        TableText.read("CREATE TABLE t(a, CONSTRAINT x CHECK(a) CONSTRAINT y UNIQUE(a) CHECK(1))");
    assertThat(table.constraints().stream().map(ConstraintText::kind))
        .containsExactly(Kind.CHECK, Kind.UNIQUE, Kind.CHECK)
        .inOrder();
    assertThat(table.dropConstraint(Name.of("x")).sql())
        .isEqualTo("CREATE TABLE t(a, CONSTRAINT y UNIQUE(a) CHECK(1))");
    assertThat(table.dropUnique(List.of(Name.of("a"))).sql())
        .isEqualTo("CREATE TABLE t(a, CONSTRAINT x CHECK(a) CHECK(1))");
    assertThat(table.dropCheck("1").sql())
        .isEqualTo("CREATE TABLE t(a, CONSTRAINT x CHECK(a) CONSTRAINT y UNIQUE(a))");
  }

  @Test
  void aNameWithoutAClauseGoesWithTheClauseBehindItAndNoOther() {
    TableText table =
        TableText.read("CREATE TABLE t(a, CONSTRAINT x CONSTRAINT y PRIMARY KEY(a) UNIQUE(a))");
    assertThat(table.dropPrimaryKey().sql()).isEqualTo("CREATE TABLE t(a, UNIQUE(a))");
    assertThat(table.dropUnique(List.of(Name.of("a"))).sql())
        .isEqualTo("CREATE TABLE t(a, CONSTRAINT x CONSTRAINT y PRIMARY KEY(a))");
  }

  @Test
  void renamingFollowsItsNameBeforeADot() {
    TableText table =
        TableText.read(
            "CREATE TABLE old(old INT CHECK(old.old > 0 AND \"OLD\" . old <> 'old.x'),"
                + " b REFERENCES old(old), CHECK(main.old.b OR old))");
    assertThat(table.renamed(Name.of("new")).sql())
        .isEqualTo(
            "CREATE TABLE \"new\"(old INT CHECK(\"new\".old > 0 AND \"new\" . old <> 'old.x'),"
                + " b REFERENCES old(old), CHECK(main.\"new\".b OR old))");
  }

  @Test
  void aDeferralIsAboutTheLastForeignKeyBeforeIt() {
    TableText table =
        TableText.read(
            "CREATE TABLE t(a REFERENCES p NOT NULL DEFERRABLE INITIALLY DEFERRED, b REFERENCES q)");
    ForeignKeyText key = foreignKey(table, "a");
    assertThat(key.initiallyDeferred()).isTrue();
    assertThat(foreignKey(table, "b").deferrable()).isFalse();
    assertThat(table.dropForeignKey(List.of(Name.of("a"))).sql())
        .isEqualTo("CREATE TABLE t(a NOT NULL, b REFERENCES q)");
  }

  @Test
  void aDeferralIsNotMovedToAnotherForeignKey() {
    TableText table =
        TableText.read("CREATE TABLE t(a REFERENCES p, b REFERENCES q, c DEFERRABLE)");
    assertThat(foreignKey(table, "b").deferrable()).isTrue();
    UnreadableText problem =
        assertThrows(UnreadableText.class, () -> table.dropColumn(Name.of("b")));
    assertThat(problem)
        .hasMessageThat()
        .isEqualTo(
            "cannot edit the text, since a DEFERRABLE in it would be about another foreign key: "
                + table.sql());
    assertThrows(
        UnreadableText.class,
        () -> table.addColumn("d REFERENCES r", ColumnPlace.after(Name.of("b"))));
  }

  @Test
  void optionsComeInAnyOrder() {
    TableText table = TableText.read("CREATE TABLE t(a PRIMARY KEY)without RowId /* x */ , strict");
    assertThat(table.isStrict() && table.isWithoutRowid()).isTrue();
    assertThat(table.withRowid().sql()).isEqualTo("CREATE TABLE t(a PRIMARY KEY) /* x */ strict");
    assertThat(table.notStrict().sql())
        .isEqualTo("CREATE TABLE t(a PRIMARY KEY)without RowId /* x */ ");
    assertThat(TableText.read("CREATE TABLE t(a INT) -- end").strict().sql())
        .isEqualTo("CREATE TABLE t(a INT) STRICT -- end");
  }

  @Test
  void whatIsNoTableIsRefused() {
    for (String sql :
        List.of(
            "",
            "CREATE VIEW v AS SELECT 1",
            "CREATE TABLE t AS SELECT 1",
            "CREATE TABLE t(a",
            "CREATE TABLE t(a))",
            "CREATE TABLE t()",
            "CREATE TABLE t(a,)",
            "CREATE TABLE t(a, CHECK(1), b)",
            "CREATE TABLE t(a DEFAULT)",
            "CREATE TABLE t(a NOT)",
            "CREATE TABLE t(select)",
            "CREATE TABLE t(a 'b)",
            "CREATE TABLE t(a, UNIQUE(a + 1))",
            "CREATE TABLE t(a); DROP TABLE t")) {
      UnreadableText problem =
          assertThrows(UnreadableText.class, () -> TableText.read(sql), () -> sql);
      assertThat(problem).hasMessageThat().endsWith(": " + sql);
    }
  }

  @Test
  void aRefusalSaysWhere() {
    UnreadableText problem =
        assertThrows(UnreadableText.class, () -> TableText.read("CREATE TABLE FROM(a)"));
    assertThat(problem)
        .hasMessageThat()
        .isEqualTo("cannot read the text at \"FROM\", where a name stands: CREATE TABLE FROM(a)");
  }

  @Test
  void whatIsAddedMustBeOneClause() {
    TableText table = TableText.read("CREATE TABLE t(a)");
    Name a = Name.of("a");
    for (Runnable edit :
        List.<Runnable>of(
            () -> table.addColumn("b, c", ColumnPlace.LAST),
            () -> table.addColumn("b)", ColumnPlace.LAST),
            () -> table.addConstraint("CHECK(a), CHECK(a)"),
            () -> table.addConstraint("b INT"),
            () -> table.type(a, "INT NOT NULL"),
            () -> table.type(a, "INT, b"),
            () -> table.defaultTo(a, "1 NOT NULL"),
            () -> table.defaultTo(a, "(1"),
            () -> table.collate(a, "x y"))) {
      assertThrows(UnreadableText.class, edit::run);
    }
  }

  @Test
  void anUnknownClauseIsCarriedAlong() {
    String sql = "CREATE TABLE t(a INT NOT NULL HIDDEN (1, 2) FOO DEFAULT 1, b) WITHOUT foo";
    TableText table = TableText.read(sql);
    assertThat(table.sql()).isEqualTo(sql);
    assertThat(table.dropDefault(Name.of("a")).sql()).isEqualTo(sql.replace(" DEFAULT 1", ""));
    assertThat(table.columns().get(0).constraints().get(1).kind()).isEqualTo(Kind.OTHER);
  }

  private static ForeignKeyText foreignKey(TableText table, String column) {
    return table
        .column(Name.of(column))
        .orElseThrow()
        .last(Kind.FOREIGN_KEY)
        .orElseThrow()
        .foreignKey()
        .orElseThrow();
  }
}
