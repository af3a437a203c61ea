package dev.retort.processor.body;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.op.DialectName;
import dev.retort.op.InsertRows;
import dev.retort.op.Migration;
import dev.retort.op.Operation;
import dev.retort.op.Recorder;
import dev.retort.op.Recording;
import dev.retort.op.RunStep;
import dev.retort.processor.body.ReadStep.Asked;
import dev.retort.processor.body.ReadStep.Refused;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of each body is what the runtime records when the body runs. */
class AgreementTest {
  @TempDir Path folder;

  @Test
  void everyBodyAsksForWhatIsReadOfIt() throws Exception {
    for (String file : BodyCases.files()) {
      Path classes = Files.createDirectories(folder.resolve(file));
      List<BodyCases.BodyCase> cases = BodyCases.of(file);
      Map<String, String> sources = new LinkedHashMap<>();
      cases.forEach(each -> sources.putAll(each.sources()));
      Map<String, ReadBody> read = new HashMap<>();
      BodyProcessor processor =
          new BodyProcessor((name, bodies) -> read.put(name, bodies.upgrade()));
      assertThat(Compiled.with(processor, sources, "--release", "17", "-d", classes.toString()))
          .isEmpty();
      try (URLClassLoader loader = loader(classes)) {
        for (BodyCases.BodyCase each : cases) {
          String name = each.home() + ".First";
          compare(each.title(), read.get(name), record(loader, name));
        }
      }
    }
  }

  private static URLClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, AgreementTest.class.getClassLoader());
  }

  /** Returns the operations that a body asks for; nothing when it throws. */
  private static Optional<List<Operation>> record(ClassLoader loader, String name)
      throws ReflectiveOperationException {
    Migration migration = (Migration) loader.loadClass(name).getDeclaredConstructor().newInstance();
    Recorder recorder = new Recorder(DialectName.SQLITE, Map.of("x", "given"));
    try {
      return Optional.of(recorder.upgrade(migration)).map(Recording::operations);
    } catch (RuntimeException thrown) {
      return Optional.empty();
    }
  }

  private static String text(Operation operation) {
    boolean isOfRows = operation instanceof InsertRows || operation instanceof RunStep;
    return (isOfRows ? "ROWS " : "") + operation.describe();
  }

  private static void compare(String title, ReadBody read, Optional<List<Operation>> recorded) {
    List<String> certain = new ArrayList<>();
    boolean isRefused = read.thrown().isPresent();
    boolean isComplete = true;
    for (ReadStep step : read.steps()) {
      isRefused |= step instanceof Refused;
      if (step instanceof Asked asked && asked.sureness() == Sureness.CERTAIN) {
        certain.add(text(asked.operation()));
      } else {
        isComplete = false;
      }
    }
    if (recorded.isEmpty()) {
      assertWithMessage(title).that(isRefused || !read.unread().isEmpty()).isTrue();
      return;
    }
    List<String> asked = new ArrayList<>(recorded.get().stream().map(AgreementTest::text).toList());
    if (!read.unread().isEmpty()) {
      // Work on rows that is not read leaves no step, since the schema is the same after it.
      asked.removeIf(text -> text.startsWith("ROWS"));
      certain.removeIf(text -> text.startsWith("ROWS"));
    }
    assertWithMessage(title).that(read.thrown()).isEmpty();
    if (isComplete) {
      assertWithMessage(title).that(asked).containsExactlyElementsIn(certain).inOrder();
    } else {
      assertWithMessage(title).that(asked).containsAtLeastElementsIn(certain).inOrder();
    }
  }
}
