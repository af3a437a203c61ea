package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other processors, classes that do not compile, and mistakes of our own. */
class RoundsTest {
  private static final String REVISION =
      """
      package com.acme;
      @dev.retort.annotation.Revision(id = "g1", down = "r1")
      public class Made implements dev.retort.op.Migration {
        @Override public void upgrade(dev.retort.op.Op op) {}
      }
      """;

  @TempDir Path folder;

  @Test
  void aRevisionThatComesTooLateIsReported() {
    Javac javac =
        javac()
            .before(new Generating("com.acme.Made", REVISION))
            .revision("com/acme/First.java", "id = \"r1\"", "class First");

    assertThat(javac.compile())
        .containsExactly(
            "Made.java:2:1: [LateRevision] \"com.acme.Made\" was generated after"
                + " \"com.acme.Migrations\" was written, so it is not in it. Compile what generates"
                + " it in an earlier module, and include that module's registry");
  }

  @Test
  void aSetThatComesTooLateIsReported() {
    Javac javac =
        javac()
            .before(
                new Generating(
                    "com.acme.Made",
                    "package com.acme;\n@dev.retort.annotation.MigrationSet\nclass Made {}\n"))
            .revision("com/acme/First.java", "id = \"r1\"", "class First");

    assertThat(javac.compile())
        .containsExactly(
            "Made.java:2:1: [LateSet] the @MigrationSet on \"com.acme.Made\" was generated after"
                + " \"com.acme.Migrations\" was written, so nothing follows from it. Write it in a"
                + " source of this module");
  }

  @Test
  void revisionsThatAreAllGeneratedAreRegistered() {
    Javac javac =
        javac()
            .before(new Generating("com.acme.Made", REVISION.replace(", down = \"r1\"", "")))
            .source("com/acme/App.java", "package com.acme; class App {}");

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.generated("com/acme/Migrations.java")).contains("new Made()");
  }

  @Test
  void aGeneratedConstantIsWaitedFor() {
    Javac javac =
        javac()
            .before(
                new Generating(
                    "com.acme.Ids",
                    "package com.acme;\nfinal class Ids { static final String ID = \"r1\"; }\n"))
            .revision("com/acme/First.java", "id = Ids.ID", "class First")
            .revision("com/acme/Second.java", "id = \"r2\", down = \"r1\"", "class Second");

    assertThat(javac.compile()).isEmpty();
    assertThat(javac.generated("com/acme/Migrations.java")).contains("\"r1\"");
  }

  @Test
  void aGeneratedSuperclassIsWaitedFor() {
    Javac javac =
        javac()
            .before(
                new Generating(
                    "com.acme.Base",
                    "package com.acme; abstract class Base { abstract void none(); }"))
            .source(
                "com/acme/First.java",
                """
                package com.acme;
                @dev.retort.annotation.Revision(id = "r1")
                class First extends Base {
                  @Override void none() {}
                }
                """);

    assertThat(javac.compile())
        .containsExactly(
            "First.java:3:1: [NotAMigration] \"com.acme.First\" is a revision but no migration."
                + " Write: class First implements Migration");
  }

  @Test
  void whatDoesNotCompileIsJavacsToReport() {
    Javac javac =
        javac()
            .source(
                "com/acme/First.java",
                """
                package com.acme;
                @dev.retort.annotation.Revision(id = Nowhere.ID, down = {"r0", Nowhere.DOWN})
                class First extends Nowhere implements dev.retort.op.Migration, Nothing {
                  @Override public void upgrade(dev.retort.op.Op op) throws Nonsense {}
                  First() throws Nonsense {}
                  Object registry = new Migrations();
                }
                """)
            .revision("com/acme/Second.java", "id = \"r2\", down = \"r1\"", "class Second");

    List<String> errors = javac.compile();

    assertThat(errors).isNotEmpty();
    assertThat(errors.stream().filter(error -> error.contains("["))).isEmpty();
    assertThat(errors.stream().filter(error -> error.contains("class Migrations"))).isEmpty();
  }

  @Test
  void aRegistryThatIncludesItselfIsNotWritten() {
    Javac javac =
        javac()
            .revision("com/acme/First.java", "id = \"r1\"", "class First")
            .source(
                "com/acme/package-info.java",
                """
                @dev.retort.annotation.MigrationSet(include = Migrations.class)
                package com.acme;
                """);

    assertThat(javac.compile())
        .containsExactly(
            """
            package-info.java:1:47: cannot find symbol
              symbol: class Migrations""");
  }

  @Test
  void aBadRevisionGivesNoErrorWhereTheRegistryIsUsed() {
    Javac javac =
        javac()
            .revision("com/acme/First.java", "id = \"r1\"", "abstract class First")
            .source(
                "com/acme/App.java",
                "package com.acme; class App { Object o = new Migrations(); }");

    assertThat(javac.compile())
        .containsExactly(
            "First.java:3:10: [AbstractRevision] \"com.acme.First\" is abstract, so the registry"
                + " cannot make it. Take \"abstract\" away, or put @Revision on the class that"
                + " extends it");
  }

  @Test
  void withoutTheRuntimeOneErrorSaysSo() {
    Javac javac =
        new Javac(folder)
            .options(
                "-classpath", BadSources.root().resolve("annotations/target/classes").toString())
            .source(
                "com/acme/First.java",
                """
                package com.acme;
                @dev.retort.annotation.Revision(id = "r1")
                class First {}
                """);

    assertThat(javac.compile())
        .containsExactly(
            "First.java:2:1: [NoRuntime] the class dev.retort.op.Migration cannot be found. Add"
                + " dev.retort:retort-runtime to the dependencies, and in a module-info.java:"
                + " requires dev.retort");
  }

  @Test
  void aRegistryThatAnotherProcessorHasWrittenIsReported() {
    Javac javac =
        javac()
            .before(new Generating("com.acme.Migrations", "package com.acme; class Migrations {}"))
            .revision("com/acme/First.java", "id = \"r1\"", "class First");

    assertThat(javac.compile())
        .containsExactly(
            "First.java:2:1: [RegistryExists] the registry cannot be written, since the class"
                + " \"com.acme.Migrations\" exists already. Give the registry another name:"
                + " @MigrationSet(name = \"TestMigrations\") on a package");
  }

  @Test
  void aFailureOfOursIsOneErrorThatSaysSo() {
    assertThat(failure(new IllegalStateException("oops")))
        .startsWith(
            "[ProcessorFailure] Retort failed while it checked the revisions. This is a mistake in"
                + " Retort, not in your code. Send this text, the revisions and the output of"
                + " \"javac -version\" to https://github.com/retort-dev/retort/issues\n"
                + "  java.lang.IllegalStateException: oops\n");
    assertThat(failure(new StackOverflowError())).contains("\n  java.lang.StackOverflowError\n");
  }

  private String failure(Throwable failure) {
    Javac javac =
        javac()
            .only(
                new RevisionProcessor(
                    (environment, round) -> RoundsTest.<RuntimeException>fail(failure)))
            .revision("com/acme/First.java", "id = \"r1\"", "class First");
    List<String> errors = javac.compile();
    assertThat(errors).hasSize(1);
    return errors.get(0);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void fail(Throwable failure) throws T {
    throw (T) failure;
  }

  private Javac javac() {
    return new Javac(folder).classpath();
  }

  /** Generates one class in the first round. */
  private static final class Generating extends AbstractProcessor {
    private final String name;
    private final String text;
    private boolean done;

    Generating(String name, String text) {
      this.name = name;
      this.text = text;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          writer.write(text);
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      return false;
    }
  }
}
