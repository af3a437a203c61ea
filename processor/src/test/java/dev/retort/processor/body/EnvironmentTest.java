package dev.retort.processor.body;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.retort.annotation.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other compilers, build tools around this one, languages that make stubs, generated classes. */
class EnvironmentTest {
  private static final String BODY =
      "package a; @dev.retort.annotation.Revision(id = \"a\") %s class First %s {"
          + " public void upgrade(dev.retort.op.Op op) { %s } }\n";

  private final Map<String, String> sources = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void aProxyAroundTheEnvironmentIsOpened() {
    assertThat(read(EnvironmentTest::proxy)).containsExactly("drop table \"x\"");
  }

  @Test
  void aFieldOfAWrapperIsOpenedAndSoAreLayers() {
    assertThat(read(environment -> new Delegating(proxy(new Delegating(environment)))))
        .containsExactly("drop table \"x\"");
  }

  @Test
  void anotherCompilerIsRefusedInWords() {
    InvocationHandler handler = (proxy, method, arguments) -> null;
    ProcessingEnvironment other =
        (ProcessingEnvironment)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ProcessingEnvironment.class}, handler);
    UnsupportedOperationException refusal =
        assertThrows(UnsupportedOperationException.class, () -> BodyReader.of(other));
    assertThat(refusal)
        .hasMessageThat()
        .isEqualTo(
            "this compiler shows no trees: java.lang.UnsupportedOperationException: not javac: "
                + other.getClass().getName());
  }

  @Test
  void aStubOfKotlinIsNotRead() {
    sources.put("kotlin/Metadata.java", "package kotlin; public @interface Metadata {}");
    sources.put(
        "a/First.java",
        BODY.formatted("@kotlin.Metadata", "implements dev.retort.op.Migration", ""));
    assertThat(read())
        .containsExactly(
            "unreadable: everything",
            "ends uncertain",
            "down:",
            "unreadable: everything",
            "ends uncertain")
        .inOrder();
  }

  @Test
  void aStubOfGroovyIsNotRead() {
    sources.put(
        "groovy/lang/GroovyObject.java", "package groovy.lang; public interface GroovyObject {}");
    sources.put(
        "a/First.java",
        BODY.formatted("", "implements dev.retort.op.Migration, groovy.lang.GroovyObject", ""));
    assertThat(read()).contains("unreadable: everything");
  }

  @Test
  void aHelperThatIsAStubIsNotRead() {
    sources.put("kotlin/Metadata.java", "package kotlin; public @interface Metadata {}");
    sources.put(
        "a/Tables.java",
        "package a; @kotlin.Metadata class Tables { static void drop(dev.retort.op.Op op) {} }");
    sources.put(
        "a/First.java",
        BODY.formatted("", "implements dev.retort.op.Migration", "Tables.drop(op);"));
    assertThat(read()).containsExactly("unreadable: everything");
  }

  @Test
  void aBodyThatIsInheritedFromAClassFileIsNotRead() {
    sources.put(
        "a/First.java",
        "package a; @dev.retort.annotation.Revision(id = \"a\") class First extends"
            + " dev.retort.processor.body.Library {}\n");
    assertThat(read()).containsExactly("unreadable: everything", "ends uncertain");
  }

  @Test
  void aHelperOfAClassFileIsNotRead() {
    sources.put(
        "a/First.java",
        BODY.formatted(
            "",
            "implements dev.retort.op.Migration",
            "dev.retort.processor.body.Library.help(op); op.dropTable(\"b\");"));
    assertThat(read()).containsExactly("unreadable: everything", "drop table \"b\"").inOrder();
  }

  @Test
  void aClassThatIsMissingMakesNamesUnclear() {
    sources.put(
        "a/First.java",
        "package a; import static dev.retort.schema.Ddl.*; @dev.retort.annotation.Revision(id ="
            + " \"a\") class First extends Later implements dev.retort.op.Migration { public void"
            + " upgrade(dev.retort.op.Op op) { op.createTable(\"t\", text(\"a\")); } }\n");
    List<List<String>> rounds = new ArrayList<>();
    Generating processor = new Generating(rounds);
    assertThat(Compiled.with(processor, sources, "-proc:only", "-s", folder.toString())).isEmpty();
    assertThat(rounds)
        .containsExactly(
            List.of(
                "unreadable: everything",
                "ends uncertain",
                "down:",
                "unreadable: everything",
                "ends uncertain"),
            List.of("create table \"t\" (a text)"))
        .inOrder();
  }

  @Test
  void aBodyIsReadThoughItHasTypeErrors() {
    sources.put(
        "a/First.java",
        BODY.formatted(
            "",
            "implements dev.retort.op.Migration",
            "op.dropTable(5); op.dropTable(); op.missing(); String s = 1; op.dropTable(\"a\"); nowhere(op);"));
    assertThat(read())
        .containsExactly(
            "unreadable: everything",
            "unreadable: everything",
            "drop table \"a\"",
            "unreadable: everything")
        .inOrder();
  }

  @Test
  void aClassWithoutSourceHasNoBodies() {
    List<Boolean> found = new ArrayList<>();
    Looking processor =
        new Looking(
            environment ->
                found.add(
                    BodyReader.of(environment)
                        .read("dev.retort.processor.body.Library")
                        .isPresent()));
    sources.put("a/First.java", BODY.formatted("", "implements dev.retort.op.Migration", ""));
    assertThat(Compiled.with(processor, sources, "-proc:only")).isEmpty();
    assertThat(found).containsExactly(false);
  }

  private List<String> read() {
    List<String> lines = new ArrayList<>();
    Looking processor =
        new Looking(
            environment ->
                lines.addAll(
                    BodyProcessor.lines(BodyReader.of(environment).read("a.First").orElseThrow())));
    assertThat(Compiled.with(processor, sources, "-proc:only")).isEmpty();
    return lines;
  }

  private List<String> read(Wrapping wrapping) {
    sources.put(
        "a/First.java",
        BODY.formatted("", "implements dev.retort.op.Migration", "op.dropTable(\"x\");"));
    List<String> lines = new ArrayList<>();
    Looking processor =
        new Looking(
            environment ->
                lines.addAll(
                    BodyProcessor.lines(
                        BodyReader.of(wrapping.wrap(environment)).read("a.First").orElseThrow())));
    assertThat(Compiled.with(processor, sources, "-proc:only")).isEmpty();
    return lines;
  }

  /** Puts an environment into another. */
  @FunctionalInterface
  private interface Wrapping {
    ProcessingEnvironment wrap(ProcessingEnvironment environment);
  }

  /** Does something with an environment. */
  @FunctionalInterface
  private interface Look {
    void at(ProcessingEnvironment environment);
  }

  private static ProcessingEnvironment proxy(ProcessingEnvironment delegate) {
    InvocationHandler handler = (proxy, method, arguments) -> method.invoke(delegate, arguments);
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            EnvironmentTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  /** Looks at the environment of the first round. */
  private static class Looking extends AbstractProcessor {
    private final Look look;
    private boolean done;

    Looking(Look look) {
      this.look = look;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(Revision.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        look.at(processingEnv);
      }
      return false;
    }
  }

  /** Generates a class in the first round, and reads in the first two. */
  private static final class Generating extends AbstractProcessor {
    private final List<List<String>> rounds;

    Generating(List<List<String>> rounds) {
      this.rounds = rounds;
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
      if (rounds.size() < 2) {
        rounds.add(BodyProcessor.lines(BodyReader.of(processingEnv).read("a.First").orElseThrow()));
      }
      if (rounds.size() == 1 && !round.processingOver()) {
        try (Writer writer = processingEnv.getFiler().createSourceFile("a.Later").openWriter()) {
          writer.write("package a; class Later {}");
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
      return false;
    }
  }
}
