package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How revisions are rehearsed together, and what silences the rehearsal. */
class RehearsalTest {
  private static final String FIRST =
      """
        @Revision(id = "r1")
        static final class First implements Migration {
          @Override
          public void upgrade(Op op) {
            op.createTable("pets", bigint("id").primaryKey(), text("name"));
          }
        }
      """;

  private static List<String> said(List<String> options, String... revisions) {
    String source =
        """
        package com.acme;

        import static dev.retort.schema.Ddl.*;

        import dev.retort.annotation.MigrationSet;
        import dev.retort.annotation.Revision;
        import dev.retort.op.Migration;
        import dev.retort.op.Op;

        """
            + String.join("\n", revisions);
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new RevisionProcessor())
            .withOptions(options)
            .compile(JavaFileObjects.forSourceString("com.acme.Pets", source));
    return compilation.diagnostics().stream().map(each -> each.getMessage(Locale.ROOT)).toList();
  }

  private static List<String> said(String... revisions) {
    return said(List.of(), pets(revisions));
  }

  private static String pets(String... revisions) {
    return "class Pets {\n" + String.join("\n", revisions) + "}\n";
  }

  private static String revision(String annotation, String name, String body) {
    return """
        @Revision(%s)
        static final class %s implements Migration {
          @Override
          public void upgrade(Op op) {
            %s
          }
        }
      """
        .formatted(annotation, name, body);
  }

  @Test
  void anOptionLeavesTheBodiesUnread() {
    String wrong = revision("id = \"r2\", down = \"r1\"", "Second", "op.dropTable(\"pet\");");
    assertThat(said(FIRST, wrong)).hasSize(1);
    assertThat(said(List.of("-Aretort.rehearsal=off"), pets(FIRST, wrong))).isEmpty();
  }

  @Test
  void whatIsMeantIsNotWarnedOf() {
    String body = "op.dropTable(\"pets\");";
    String plain = revision("id = \"r2\", down = \"r1\"", "Second", body);
    assertThat(said(FIRST, plain))
        .containsExactly(
            "[Destructive] revision \"r2\" drops table \"pets\" and its rows. If that is meant, say"
                + " @Revision(destructive = true)");
    assertThat(said(FIRST, "@SuppressWarnings(\"retort:Destructive\")\n" + plain)).isEmpty();
    assertThat(
            said(FIRST, revision("id = \"r2\", down = \"r1\", destructive = true", "Second", body)))
        .isEmpty();
  }

  @Test
  void aRebuildByHandLosesNothing() {
    assertThat(
            said(
                FIRST,
                revision(
                    "id = \"r2\", down = \"r1\"",
                    "Second",
                    """
                    op.createTable("pets_new", bigint("id").primaryKey(), text("name"));
                    op.execute("INSERT INTO pets_new SELECT id, name FROM pets");
                    op.dropTable("pets");
                    op.renameTable("pets_new", "pets");
                    """)))
        .isEmpty();
  }

  @Test
  void anOpenBaselineMayHaveWhatNoRevisionMade() {
    String revision = revision("id = \"r1\"", "First", "op.alterTable(\"old\", add(text(\"a\")));");
    assertThat(said(revision)).hasSize(1);
    assertThat(said(List.of(), "@MigrationSet(openBaseline = true)\n" + pets(revision))).isEmpty();
  }

  @Test
  void eachBranchSeesItsOwnAncestorsAndAMergeSeesAll() {
    String left =
        revision(
            "id = \"a\", down = \"r1\"", "A", "op.alterTable(\"pets\", add(text(\"color\")));");
    String right =
        revision("id = \"b\", down = \"r1\"", "B", "op.createTable(\"toys\", text(\"color\"));");
    String merge =
        revision(
            "id = \"m\", down = {\"a\", \"b\"}",
            "M",
            """
            op.createIndex(index("ix").on("pets", "color"));
            op.createIndex(index("iy").on("toys", "color"));
            """);
    assertThat(said(FIRST, left, right, merge)).isEmpty();
    String early =
        revision(
            "id = \"b\", down = \"r1\"",
            "B",
            "op.createTable(\"toys\", text(\"color\"));"
                + " op.createIndex(index(\"iz\").on(\"pets\", \"color\"));");
    assertThat(said(FIRST, left, early, merge))
        .containsExactly(
            "[UnknownColumn] revision \"b\" creates index \"iz\" on column \"color\" of \"pets\", but"
                + " \"pets\" has no such column here.");
  }

  @Test
  void aDowngradeThatFailsIsAnError() {
    assertThat(
            said(
                FIRST,
                """
                  @Revision(id = "r2", down = "r1")
                  static final class Second implements Migration {
                    @Override
                    public void upgrade(Op op) {
                      op.createTable("toys", text("color"));
                    }

                    @Override
                    public void downgrade(Op op) {
                      op.dropTable("toy");
                    }
                  }
                """))
        .containsExactly(
            "[UnknownTable] the downgrade of revision \"r2\" drops table \"toy\", but there is no"
                + " table \"toy\" here. Did you mean \"toys\"?");
  }
}
