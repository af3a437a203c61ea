package dev.retort.schema;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.blob;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.collate;
import static dev.retort.schema.Ddl.column;
import static dev.retort.schema.Ddl.date;
import static dev.retort.schema.Ddl.desc;
import static dev.retort.schema.Ddl.expression;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.numeric;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.real;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.smallint;
import static dev.retort.schema.Ddl.strict;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.time;
import static dev.retort.schema.Ddl.timestamp;
import static dev.retort.schema.Ddl.timestampTz;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.schema.Ddl.uuid;
import static dev.retort.schema.Ddl.varchar;
import static dev.retort.schema.Ddl.withoutRowid;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DdlTest {
  static Stream<Arguments> whatCannotBeRight() {
    return Stream.of(
        refused(() -> text(""), "a name is empty: \"\""),
        refused(() -> text("a\0b"), "the name \"a\\0b\" holds the character NUL"),
        refused(
            () -> index("sqlite_ix"),
            "the name \"sqlite_ix\" begins with a reserved prefix: sqlite_ or retort_"),
        refused(
            () -> text("Retort_x"),
            "the name \"Retort_x\" begins with a reserved prefix: sqlite_ or retort_"),
        refused(() -> varchar("a", 0), "a text of length 0 holds nothing"),
        refused(
            () -> numeric("a", 16, 2),
            "numeric(16, 2) is exact to 15 digits only; use text, or bigint and count in the"
                + " smallest unit"),
        refused(
            () -> numeric("a", 3, 4),
            "numeric(3, 4): the precision is 1 to 15, the scale 0 to the precision"),
        refused(
            () -> varchar("code", 2).defaultValue("abc"),
            "the default of the column \"code\": the value 'abc' does not fit varchar(2)"),
        refused(
            () -> numeric("price", 5, 2).defaultValue(new BigDecimal("1234.5")),
            "the default of the column \"price\": the value 1234.5 does not fit numeric(5, 2)"),
        refused(
            () -> smallint("n").is(40_000),
            "a value of the column \"n\": the value 40000 does not fit smallint"),
        refused(
            () -> real("x").defaultValue(Double.NaN),
            "the default of the column \"x\": the number NaN is not finite"),
        refused(
            () -> bigint("id").primaryKey().primaryKey(),
            "the column \"id\" is the primary key twice"),
        refused(
            () -> text("id").primaryKey().autoincrement(),
            "the column \"id\" is text: only whole numbers autoincrement"),
        refused(
            () -> bigint("id").autoincrement(),
            "the column \"id\" wants .primaryKey() before .autoincrement()"),
        refused(
            () -> bigint("id").onDelete(Action.CASCADE),
            "the column \"id\" wants .references(..) before .onDelete(..)"),
        refused(
            () -> integer("a").stored(),
            "the column \"a\" wants .generatedAs(..) before .virtual() or .stored()"),
        refused(
            () -> integer("a").defaultValue(1).generatedAs("b"),
            "the column \"a\" is generated and cannot have the default 1"),
        refused(() -> check(" "), "a check has an empty expression: \" \""),
        refused(
            () -> check("a > 0) CHECK (b > 0"),
            "a check has no single expression: \"a > 0) CHECK (b > 0\""),
        refused(
            () -> column("a", "TEXT, b TEXT", String.class),
            "this is no single type: \"TEXT, b TEXT\""),
        refused(
            () -> text("a").is(null),
            "a value of the column \"a\": a value is null; say .isNull(), or no default at all"),
        refused(() -> primaryKey(), "a primary key has no columns"),
        refused(() -> unique("a", "A"), "a unique constraint has the column \"A\" twice"),
        refused(
            () -> foreignKey("a", "b").references("t", "x"),
            "the foreign key (\"a\", \"b\") has 2 columns, but references 1 of \"t\": (\"x\")"),
        refused(() -> index("ix").on("t"), "the index \"ix\" has no columns"),
        refused(() -> row(), "a row has no columns"),
        refused(
            () -> add(check("a > 0")).first(),
            "only a column has a position or a backfill, not check (a > 0)"),
        refused(
            () -> alterColumn("a").type(ColumnType.varchar(1)).defaultValue("xy"),
            "the value 'xy' does not fit varchar(1)"),
        refused(() -> table(), "the table \"t\" has no columns"),
        refused(() -> table(text("a"), text("A")), "the table \"t\" has the column \"A\" twice"),
        refused(
            () -> table(bigint("id").primaryKey(), primaryKey("id")),
            "the table \"t\" has two primary keys: primary key (\"id\") and primary key (\"id\")"),
        refused(
            () -> table(text("a"), unique("b")),
            "the table \"t\" has a unique (\"b\"), but no column \"b\""),
        refused(
            () -> table(text("a"), check("a > 0").named("c"), unique("a").named("C")),
            "the table \"t\" has two constraints named \"C\""),
        refused(
            () -> table(text("a"), withoutRowid()),
            "the table \"t\" is without rowid and needs a primary key"));
  }

  private static Arguments refused(Executable making, String message) {
    return Arguments.of(message, making);
  }

  private static Table table(TableElement... elements) {
    return Table.of(Name.of("t"), elements);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatCannotBeRight")
  void whatCannotBeRightCannotBeMade(String message, Executable making) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, making);

    assertThat(thrown).hasMessageThat().isEqualTo(message);
  }

  @Test
  void literalsQuoteThemselves() {
    assertThat(text("a").is("it's").value().sql()).isEqualTo("'it''s'");
    assertThat(bool("a").is(true).value().sql()).isEqualTo("1");
    assertThat(blob("a").is(new byte[] {(byte) 0xca, (byte) 0xfe}).value().sql())
        .isEqualTo("X'CAFE'");
    assertThat(numeric("a", 5, 2).is(new BigDecimal("1E+2")).value().sql()).isEqualTo("100");
    assertThat(real("a").is(0.1).value().sql()).isEqualTo("0.1");
    assertThat(date("a").is(LocalDate.of(2026, 11, 20)).value().sql()).isEqualTo("'2026-11-20'");
    assertThat(time("a").is(LocalTime.of(9, 0)).value().sql()).isEqualTo("'09:00:00'");
    assertThat(timestamp("a").is(LocalDateTime.of(2026, 11, 20, 9, 0)).value().sql())
        .isEqualTo("'2026-11-20T09:00:00'");
    assertThat(
            timestampTz("a")
                .is(OffsetDateTime.of(2026, 11, 20, 9, 0, 0, 0, ZoneOffset.ofHours(1)))
                .value()
                .sql())
        .isEqualTo("'2026-11-20T09:00:00+01:00'");
    assertThat(uuid("a").is(new UUID(1, 2)).value().sql())
        .isEqualTo("'00000000-0000-0001-0000-000000000002'");
    assertThat(text("a").isNull().value()).isEqualTo(Literal.NULL);
  }

  @Test
  void namesKeepTheirStringAndCompareWithoutAsciiCase() {
    String given = "Straße";
    Name name = Name.of(given);

    assertThat(name.text()).isSameInstanceAs(given);
    assertThat(name).isEqualTo(Name.of("STRAßE"));
    assertThat(Name.of("É")).isNotEqualTo(Name.of("é"));
    assertThat(Name.of("a\"b.c").sql()).isEqualTo("\"a\"\"b.c\"");
  }

  @Test
  void constraintsOfColumnsAreTheTables() {
    Table table =
        table(
            bigint("id").primaryKey().autoincrement(),
            varchar("email", 320).notNull().unique().collate("NOCASE"),
            bigint("boss").references("t", "id").onDelete(Action.SET_NULL).deferrable(),
            integer("age").check("age >= 0").comment("in years"),
            column("raw", "MONEY", String.class),
            strict());

    assertThat(table.constraints().stream().map(Constraint::describe))
        .containsExactly(
            "primary key (\"id\")",
            "unique (\"email\")",
            "foreign key (\"boss\") to \"t\" (\"id\")",
            "check (age >= 0)")
        .inOrder();
    assertThat(table.columns().stream().allMatch(each -> each.constraints().isEmpty())).isTrue();
    assertThat(table.options()).containsExactly(TableOption.STRICT);
  }

  @Test
  void termsOfAnIndexMixNamesAndTerms() {
    Index index =
        index("ix")
            .on("users", "name", desc("created"), collate("nick", "NOCASE"), expression("a + b"))
            .unique()
            .where("active = 1");

    assertThat(index.columns().stream().map(IndexColumn::sql))
        .containsExactly("\"name\"", "\"created\" DESC", "\"nick\" COLLATE \"NOCASE\"", "a + b")
        .inOrder();
    assertThat(index.uniqueness()).isEqualTo(Index.Uniqueness.UNIQUE);
  }

  @Test
  void changesDescribeThemselves() {
    assertThat(
            Arrays.asList(
                add(text("nick")).after("name").describe(),
                add(unique("email").named("uq")).describe(),
                alterColumn("name").notNull().backfill("''").describe(),
                alterColumn(integer("age")).type(ColumnType.text()).dropDefault().describe(),
                Ddl.dropCheck("a > 0").describe(),
                Ddl.strict(true).describe()))
        .containsExactly(
            "add column \"nick\" text",
            "add unique (\"email\") named \"uq\"",
            "alter column \"name\": not null, backfilled with ''",
            "alter column \"age\": type text, no default",
            "drop check (a > 0)",
            "become strict")
        .inOrder();
  }

  @Test
  void aRenamedColumnIsFollowedByItsConstraints() {
    Table table =
        table(bigint("id").primaryKey(), bigint("boss").references("t", "id"))
            .columnRenamed(Name.of("id"), Name.of("key"));

    assertThat(table.constraints().stream().map(Constraint::describe))
        .containsExactly("primary key (\"key\")", "foreign key (\"boss\") to \"t\" (\"key\")")
        .inOrder();
  }
}
