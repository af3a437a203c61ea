package dev.retort.processor.body;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is newer than Java 17, where the compiler that runs has it. */
class NewerJavaTest {

  @Test
  void patternsOfASwitchAreNotKnown() {
    assertThat(
            read(
                21,
                "Object name = \"a\";"
                    + " switch (name) { case Integer n -> op.dropTable(\"b\");"
                    + " case String s when s.length() > 5 -> op.dropTable(\"c\");"
                    + " case String s -> op.dropTable(s); default -> op.dropTable(\"d\"); }"
                    + " op.dropTable(\"e\");"))
        .containsExactly(
            "perhaps drop table \"b\"",
            "perhaps drop table \"c\"",
            "unreadable: everything",
            "perhaps drop table \"d\"",
            "drop table \"e\"")
        .inOrder();
  }

  @Test
  void aNullLabelIsNotKnown() {
    assertThat(
            read(
                21,
                "String name = \"a\"; switch (name) { case null, default -> op.dropTable(\"b\"); }"
                    + " switch (name) { case null -> op.dropTable(\"c\");"
                    + " case \"a\" -> op.dropTable(\"d\"); default -> { } }"))
        .containsExactly(
            "perhaps drop table \"b\"", "perhaps drop table \"c\"", "perhaps drop table \"d\"")
        .inOrder();
  }

  @Test
  void aRecordPatternIsNotKnown() {
    assertThat(
            read(
                21,
                "record Pair(String name) {} Object pair = new Pair(\"a\");"
                    + " if (pair instanceof Pair(String name)) { op.dropTable(name); }"
                    + " op.dropTable(\"e\");"))
        .containsExactly("unreadable: everything", "drop table \"e\"")
        .inOrder();
  }

  @Test
  void anImportedModuleDoesNotMislead() {
    assertThat(
            read(
                25,
                "for (String each : List.of(\"a\")) { op.dropTable(each); } op.dropTable(\"e\");"))
        .containsExactly("unreadable: everything", "unreadable: everything", "drop table \"e\"")
        .inOrder();
  }

  private static List<String> read(int feature, String body) {
    assumeTrue(Runtime.version().feature() >= feature, "it is of Java " + feature);
    String imports = feature < 25 ? "" : "import module java.base;\n";
    String source =
        imports
            + "@dev.retort.annotation.Revision(id = \"a\") class First implements"
            + " dev.retort.op.Migration { public void upgrade(dev.retort.op.Op op) { "
            + body
            + " } }";
    List<String> lines = new ArrayList<>();
    BodyProcessor processor =
        new BodyProcessor((name, bodies) -> lines.addAll(BodyProcessor.lines(bodies)));
    assertThat(
            Compiled.with(
                processor,
                Map.of("First.java", source),
                "-proc:only",
                "--release",
                String.valueOf(feature)))
        .isEmpty();
    return lines;
  }
}
