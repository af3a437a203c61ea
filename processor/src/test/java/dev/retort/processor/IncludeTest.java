package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries of other modules, which were compiled before. */
class IncludeTest {
  private static final String MAIN =
      """
      package com.acme;
      public final class Main {
        private Main() {}
        public static void main(String[] args) {
          for (var revision : new Migrations().revisions()) {
            System.out.print(revision.id() + " ");
          }
        }
      }
      """;

  @TempDir Path folder;
  private Path library;

  @BeforeEach
  void compileLibrary() throws IOException {
    Javac javac =
        new Javac(folder.resolve("library"))
            .classpath()
            .revision("com/lib/First.java", "id = \"l1\", labels = \"lib\"", "class First")
            .revision("com/lib/Second.java", "id = \"l2\", down = \"l1\"", "class Second");
    assertThat(javac.compile()).isEmpty();
    library = jar(javac.classes(), folder.resolve("library.jar"));
  }

  @Test
  void includedRevisionsComeFirst() {
    Javac javac =
        app("com.lib.Migrations.class")
            .revision("com/acme/A.java", "id = \"a1\", dependsOn = \"lib\"", "class A")
            .revision("com/acme/B.java", "id = \"b1\", down = {\"a1\", \"l2\"}", "class B")
            .source("com/acme/Main.java", MAIN);

    assertThat(javac.compile()).isEmpty();
    assertThat(run(javac, library)).isEqualTo("l1 l2 a1 b1");
  }

  @Test
  void anIncludedBranchNeedsNoLabel() {
    Javac javac =
        app("com.lib.Migrations.class").revision("com/acme/A.java", "id = \"a1\"", "class A");

    assertThat(javac.compile()).isEmpty();
  }

  @Test
  void headsOfThisModuleStillNeedOne() {
    Javac javac =
        app("com.lib.Migrations.class")
            .revision("com/acme/A.java", "id = \"a1\", down = \"l2\"", "class A")
            .revision("com/acme/B.java", "id = \"a2\", down = \"l2\"", "class B");

    assertThat(javac.compile())
        .containsExactly(
            "B.java:2:38: [SeveralHeads] the revisions end in 2 heads: \"a1\", \"a2\". Merge them"
                + " with @Revision(id = \"...\", down = {\"a1\", \"a2\"}), or give each branch but"
                + " one a label");
  }

  @Test
  void linksAcrossJarsAreChecked() {
    Javac javac =
        app("com.lib.Migrations.class")
            .revision("com/acme/A.java", "id = \"l2\"", "class A")
            .revision("com/acme/B.java", "id = \"b1\", down = \"l3\"", "class B");

    assertThat(javac.compile())
        .containsExactly(
            "A.java:2:38: [DuplicateId] another revision has the id \"l2\" already. Give this one"
                + " its own; the other is com.lib.Second",
            "B.java:2:51: [UnknownDown] revision \"b1\" goes down to \"l3\", but no revision has"
                + " that id. Did you mean \"l1\"?");
  }

  @Test
  void aRegistryByHandMakesTheGraphUnknown() {
    Javac javac =
        app("ByHand.class")
            .source(
                "com/acme/ByHand.java",
                """
                package com.acme;
                public final class ByHand implements dev.retort.RevisionRegistry {
                  @Override public java.util.List<dev.retort.RegisteredRevision> revisions() {
                    return java.util.List.of();
                  }
                }
                """)
            .revision("com/acme/A.java", "id = \"a1\", down = \"h1\"", "class A")
            .revision("com/acme/B.java", "id = \"b1\", dependsOn = \"h\"", "class B");

    assertThat(javac.compile()).isEmpty();
  }

  @Test
  void aRegistryThatIsIncludedTwiceIsThereOnce() {
    Javac middle =
        new Javac(folder.resolve("middle"))
            .classpath(library)
            .source("com/mid/package-info.java", set("com.mid", "com.lib.Migrations.class"))
            .revision("com/mid/M.java", "id = \"m1\", down = \"l1\", labels = \"m\"", "class M");
    assertThat(middle.compile()).isEmpty();
    Javac javac =
        new Javac(folder.resolve("app"))
            .classpath(library, middle.classes())
            .source(
                "com/acme/package-info.java",
                set("com.acme", "{com.mid.Migrations.class, com.lib.Migrations.class}"))
            .revision("com/acme/A.java", "id = \"a1\", down = {\"m1\", \"l2\"}", "class A")
            .source("com/acme/Main.java", MAIN);

    assertThat(javac.compile()).isEmpty();
    assertThat(run(javac, library, middle.classes())).isEqualTo("l1 l2 m1 a1");
  }

  @Test
  void theRegistryOfTestsNeedsAnotherName() {
    Javac main =
        new Javac(folder.resolve("main"))
            .classpath()
            .revision("com/acme/A.java", "id = \"a1\"", "class A");
    assertThat(main.compile()).isEmpty();
    Javac tests =
        new Javac(folder.resolve("tests"))
            .classpath(main.classes())
            .revision("com/acme/T.java", "id = \"t1\"", "class T");

    assertThat(tests.compile())
        .containsExactly(
            "T.java:2:1: [RegistryExists] the registry cannot be written, since the class"
                + " \"com.acme.Migrations\" exists already. Give the registry another name:"
                + " @MigrationSet(name = \"TestMigrations\") on a package");

    Javac named = new Javac(folder.resolve("tests")).classpath(main.classes());
    named.source(
        "com/acme/package-info.java",
        "@dev.retort.annotation.MigrationSet(name = \"TestMigrations\", include ="
            + " Migrations.class)\npackage com.acme;\n");
    assertThat(named.compile()).isEmpty();
    assertThat(named.hasGenerated("com/acme/TestMigrations.java")).isTrue();
  }

  @Test
  void automaticModulesAreReadToo() {
    Javac javac =
        new Javac(folder.resolve("app"))
            .options("--module-path", modulePath(library), "--add-modules", "library")
            .options("-Xlint:-requires-automatic,-requires-transitive-automatic")
            .source(
                "module-info.java",
                "module acme { requires dev.retort; requires library; exports com.acme; }")
            .source("com/acme/package-info.java", set("com.acme", "com.lib.Migrations.class"))
            .revision("com/acme/A.java", "id = \"a1\", down = \"l2\"", "class A")
            .source("com/acme/Main.java", MAIN);

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.generated("com/acme/Migrations.java")).doesNotContain("@Generated");
    assertThat(
            Javac.run(
                "-p",
                modulePath(library) + File.pathSeparator + javac.classes(),
                "-m",
                "acme/com.acme.Main"))
        .isEqualTo("l1 l2 a1");
  }

  @Test
  void namedModulesAreReadToo() throws IOException {
    Javac named =
        new Javac(folder.resolve("named"))
            .options("--module-path", modulePath())
            .source(
                "module-info.java",
                "module lib { requires transitive dev.retort; exports com.lib; }")
            .source("com/lib/package-info.java", set("com.lib", "{}"))
            .revision("com/lib/inner/First.java", "id = \"l1\"", "public class First")
            .revision("com/lib/Second.java", "id = \"l2\", down = \"l1\"", "class Second");
    assertThat(named.compile()).isEmpty();
    Path jar = jar(named.classes(), folder.resolve("named.jar"));
    Javac javac =
        new Javac(folder.resolve("app"))
            .options("--module-path", modulePath(jar))
            .source(
                "module-info.java",
                "module acme { requires lib; requires static java.compiler; exports com.acme; }")
            .source("com/acme/package-info.java", set("com.acme", "com.lib.Migrations.class"))
            .revision("com/acme/A.java", "id = \"a1\", down = \"l2\"", "class A")
            .source("com/acme/Main.java", MAIN);

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.generated("com/acme/Migrations.java")).contains("@Generated");
    assertThat(
            Javac.run(
                "-p",
                modulePath(jar) + File.pathSeparator + javac.classes(),
                "-m",
                "acme/com.acme.Main"))
        .isEqualTo("l1 l2 a1");
  }

  private Javac app(String include) {
    return new Javac(folder.resolve("app"))
        .classpath(library)
        .source("com/acme/package-info.java", set("com.acme", include));
  }

  private static String set(String home, String include) {
    return "@dev.retort.annotation.MigrationSet(include = "
        + include
        + ")\npackage "
        + home
        + ";\n";
  }

  private static String modulePath(Path... more) {
    return String.join(
        File.pathSeparator,
        Stream.concat(Stream.of(Javac.retort()), Stream.of(more).map(Path::toString)).toList());
  }

  private static String run(Javac javac, Path... more) {
    List<String> entries =
        Stream.concat(
                Stream.of(Javac.retort(), javac.classes().toString()),
                Stream.of(more).map(Path::toString))
            .toList();
    return Javac.run("-cp", String.join(File.pathSeparator, entries), "com.acme.Main");
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        output.putNextEntry(
            new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, output);
        output.closeEntry();
      }
    }
    return jar;
  }
}
