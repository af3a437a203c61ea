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

  @Test
  void whatDependsOnStaticTypesIsNotGuessed() {
    String helpers =
        """
          record Prefixed(String name) {
            Prefixed {
              name = "app_" + name;
            }
          }

          static void make(Op op, Object name) {
            op.createTable("object", text("a"));
          }

          static void make(Op op, String name) {
            op.createTable("text", text("a"));
          }
        """;
    assertThat(
            said(
                helpers,
                revision(
                    "id = \"r1\", destructive = true",
                    "First",
                    """
                    Object name = "x";
                    make(op, name);
                    op.createIndex(index("i").on("object", "a"));
                    op.createTable(new Prefixed("users").name(), text("a"));
                    op.createIndex(index("j").on("app_users", "a"));
                    java.util.List<String> left = new java.util.ArrayList<>(java.util.List.of("a", "b"));
                    left.remove(0);
                    op.dropTable(left.get(0).equals("b") ? "object" : "nothing");
                    Integer one = 1000;
                    Integer other = 1000;
                    op.dropTable(one == other ? "nothing" : "app_users");
                    """)))
        .isEmpty();
  }

  @Test
  void anIndexWithAnUnknownPartMayBeDropped() {
    assertThat(
            said(
                FIRST,
                revision(
                    "id = \"r2\", down = \"r1\"",
                    "Second",
                    "op.createIndex(index(\"ix\").on(\"pets\", System.getProperty(\"c\", \"name\")));"),
                revision("id = \"r3\", down = \"r2\"", "Third", "op.dropIndex(\"ix\");")))
        .isEmpty();
  }

  @Test
  void whatTheRevisionItselfHasAddedIsNotLost() {
    assertThat(
            said(
                FIRST,
                revision(
                    "id = \"r2\", down = \"r1\"",
                    "Second",
                    """
                    op.alterTable("pets", add(text("temporary")));
                    op.alterTable("pets", dropColumn("temporary"));
                    op.execute("CREATE TABLE other (id INTEGER PRIMARY KEY)");
                    op.dropTable("pets");
                    op.execute("ALTER TABLE other RENAME TO pets");
                    """)))
        .isEmpty();
  }

  @Test
  void aVirtualTableHasTablesOfItsOwn() {
    assertThat(
            said(
                revision(
                    "id = \"r1\"",
                    "First",
                    """
                    op.createVirtualTable("notes", "fts5", "body");
                    op.createView("sizes", "SELECT count(*) AS n FROM notes_docsize");
                    """)))
        .isEmpty();
  }

  @Test
  void aTemporaryTableMayHideAnotherOne() {
    assertThat(
            said(
                revision(
                    "id = \"r1\"",
                    "First",
                    """
                    op.execute("CREATE TEMP TABLE t (a)");
                    op.createTable("t", text("a"), text("b"));
                    op.execute("DROP TABLE t");
                    op.createIndex(index("i").on("t", "b"));
                    """)))
        .isEmpty();
  }
}
