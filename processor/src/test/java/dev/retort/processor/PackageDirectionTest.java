package dev.retort.processor;

import static com.google.common.truth.Truth.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who in the processor may see whom. A new arrow is a reviewed line here. */
class PackageDirectionTest {
  private static final String PROCESSOR = "dev.retort.processor";

  private static final Map<String, Set<String>> MAY_SEE =
      Map.of(
          "dev.retort.processor",
          Set.of(
              "dev.retort.processor.declared",
              "dev.retort.processor.written",
              "dev.retort.revision"),
          "dev.retort.processor.body",
          Set.of("dev.retort.op", "dev.retort.schema"),
          "dev.retort.processor.declared",
          Set.of("dev.retort.revision"),
          "dev.retort.processor.written",
          Set.of("dev.retort", "dev.retort.annotation", "dev.retort.op"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PROCESSOR);

  @Test
  void packagesSeeOnlyWhatTheTableAllows() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String seen = dependency.getTargetClass().getPackageName();
        if (seen.startsWith("dev.retort") && !maySee(each.getPackageName(), seen)) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void theTableNamesEveryPackage() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(each -> packages.add(each.getPackageName()));
    assertThat(packages).containsExactlyElementsIn(MAY_SEE.keySet());
  }

  private static boolean maySee(String from, String to) {
    return from.equals(to) || MAY_SEE.getOrDefault(from, Set.of()).contains(to);
  }
}
