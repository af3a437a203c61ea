package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.retort.op.SchemaProblem;
import dev.retort.processor.declared.DeclarationProblem;
import dev.retort.processor.rehearsal.BodyProblem;
import dev.retort.revision.RevisionProblem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosticsTest {
  /** Codes that a source alone cannot bring about; each has a test of its own. */
  private static final Set<String> NOT_FROM_SOURCES =
      Set.of("LateRevision", "LateSet", "NoRuntime", "NotRehearsed", "ProcessorFailure");

  @ParameterizedTest
  @MethodSource("folders")
  void theFindingsAreExactlyTheMarkedOnes(String code) {
    Compilation compilation = compile(code);

    List<String> errors = compilation.errors().stream().map(DiagnosticsTest::text).toList();
    List<String> warnings = compilation.warnings().stream().map(DiagnosticsTest::text).toList();

    assertThat(errors).containsExactlyElementsIn(BadSources.errors(code));
    assertThat(warnings).containsExactlyElementsIn(BadSources.warnings(code));
    assertThat(Stream.concat(errors.stream(), warnings.stream()).toList().toString())
        .contains("[" + code + "]");
  }

  @Test
  void everyCodeHasAFolderAndAPage() {
    Set<String> codes = codes();
    Set<String> shown = new TreeSet<>(codes);
    shown.removeAll(NOT_FROM_SOURCES);

    assertThat(BadSources.codes()).containsExactlyElementsIn(shown);
    Path pages = BadSources.root().resolve("docs/diagnostics");
    for (String code : codes) {
      assertWithMessage(code).that(Files.exists(pages.resolve(code + ".md"))).isTrue();
    }
  }

  @Test
  void theIndexOfCodesListsEachOnce() throws IOException {
    Path index = BadSources.root().resolve("docs/diagnostics/README.md");
    List<String> listed;
    try (Stream<String> lines = Files.lines(index)) {
      listed =
          lines
              .filter(line -> line.startsWith("| ["))
              .map(line -> line.substring(3, line.indexOf(']')))
              .toList();
    }

    assertThat(listed).containsExactlyElementsIn(codes());
  }

  private static Set<String> codes() {
    Set<String> codes = new TreeSet<>(Set.of("NotRehearsed", "ProcessorFailure"));
    for (Class<?> kind :
        List.of(
            RevisionProblem.class,
            DeclarationProblem.class,
            SchemaProblem.class,
            BodyProblem.class)) {
      Arrays.stream(kind.getPermittedSubclasses()).map(Class::getSimpleName).forEach(codes::add);
    }
    codes.remove("OfSchema");
    return codes;
  }

  private static List<String> folders() {
    return BadSources.codes();
  }

  private static Compilation compile(String code) {
    return Compiler.javac()
        .withProcessors(new RevisionProcessor())
        .withOptions("-Xlint:all,-processing")
        .compile(BadSources.files(code).stream().map(DiagnosticsTest::object).toList());
  }

  private static JavaFileObject object(Path file) {
    try {
      return JavaFileObjects.forResource(file.toUri().toURL());
    } catch (MalformedURLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String text(Diagnostic<? extends JavaFileObject> error) {
    String path = error.getSource() == null ? "" : error.getSource().getName();
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file + ":" + error.getLineNumber() + ": " + error.getMessage(null);
  }
}
