package dev.retort.processor;

import dev.retort.processor.declared.DeclarationCheck;
import dev.retort.processor.declared.DeclaredClass;
import dev.retort.processor.declared.DeclaredRevision;
import dev.retort.processor.declared.Finding;
import dev.retort.processor.declared.IncludedRegistry;
import dev.retort.processor.declared.RegistryName;
import dev.retort.processor.declared.Spot;
import dev.retort.processor.written.Registry;
import dev.retort.processor.written.Registry.Entry;
import dev.retort.processor.written.Registry.NamedClass;
import dev.retort.processor.written.RegistryWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** Puts the registry of checked declarations into the compilation. */
final class RegistryFiler {
  private final ProcessingEnvironment environment;
  private final Elements elements;
  private final Set<String> sources;

  /**
   * Makes a filer.
   *
   * @param sources the names of all classes that are compiled
   */
  RegistryFiler(ProcessingEnvironment environment, Set<String> sources) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
    this.sources = sources;
  }

  /**
   * Tells whether there is a class of that name. What an earlier build left in the output folder is
   * the same registry, to be written anew.
   */
  boolean isTaken(RegistryName name) {
    if (sources.contains(name.text())) {
      return true;
    }
    return !isOutput(name) && elements.getTypeElement(name.text()) != null;
  }

  /** A build that failed leaves the source and no class. */
  private boolean isOutput(RegistryName name) {
    return exists(StandardLocation.CLASS_OUTPUT, name, ".class")
        || exists(StandardLocation.SOURCE_OUTPUT, name, ".java");
  }

  private boolean exists(StandardLocation location, RegistryName name, String ending) {
    try {
      environment
          .getFiler()
          .getResource(location, name.packageName(), name.simpleName() + ending)
          .openInputStream()
          .close();
      return true;
    } catch (IOException | IllegalArgumentException absent) {
      return false;
    }
  }

  /**
   * Writes the registry; returns what is wrong if another processor has just written that class.
   */
  Optional<Finding> write(DeclarationCheck check, List<Spot.Owner> sets) {
    List<Element> origins = origins(check, sets);
    Optional<ModuleElement> home =
        origins.isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(elements.getModuleOf(origins.get(0)));
    try {
      new RegistryWriter(registry(check, home)).file(origins).writeTo(environment.getFiler());
      return Optional.empty();
    } catch (FilerException taken) {
      return Optional.of(check.registryExists());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Registry registry(DeclarationCheck check, Optional<ModuleElement> home) {
    RegistryName name = check.registry().orElseThrow();
    return new Registry(
        name.packageName(),
        name.simpleName(),
        check.revisions().stream().map(RegistryFiler::entry).toList(),
        check.included().stream().map(one -> named(one.type().orElseThrow())).toList(),
        canNameGenerated(home),
        suppressed(check, home));
  }

  private static Entry entry(DeclaredRevision revision) {
    return new Entry(
        named(revision.type()),
        revision.node().id(),
        revision.node().down(),
        revision.node().labels(),
        revision.node().dependsOn(),
        revision.message(),
        revision.irreversible());
  }

  private static NamedClass named(DeclaredClass type) {
    return new NamedClass(type.packageName(), type.localName(), type.isGeneric());
  }

  /** A module that does not read java.compiler cannot name the annotation. */
  private boolean canNameGenerated(Optional<ModuleElement> home) {
    String name = "javax.annotation.processing.Generated";
    return home.map(module -> elements.getTypeElement(module, name) != null)
        .orElseGet(() -> elements.getTypeElement(name) != null);
  }

  private static List<String> suppressed(DeclarationCheck check, Optional<ModuleElement> home) {
    List<String> suppressed = new ArrayList<>();
    boolean deprecated =
        Stream.concat(
                check.revisions().stream().map(DeclaredRevision::type),
                check.included().stream().map(IncludedRegistry::type).flatMap(Optional::stream))
            .anyMatch(DeclaredClass::isDeprecated);
    if (deprecated) {
      suppressed.add("deprecation");
      suppressed.add("removal");
    }
    if (home.isPresent() && !home.get().isUnnamed()) {
      suppressed.add("exports");
    }
    return suppressed;
  }

  private List<Element> origins(DeclarationCheck check, List<Spot.Owner> sets) {
    List<Element> origins = new ArrayList<>();
    for (DeclaredRevision revision : check.revisions()) {
      add(origins, elements.getTypeElement(revision.type().name()));
    }
    for (Spot.Owner owner : sets) {
      if (owner.isPackage()) {
        origins.add(elements.getPackageElement(owner.name()));
      } else {
        add(origins, elements.getTypeElement(owner.name()));
      }
    }
    return origins;
  }

  private static void add(List<Element> origins, TypeElement element) {
    if (element != null) {
      origins.add(element);
    }
  }
}
