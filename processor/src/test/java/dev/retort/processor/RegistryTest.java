package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of generated registries, which compile without a warning. */
class RegistryTest {
  @TempDir Path folder;

  @Test
  void aRegistryIsInTheOrderOfTheGraph() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .revision("com/acme/db/Z.java", "id = \"r1\", labels = \"pets\"", "public class Z")
            .revision(
                "com/acme/db/old/A.java",
                "id = \"r2\", down = \"r1\", message = \"say \\\"$T\\\"\\n\"",
                "public class A")
            .revision(
                "com/acme/db/M.java",
                "id = \"r4\", down = {\"r2\", \"r3\"}, irreversible = \"gone\"",
                "class M")
            .source(
                "com/acme/db/Pets.java",
                """
                package com.acme.db;

                import dev.retort.annotation.Revision;
                import dev.retort.op.*;

                final class Pets {
                  @Revision(id = "r3", down = "r1", dependsOn = "pets")
                  record First() implements Migration {
                    @Override public void upgrade(Op op) {}
                  }
                }
                """);

    assertThat(javac.compile()).isEmpty();
    assertGolden("order", javac.generated("com/acme/db/Migrations.java"));
  }

  @Test
  void aRegistryOfTheUnnamedPackage() {
    Javac javac =
        new Javac(folder).classpath().revision("First.java", "id = \"r1\"", "class First");

    assertThat(javac.compile()).isEmpty();
    assertGolden("unnamed", javac.generated("Migrations.java"));
  }

  @Test
  void deprecatedAndGenericRevisionsGiveNoWarnings() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .revision("com/acme/a/First.java", "id = \"r1\"", "@Deprecated public class First")
            .revision(
                "com/acme/b/Second.java",
                "id = \"r2\", down = \"r1\"",
                "@Deprecated(forRemoval = true) public class Second")
            .revision("com/acme/Third.java", "id = \"r3\", down = \"r2\"", "public class Third<T>");

    assertThat(javac.compile()).isEmpty();
    assertGolden("deprecated", javac.generated("com/acme/Migrations.java"));
  }

  @Test
  void namesOfTheJdkAreNoTrouble() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .revision("com/acme/List.java", "id = \"r1\"", "class List")
            .revision("com/acme/Shard0.java", "id = \"r2\", down = \"r1\"", "class Shard0")
            .revision("com/acme/Supplier.java", "id = \"r3\", down = \"r2\"", "class Supplier")
            .revision("com/acme/Migration.java", "id = \"r4\", down = \"r3\"", "class Migration")
            .revision("com/acme/ArrayList.java", "id = \"r5\", down = \"r4\"", "class ArrayList");

    assertThat(javac.compile()).isEmpty();
  }

  @Test
  void aSetSaysWhereTheRegistryIsAndWhatItIsCalled() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .revision("com/acme/First.java", "id = \"r1\"", "public class First")
            .source(
                "com/acme/db/package-info.java",
                "@dev.retort.annotation.MigrationSet(name = \"Acme\")\npackage com.acme.db;\n");

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.hasGenerated("com/acme/db/Acme.java")).isTrue();
  }

  @Test
  void aSetWithoutRevisionsIsAnEmptyRegistry() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .source(
                "com/acme/App.java",
                """
                package com.acme;
                @dev.retort.annotation.MigrationSet
                class App {
                  int size = new Migrations().revisions().size();
                }
                """);

    assertThat(javac.compile()).isEmpty();
    assertGolden("empty", javac.generated("com/acme/Migrations.java"));
  }

  @Test
  void aRegistryIsWrittenAnewOverTheOneOfAnEarlierBuild() {
    Javac javac =
        new Javac(folder)
            .classpath(folder.resolve("classes"))
            .revision("com/acme/First.java", "id = \"r1\"", "public class First");

    assertThat(javac.compile()).isEmpty();
    Javac again =
        new Javac(folder)
            .classpath(folder.resolve("classes"))
            .revision("com/acme/Second.java", "id = \"r2\", down = \"r1\"", "public class Second");

    assertThat(again.compile()).isEmpty();
    assertThat(again.generated("com/acme/Migrations.java")).contains("r2");
  }

  @Test
  void aRegistryIsWrittenAnewOverTheSourceOfAFailedBuild() {
    Javac javac =
        new Javac(folder)
            .classpath()
            .revision("com/acme/First.java", "id = \"r1\"", "public class First")
            .source("com/acme/Broken.java", "package com.acme; class Broken { int x = \"\"; }");
    assertThat(javac.compile()).hasSize(1);
    String before = javac.generated("com/acme/Migrations.java");
    assertThat(before).doesNotContain("r2");

    Javac again =
        new Javac(folder)
            .classpath(folder.resolve("classes"))
            .options("-implicit:class")
            .options("-sourcepath", folder + "/src" + File.pathSeparator + folder + "/generated")
            .revision("com/acme/Second.java", "id = \"r2\", down = \"r1\"", "public class Second")
            .source("com/acme/Broken.java", "package com.acme; class Broken {}");

    assertThat(again.compile()).isEmpty();
    assertThat(again.generated("com/acme/Migrations.java")).contains("r2");
  }

  @Test
  void manyRevisionsAreCutIntoShards() {
    Javac javac = new Javac(folder).classpath();
    StringBuilder source = new StringBuilder("package com.acme;\nfinal class All {\n");
    for (int number = 0; number < 1500; number++) {
      source
          .append("  @dev.retort.annotation.Revision(id = \"r")
          .append(number)
          .append("\", message = \"step ")
          .append(number)
          .append(number == 0 ? "\"" : "\", down = \"r" + (number - 1) + "\"")
          .append(")\n  static final class R")
          .append(number)
          .append(" implements dev.retort.op.Migration {\n")
          .append("    @Override public void upgrade(dev.retort.op.Op op) {}\n  }\n");
    }
    javac.source("com/acme/All.java", source.append("}\n").toString());
    javac.source(
        "com/acme/Main.java",
        """
        package com.acme;
        final class Main {
          public static void main(String[] args) {
            var all = new Migrations().revisions();
            String made = "";
            for (int number : new int[] {0, 499, 500, 999, 1000, 1499}) {
              made += all.get(number).id()
                  + all.get(number).migration().get().getClass().getSimpleName() + " ";
            }
            System.out.println(all.size() + " " + made);
          }
        }
        """);

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.generated("com/acme/Migrations.java")).contains("class Shard2 ");
    assertThat(javac.generated("com/acme/Migrations.java")).doesNotContain("class Shard3 ");
    assertThat(
            Javac.run(
                "-cp", Javac.retort() + File.pathSeparator + javac.classes(), "com.acme.Main"))
        .isEqualTo("1500 r0R0 r499R499 r500R500 r999R999 r1000R1000 r1499R1499");
  }

  @Test
  void theTextDoesNotDependOnTheOrderOfTheSources() {
    Javac one = new Javac(folder.resolve("1")).classpath();
    Javac other = new Javac(folder.resolve("2")).classpath();
    one.revision("a/A.java", "id = \"r1\"", "public class A");
    one.revision("a/B.java", "id = \"r2\", down = \"r1\"", "public class B");
    other.source(
        "a/All.java",
        """
        package a;
        @dev.retort.annotation.Revision(id = "r2", down = "r1")
        class B implements dev.retort.op.Migration {
          @Override public void upgrade(dev.retort.op.Op op) {}
        }
        @dev.retort.annotation.Revision(id = "r1")
        class A implements dev.retort.op.Migration {
          @Override public void upgrade(dev.retort.op.Op op) {}
        }
        """);

    assertThat(one.compile()).isEmpty();
    other.options("-Xlint:-auxiliaryclass");
    assertThat(other.compile()).isEmpty();
    assertThat(other.generated("a/Migrations.java")).isEqualTo(one.generated("a/Migrations.java"));
  }

  private static void assertGolden(String name, String text) {
    Path file =
        BadSources.root().resolve("processor/src/test/resources/golden/" + name + ".java.txt");
    try {
      if (System.getProperty("goldens", "").equals("update")) {
        Files.writeString(file, text);
      }
      assertWithMessage(name).that(text).isEqualTo(Files.readString(file));
    } catch (IOException failure) {
      throw new AssertionError("-Dgoldens=update writes " + file, failure);
    }
  }
}
