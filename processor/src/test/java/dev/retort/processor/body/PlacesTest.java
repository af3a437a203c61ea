package dev.retort.processor.body;

import static com.google.common.truth.Truth.assertThat;

import dev.retort.op.AlterTable;
import dev.retort.op.CreateTrigger;
import dev.retort.op.DropTable;
import dev.retort.op.ExecuteSql;
import dev.retort.op.Operation;
import dev.retort.processor.body.ReadStep.Asked;
import dev.retort.processor.body.ReadStep.Refused;
import dev.retort.processor.body.ReadStep.Undone;
import dev.retort.processor.body.ReadStep.Unreadable;
import dev.retort.schema.TableChange.DropColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** Where the caret stands. The fourth line of each source is the first of the body. */
class PlacesTest {
  private static final String HEAD =
      "package a;\nimport static dev.retort.schema.Ddl.*; import dev.retort.op.*;"
          + " import dev.retort.schema.*; import java.util.*;\n";

  private final Map<String, String> sources = new LinkedHashMap<>();

  @Test
  void aNameIsAtItsLiteral() {
    assertThat(places("op.dropTable(\"a\");"))
        .containsExactly("First.java:4:14: a", "First.java:4:1 leads here");
  }

  @Test
  void aNameThatIsNoTextOfTheBodyIsAtTheMethod() {
    assertThat(places("op.dropTable(String.valueOf(5));"))
        .containsExactly("First.java:4:28: 5", "First.java:4:1 leads here");
  }

  @Test
  void aConcatenationIsAtItsOperator() {
    assertThat(places("op.dropTable(\"a\" + 1);"))
        .containsExactly("First.java:4:18: a1", "First.java:4:1 leads here");
  }

  @Test
  void aLocalIsAtItsLiteral() {
    assertThat(places("String t = \"a\";\nop.dropTable(t);"))
        .containsExactly("First.java:4:12: a", "First.java:5:1 leads here");
  }

  @Test
  void aConstantOfTheFileIsAtItsLiteral() {
    assertThat(places("op.dropTable(Own.T);\n} static class Own { static final String T = \"a\";"))
        .containsExactly("First.java:5:46: a", "First.java:4:1 leads here");
  }

  @Test
  void aConstantOfAnotherFileIsWhereItIsUsed() {
    sources.put("a/Other.java", "package a; class Other { static final String T = \"a\"; }");
    assertThat(places("op.dropTable(Other.T);\nString t = Other.T;\nop.dropTable(t);"))
        .containsExactly(
            "First.java:4:19: a",
            "First.java:4:1 leads here",
            "First.java:5:17: a",
            "First.java:6:1 leads here")
        .inOrder();
  }

  @Test
  void aConstantOfAClassFileIsWhereItIsUsed() {
    assertThat(places("op.dropTable(java.io.ObjectStreamConstants.class.getName());"))
        .containsExactly("First.java:4:3: everything", "First.java:4:1 leads here");
    assertThat(places("op.dropTable(javax.xml.XMLConstants.XML_NS_PREFIX);"))
        .containsExactly("First.java:4:36: xml", "First.java:4:1 leads here");
  }

  @Test
  void aColumnIsAtItsOwnLiteral() {
    assertThat(places("op.alterTable(\"t\",\n    dropColumn(\"a\"),\n    dropColumn(\"b\"));"))
        .containsExactly("First.java:5:16: a", "First.java:6:16: b", "First.java:4:1 leads here")
        .inOrder();
  }

  @Test
  void aPieceOfSqlIsAtThePieceThatHoldsIt() {
    // javac makes one literal of literals that are added up, where the first of them stands.
    String body =
        "String set = \" SET @c\";\nop.execute(\"UPDATE @a\"\n    + \" AS @b\"\n    + set\n    + \" = @d\");";
    assertThat(places(body))
        .containsExactly(
            "First.java:5:12: 7",
            "First.java:5:12: 13",
            "First.java:4:14: 20",
            "First.java:8:7: 25",
            "First.java:5:1 leads here")
        .inOrder();
  }

  @Test
  void aNameWithinATriggerIsAtItsText() {
    String body =
        "op.createTrigger(\"CREATE TRIGGER t AFTER INSERT\"\n    + \" ON users BEGIN SELECT 1; END\");";
    assertThat(places(body)).containsExactly("First.java:4:18: users", "First.java:4:1 leads here");
  }

  @Test
  void anArgumentOfAHelperIsAtItsLiteral() {
    assertThat(places("drop(op, \"a\");\n} static void drop(Op op, String t) { op.dropTable(t);"))
        .containsExactly("First.java:4:10: a", "First.java:5:39 leads here");
  }

  @Test
  void aHelperOfAnotherFileIsReachedByACallOfTheRevision() {
    sources.put(
        "a/Other.java",
        "package a; class Other {\nstatic void drop(dev.retort.op.Op op) {\nop.dropTable(\"a\"); more(op); }\n"
            + "static void more(dev.retort.op.Op op) { op.dropTable(\"b\"); }}");
    assertThat(places("Other.drop(op);\nRunnable r = () -> Other.more(op); r.run();"))
        .containsExactly(
            "Other.java:3:14: a",
            "First.java:4:1 leads here",
            "Other.java:4:54: b",
            "First.java:4:1 leads here",
            "Other.java:4:54: b",
            "First.java:5:20 leads here")
        .inOrder();
  }

  @Test
  void aTextBlockIsAtItsQuotes() {
    assertThat(places("op.execute(\"\"\"\n  SELECT @a\n  \"\"\");"))
        .containsExactly("First.java:4:12: 7", "First.java:4:1 leads here");
  }

  @Test
  void aRefusedValueIsAtTheArgumentThatTheMessageQuotes() {
    assertThat(places("op.createTable(\"t\",\n    text(\"sqlite_a\"));"))
        .containsExactly(
            "First.java:5:10: the name \"sqlite_a\" begins with a reserved prefix: sqlite_ or retort_",
            "First.java:5:5 leads here",
            "First.java:4:3: \"t\"",
            "First.java:4:1 leads here")
        .inOrder();
    assertThat(places("op.createTable(\"t\", varchar(\"a\", 0));").get(0))
        .isEqualTo("First.java:4:21: a text of length 0 holds nothing");
  }

  @Test
  void theUndoIsAtItsDot() {
    assertThat(places("}\n@Override public void downgrade(Op op) {\n  op.undoUpgrade();"))
        .containsExactly("First.java:6:5: undo", "First.java:6:3 leads here");
  }

  @Test
  void aSuperclassOfAnotherFileIsReachedByTheClass() {
    sources.put(
        "a/Other.java",
        "package a; abstract class Other implements dev.retort.op.Migration {\n"
            + "public void upgrade(dev.retort.op.Op op) { op.dropTable(\"a\"); }}");
    sources.put(
        "a/First.java",
        "package a;\n\n  @dev.retort.annotation.Revision(id = \"a\") class First extends Other {}");
    assertThat(read()).containsExactly("Other.java:2:57: a", "First.java:3:3 leads here");
  }

  @Test
  void whatIsNotReadHasAPlaceAndAReason() {
    StringBuilder found = new StringBuilder();
    sources.put(
        "a/First.java", revision("System.gc();\nop.arg(\"x\").ifPresent(new Object()::equals);"));
    BodyProcessor processor =
        new BodyProcessor(
            (name, bodies) ->
                bodies
                    .upgrade()
                    .unread()
                    .forEach(
                        each ->
                            found
                                .append(each.place())
                                .append(' ')
                                .append(each.reason())
                                .append('\n')));
    assertThat(Compiled.with(processor, sources, "-proc:only")).isEmpty();
    assertThat(found.toString())
        .isEqualTo(
            """
            First.java:4:1 "gc" is not read here
            First.java:5:1 what "arg" answers is known when it runs
            First.java:5:23 this object is not read
            """);
  }

  private List<String> places(String body) {
    sources.put("a/First.java", revision(body));
    return read();
  }

  private static String revision(String body) {
    return HEAD
        + "@dev.retort.annotation.Revision(id = \"a\") class First implements Migration { public void"
        + " upgrade(Op op) {\n"
        + body
        + "\n}}\n";
  }

  private List<String> read() {
    BodyProcessor processor =
        new BodyProcessor(
            (name, bodies) -> {
              bodies.upgrade().steps().forEach(PlacesTest::print);
              bodies.downgrade().ifPresent(down -> down.steps().forEach(PlacesTest::print));
            });
    return Compiled.with(processor, sources, "-proc:only").stream()
        .map(text -> text.replaceFirst("^.*: (.* leads here)$", "$1"))
        .toList();
  }

  private static void print(ReadStep step) {
    if (step instanceof Asked asked) {
      print(asked.operation(), asked.places());
    } else if (step instanceof Refused refused) {
      note(refused.place(), refused.message());
    } else if (step instanceof Undone undone) {
      note(undone.place(), "undo");
    } else if (step instanceof Unreadable unreadable) {
      boolean isTable = unreadable.scope() instanceof Scope.OfTable;
      note(
          unreadable.place(),
          isTable ? ((Scope.OfTable) unreadable.scope()).table().toString() : "everything");
    }
    note(step.site(), step.site() + " leads here");
  }

  private static void print(Operation operation, Places places) {
    if (operation instanceof DropTable drop) {
      note(places.of(drop.table()), drop.table().text());
    } else if (operation instanceof AlterTable alter) {
      alter.changes().stream()
          .map(change -> ((DropColumn) change).column())
          .forEach(column -> note(places.of(column), column.text()));
    } else if (operation instanceof CreateTrigger create) {
      note(places.of(create.trigger().table()), create.trigger().table().text());
    } else if (operation instanceof ExecuteSql execute) {
      String sql = execute.sql();
      for (int at = sql.indexOf('@'); at >= 0; at = sql.indexOf('@', at + 1)) {
        note(places.of(sql, at), String.valueOf(at));
      }
    }
  }

  private static void note(Place place, String text) {
    place.print(Diagnostic.Kind.NOTE, text);
  }
}
