package dev.retort.op;

import static com.google.common.truth.Truth.assertThat;
import static dev.retort.schema.Ddl.add;
import static dev.retort.schema.Ddl.alterColumn;
import static dev.retort.schema.Ddl.bigint;
import static dev.retort.schema.Ddl.bool;
import static dev.retort.schema.Ddl.check;
import static dev.retort.schema.Ddl.dropCheck;
import static dev.retort.schema.Ddl.dropColumn;
import static dev.retort.schema.Ddl.dropConstraint;
import static dev.retort.schema.Ddl.dropForeignKey;
import static dev.retort.schema.Ddl.dropPrimaryKey;
import static dev.retort.schema.Ddl.dropUnique;
import static dev.retort.schema.Ddl.foreignKey;
import static dev.retort.schema.Ddl.index;
import static dev.retort.schema.Ddl.integer;
import static dev.retort.schema.Ddl.primaryKey;
import static dev.retort.schema.Ddl.renameColumn;
import static dev.retort.schema.Ddl.row;
import static dev.retort.schema.Ddl.strict;
import static dev.retort.schema.Ddl.text;
import static dev.retort.schema.Ddl.unique;
import static dev.retort.schema.Ddl.varchar;

import dev.retort.schema.Action;
import dev.retort.schema.ColumnType;
import dev.retort.schema.Name;
import dev.retort.schema.Presence;
import dev.retort.schema.Schema;
import dev.retort.schema.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationTest {
  /** A schema with the tables users and orders, which an earlier revision made. */
  private static final Schema BEFORE =
      after(
          Schema.empty(),
          op -> {
            op.createTable(
                "users",
                bigint("id").primaryKey(),
                varchar("name", 50).notNull(),
                text("email").unique(),
                integer("age"),
                unique("name", "age").named("uq_users"),
                check("age >= 0").named("ck_age"));
            op.createTable(
                "orders",
                bigint("id").primaryKey(),
                bigint("user_id").references("users", "id").onDelete(Action.CASCADE));
            op.createIndex(index("ix_users_age").on("users", "age"));
            op.createView("adults", "SELECT * FROM users WHERE age > 17");
            op.createTrigger(
                "CREATE TRIGGER tr_users AFTER DELETE ON users BEGIN DELETE FROM orders; END");
          });

  private static List<Operation> record(Consumer<Op> body) {
    return new Recorder(DialectName.SQLITE, Map.of()).upgrade(body::accept).operations();
  }

  private static Schema after(Schema before, Consumer<Op> body) {
    Schema schema = before;
    for (Operation operation : record(body)) {
      Effect effect = operation.apply(schema);
      assertThat(effect.problems()).isEmpty();
      schema = effect.after();
    }
    return schema.settled();
  }

  private static List<String> problems(Schema before, Consumer<Op> body) {
    List<String> messages = new ArrayList<>();
    Schema schema = before;
    for (Operation operation : record(body)) {
      Effect effect = operation.apply(schema);
      effect.problems().forEach(problem -> messages.add(problem.code() + " " + problem.message()));
      schema = effect.after();
    }
    References.problems(before, schema, record(body))
        .forEach(problem -> messages.add(problem.code() + " " + problem.message()));
    return messages;
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            op -> op.dropTable("usrs"),
            "UnknownTable drops table \"usrs\", but there is no table \"usrs\" here. Did you mean"
                + " \"users\"?"),
        mistake(
            op -> op.dropTable("adults"),
            "OtherKind drops table \"adults\", but \"adults\" is a view here."),
        mistake(
            op -> op.createTable("USERS", integer("a")),
            "DuplicateName creates table \"USERS\", but there is a table \"USERS\" here already."),
        mistake(
            op -> op.renameTable("orders", "ix_users_age"),
            "DuplicateName renames table \"orders\" to \"ix_users_age\", but there is an index"
                + " \"ix_users_age\" here already."),
        mistake(
            op -> op.alterTable("users", dropColumn("nmae")),
            "UnknownColumn drops column \"nmae\" of \"users\", but \"users\" has no such column"
                + " here. Did you mean \"name\"?"),
        mistake(
            op -> op.alterTable("users", alterColumn("age").using("\"aeg\" + \"aeg\"")),
            "QuotedText alters column \"age\" of \"users\" with \"aeg\""
                + quoted("users", "age", "aeg")),
        mistake(
            op -> op.alterTable("users", alterColumn("name").notNull().backfill("\"\"")),
            "QuotedText alters column \"name\" of \"users\" with \"\", but \"users\" has no such"
                + " column here. SQLite would take it for a text, and a text stands in single"
                + " quotes: ''"),
        mistake(
            op -> op.alterTable("users", add(text("nick")).backfill("lower(\"nmae\")")),
            "QuotedText adds column \"nick\" of \"users\" with \"nmae\""
                + quoted("users", "name", "nmae")),
        mistake(
            op ->
                op.alterTable(
                    "users", add(text("a")), alterColumn("name").using("\"a\" || \"id\"")),
            "QuotedText alters column \"name\" of \"users\" with \"a\""
                + quoted("users", "age", "a")),
        mistake(
            op -> op.alterTable("users", renameColumn("age", "years"), add(check("\"age\" > 0"))),
            "QuotedText adds check (\"age\" > 0) to \"users\" with \"age\""
                + quoted("users", "name", "age")),
        mistake(
            op -> op.alterTable("users", add(integer("b").check("\"bb\" > 0"))),
            "QuotedText adds column \"b\" of \"users\" with \"bb\"" + quoted("users", "b", "bb")),
        mistake(
            op -> op.alterTable("users", add(integer("b").generatedAs("\"emial\" || 1").virtual())),
            "QuotedText adds column \"b\" of \"users\" with \"emial\""
                + quoted("users", "email", "emial")),
        mistake(
            op -> op.createTable("t", integer("a"), check("\"aa\" > 0")),
            "QuotedText creates table \"t\" with \"aa\"" + quoted("t", "a", "aa")),
        mistake(
            op -> op.createTable("t", integer("a"), integer("b").generatedAs("\"bc\"").stored()),
            "QuotedText creates table \"t\" with \"bc\"" + quoted("t", "b", "bc")),
        mistake(
            op -> op.alterTable("users", add(text("Age"))),
            "DuplicateColumn adds column \"Age\" of \"users\", but \"users\" has a column \"Age\""
                + " here already."),
        mistake(
            op -> op.alterTable("users", add(text("nick").notNull())),
            "NoValue adds column \"nick\" of \"users\", which must not be NULL, but rows of"
                + " \"users\" may be there and would have no value. Give it one:"
                + " .defaultValue(..), or add(..).backfill(\"...\")"),
        mistake(
            op -> op.alterTable("users", dropColumn("name")),
            "ColumnInUse drops column \"name\" of \"users\", but the unique (\"name\", \"age\")"
                + " named \"uq_users\" needs it. Drop that first: dropConstraint(\"uq_users\")"),
        mistake(
            op -> op.alterTable("users", dropConstraint("uq_users"), dropColumn("age")),
            "ColumnInUse drops column \"age\" of \"users\", but the index \"ix_users_age\" needs"
                + " it. Drop that first: op.dropIndex(\"ix_users_age\")"),
        mistake(
            op -> op.alterTable("orders", dropColumn("user_id"), dropColumn("id")),
            "LastColumn drops column \"id\" of \"orders\", but a table cannot be without columns."
                + " Drop the table: dropTable(..)"),
        mistake(
            op -> op.alterTable("users", add(primaryKey("name"))),
            "SecondPrimaryKey adds primary key (\"name\") to \"users\", but \"users\" has the"
                + " primary key (\"id\") here already. Drop it first: dropPrimaryKey()"),
        mistake(
            op -> op.alterTable("users", dropUnique("age")),
            "UnknownConstraint drops unique (\"age\") of \"users\", but \"users\" has no such"
                + " constraint here. It has: primary key (\"id\"); unique (\"email\"); unique"
                + " (\"name\", \"age\") named \"uq_users\"; check (age >= 0) named \"ck_age\"."),
        mistake(
            op -> op.alterTable("users", add(check("true").named("CK_AGE"))),
            "DuplicateConstraint adds check (true) named \"CK_AGE\" to \"users\", but \"users\""
                + " has a constraint \"CK_AGE\" here already."),
        mistake(
            op -> op.alterTable("users", alterColumn("email").autoincrement(true)),
            "NoAutoincrement alters column \"email\" of \"users\", but only the integer primary"
                + " key of a table with rowids can autoincrement, and \"email\" of \"users\" is"
                + " none here."),
        mistake(
            op -> op.createIndex(index("ix").on("users", "nam")),
            "UnknownColumn creates index \"ix\" on column \"nam\" of \"users\", but \"users\" has"
                + " no such column here. Did you mean \"name\"?"),
        mistake(
            op -> op.dropIndex("ix_users_agee"),
            "UnknownObject drops index \"ix_users_agee\", but there is no index \"ix_users_agee\""
                + " here. Did you mean \"ix_users_age\"?"),
        mistake(
            op -> op.dropTrigger("tr_user"),
            "UnknownObject drops trigger \"tr_user\", but there is no trigger \"tr_user\" here."
                + " Did you mean \"tr_users\"?"),
        mistake(
            op -> op.insert("users", row(text("nick").is("x"))),
            "UnknownColumn inserts into column \"nick\" of \"users\", but \"users\" has no such"
                + " column here."),
        mistake(
            op -> op.alterTable("orders", add(foreignKey("id").references("user", "id"))),
            "UnknownTarget leaves \"orders\" with the foreign key (\"id\") to \"user\" (\"id\"), but at"
                + " its end there is no table \"user\". Did you mean \"users\"?"),
        mistake(
            op -> op.alterTable("orders", add(foreignKey("id").references("users", "age"))),
            "NonUniqueTarget leaves \"orders\" with the foreign key (\"id\") to \"users\" (\"age\"), but"
                + " column \"age\" of \"users\" is neither a primary key nor unique. Add a unique"
                + " constraint there: add(unique(..))"),
        mistake(
            op -> op.dropTable("users"),
            "UnknownTarget leaves \"orders\" with the foreign key (\"user_id\") to \"users\" (\"id\"),"
                + " but at its end there is no table \"users\"."));
  }

  private static String quoted(String table, String nearest, String word) {
    return (", but \"%s\" has no such column here. Did you mean \"%s\"? SQLite would take it for a"
            + " text, and a text stands in single quotes: '%s'")
        .formatted(table, nearest, word);
  }

  private static Arguments mistake(Consumer<Op> body, String message) {
    return Arguments.of(message, body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeIsNamedWithItsFix(String message, Consumer<Op> body) {
    assertThat(problems(BEFORE, body)).containsExactly(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"AGE\" > \"id\"",
        "\"users\".\"nope\" > 0",
        "\"main\".\"users\".\"age\" > 0",
        "\"rowid\" > 0 AND \"OID\" > 0",
        "`nope` > 0 AND [nope] > 0",
        "'\"nope\"' > 0 /* \"nope\" */",
        "\"length\"(name) > 0",
        "name COLLATE \"nocase\" > ''",
        "CAST(name AS \"my\" \"type\") > 0",
        "id IN \"orders\" OR id IN \"main\".\"orders\"",
        "EXISTS (SELECT 1 FROM orders WHERE \"user_id\" = 1)",
        "\"later\" > 0"
      })
  void aQuotedWordThatSqliteTakesForNoTextIsNoMistake(String expression) {
    assertThat(
            problems(
                BEFORE,
                op ->
                    op.alterTable("users", add(check(expression)), renameColumn("email", "later"))))
        .isEmpty();
    assertThat(
            problems(
                BEFORE,
                op ->
                    op.alterTable(
                        "users",
                        alterColumn("name").using(expression),
                        renameColumn("email", "later"))))
        .isEmpty();
  }

  @Test
  void expressionsOverRowsNameTheColumnsThatWereThere() {
    assertThat(
            problems(
                BEFORE,
                op ->
                    op.alterTable(
                        "users",
                        renameColumn("age", "years"),
                        dropColumn("email"),
                        add(text("nick")).backfill("\"years\" || \"email\""))))
        .isEmpty();
  }

  @Test
  void aQuotedWordInATableThatIsNotWhollyKnownIsNoMistake() {
    assertThat(
            problems(
                Schema.open(), op -> op.alterTable("users", alterColumn("age").using("\"nope\""))))
        .isEmpty();
  }

  @Test
  void whatMayBeThereIsNoMistake() {
    assertThat(
            problems(
                Schema.open(),
                op -> {
                  op.alterTable("users", dropColumn("name"));
                  op.dropIndex("ix");
                  op.createTable("orders", bigint("user_id").references("users", "id"));
                  op.dropTable("gone");
                }))
        .isEmpty();
  }

  @Test
  void whatWasDroppedFromAnOpenSchemaIsNotThere() {
    Schema schema = after(Schema.open(), op -> op.dropTable("users"));

    assertThat(schema.presence(Name.of("users"))).isEqualTo(Presence.ABSENT);
    assertThat(schema.presence(Name.of("others"))).isEqualTo(Presence.MAYBE);
  }

  @Test
  void rawSqlMakesEverythingUnsure() {
    Schema schema = after(BEFORE, op -> op.execute("DROP TABLE users"));

    assertThat(schema.presence(Name.of("users"))).isEqualTo(Presence.MAYBE);
  }

  @Test
  void aColumnWithoutValueIsFineInATableOfThisRevision() {
    assertThat(
            problems(
                Schema.empty(),
                op -> {
                  op.createTable("t", bigint("id").primaryKey());
                  op.alterTable("t", add(text("name").notNull()));
                }))
        .isEmpty();
  }

  static Stream<Arguments> changes() {
    return Stream.<TableChange[]>of(
            changes(add(bool("active").notNull().defaultValue(true)).after("id")),
            changes(add(text("code").unique()), add(check("age < 200"))),
            changes(renameColumn("name", "title"), dropConstraint("uq_users")),
            changes(alterColumn("age").type(ColumnType.text()).notNull().collate("NOCASE")),
            changes(alterColumn("id").autoincrement(true)),
            changes(alterColumn("email").defaultValue("x"), dropUnique("email")),
            changes(dropPrimaryKey(), add(primaryKey("id", "name"))),
            changes(dropCheck("AGE>=0"), strict(true)),
            changes(add(foreignKey("age").references("orders", "id").named("fk"))))
        .map(each -> Arguments.of((Object) each));
  }

  private static TableChange[] changes(TableChange... changes) {
    return changes;
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theInverseGivesTheTableBefore(TableChange[] changes) {
    AlterTable operation = new AlterTable(Name.of("users"), List.of(changes));
    Schema changed = operation.apply(BEFORE).after();
    Inverse inverse = operation.inverse(BEFORE);

    assertThat(inverse).isInstanceOf(Inverse.Known.class);
    Schema undone = changed;
    for (Operation back : ((Inverse.Known) inverse).operations()) {
      Effect effect = back.apply(undone);
      assertThat(effect.problems()).isEmpty();
      undone = effect.after();
    }
    assertThat(changed).isNotEqualTo(BEFORE);
    assertThat(undone.table(Name.of("users")).orElseThrow().columns())
        .isEqualTo(BEFORE.table(Name.of("users")).orElseThrow().columns());
    assertThat(undone.table(Name.of("users")).orElseThrow().constraints())
        .containsExactlyElementsIn(BEFORE.table(Name.of("users")).orElseThrow().constraints());
  }

  @Test
  void whatIsLostHasNoInverse() {
    List<String> reasons = new ArrayList<>();
    for (Operation operation :
        record(
            op -> {
              op.dropTable("orders");
              op.alterTable("users", dropColumn("email"));
              op.alterTable("users", alterColumn("age").type(ColumnType.text()).using("age || ''"));
              op.execute("DELETE FROM users");
              op.run("count", connection -> {});
              op.insert("users", row(text("name").is("x")));
            })) {
      reasons.add(((Inverse.None) operation.inverse(BEFORE)).reason());
    }

    assertThat(reasons)
        .containsExactly(
            "it drops table \"orders\", and the rows are gone",
            "it drops column \"email\" of \"users\", and its values are gone",
            "it converts the values of column \"age\" of \"users\" with age || ''",
            "it executes raw SQL",
            "it runs \"count\"",
            "it inserts into \"users\" a row that does not say its primary key (\"id\")")
        .inOrder();
  }

  @Test
  void anInsertIsUndoneByItsKeys() {
    Operation insert =
        record(op -> op.insert("users", row(bigint("id").is(7L), text("name").is("x")))).get(0);

    assertThat(((Inverse.Known) insert.inverse(BEFORE)).operations().get(0).describe())
        .isEqualTo("delete 1 row of \"users\"");
  }

  @Test
  void foreignKeysOfOthersFollowRenames() {
    Schema schema =
        after(
            BEFORE,
            op -> {
              op.alterTable("users", renameColumn("id", "key"));
              op.renameTable("users", "people");
            });

    assertThat(schema.table(Name.of("orders")).orElseThrow().constraints().get(1).describe())
        .isEqualTo("foreign key (\"user_id\") to \"people\" (\"key\")");
    assertThat(schema.indexesOn(Name.of("people"))).hasSize(1);
  }

  @Test
  void aSingleColumnConstraintGoesWithItsColumn() {
    Schema schema =
        after(
            BEFORE,
            op -> op.alterTable("orders", dropForeignKey("user_id"), dropColumn("user_id")));

    assertThat(schema.table(Name.of("orders")).orElseThrow().constraints()).hasSize(1);
    assertThat(problems(BEFORE, op -> op.alterTable("orders", dropColumn("user_id")))).isEmpty();
  }
}
