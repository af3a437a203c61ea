package dev.retort;

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

/** Who may see whom. A new arrow is a reviewed line here. */
class PackageDirectionTest {
  private static final Map<String, Set<String>> MAY_SEE =
      Map.ofEntries(
          Map.entry("schema", Set.of("sql")),
          Map.entry("sql", Set.of()),
          Map.entry("error", Set.of()),
          Map.entry("address", Set.of("error")),
          Map.entry("op", Set.of("schema", "sql", "error")),
          Map.entry("revision", Set.of("error")),
          Map.entry("plan", Set.of("op", "schema", "error")),
          Map.entry("sqlite.text", Set.of("schema", "sql")),
          Map.entry("sqlite", Set.of("sqlite.text", "plan", "op", "schema", "sql", "error")),
          Map.entry("adopt", Set.of("plan", "revision", "error")),
          Map.entry("history", Set.of("plan", "schema", "error")),
          Map.entry("run", Set.of("history", "plan", "op", "revision", "schema", "sql", "error")),
          Map.entry("backup", Set.of("run", "history", "plan", "error")),
          Map.entry(
              "",
              Set.of(
                  "address",
                  "adopt",
                  "run",
                  "history",
                  "plan",
                  "op",
                  "revision",
                  "schema",
                  "sqlite",
                  "backup",
                  "error")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.retort");

  @Test
  void packagesSeeOnlyWhatTheTableAllows() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass seen = dependency.getTargetClass();
        if (isOurs(each) && isOurs(seen) && !maySee(name(each), name(seen))) {
          forbidden.add(dependency.getDescription());
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void theTableNamesEveryPackage() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(
        each -> {
          if (isOurs(each)) {
            packages.add(name(each));
          }
        });
    assertThat(packages).containsExactlyElementsIn(MAY_SEE.keySet());
  }

  private static boolean maySee(String from, String to) {
    return from.equals(to) || MAY_SEE.getOrDefault(from, Set.of()).contains(to);
  }

  /** The annotations are a module of their own, which depends on nothing. */
  private static boolean isOurs(JavaClass each) {
    return each.getPackageName().startsWith("dev.retort")
        && !each.getPackageName().equals("dev.retort.annotation");
  }

  private static String name(JavaClass each) {
    String name = each.getPackageName().substring("dev.retort".length());
    return name.isEmpty() ? "" : name.substring(1);
  }
}
