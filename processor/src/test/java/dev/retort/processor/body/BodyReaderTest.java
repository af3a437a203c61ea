package dev.retort.processor.body;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is read of bodies of every kind. */
class BodyReaderTest {
  @TempDir Path folder;

  @TestFactory
  List<DynamicContainer> everyBodyIsReadAsItsCaseSays() {
    List<DynamicContainer> all = new ArrayList<>();
    for (String file : BodyCases.files()) {
      List<BodyCases.BodyCase> cases = BodyCases.of(file);
      Map<String, String> sources = new LinkedHashMap<>();
      cases.forEach(each -> sources.putAll(each.sources()));
      Map<String, List<String>> read = new LinkedHashMap<>();
      BodyProcessor processor =
          new BodyProcessor((name, bodies) -> read.put(name, BodyProcessor.lines(bodies)));
      List<String> diagnostics =
          Compiled.with(processor, sources, "--release", "17", "-d", folder.toString());
      List<DynamicTest> tests = new ArrayList<>();
      tests.add(DynamicTest.dynamicTest("compiles", () -> assertThat(diagnostics).isEmpty()));
      for (BodyCases.BodyCase each : cases) {
        tests.add(
            DynamicTest.dynamicTest(
                each.title(),
                () ->
                    assertWithMessage(each.title())
                        .that(read.get(each.home() + ".First"))
                        .containsExactlyElementsIn(each.steps())
                        .inOrder()));
      }
      all.add(DynamicContainer.dynamicContainer(file, tests));
    }
    return all;
  }
}
