package dev.retort.processor.declared;

import dev.retort.processor.declared.DeclarationProblem.BadRegistryName;
import dev.retort.processor.declared.DeclarationProblem.NoCommonPackage;
import dev.retort.processor.declared.DeclarationProblem.RegistryExists;
import dev.retort.processor.declared.DeclarationProblem.SecondSet;
import dev.retort.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;

/**
 * Finds everything that is wrong with the declarations of a compilation, and says what is left to
 * write a registry of.
 */
public final class DeclarationCheck {
  private static final String USUAL_NAME = "Migrations";

  private final Declarations declarations;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> badClasses = new HashSet<>();
  private final List<IncludedRegistry> included = new ArrayList<>();
  private final Optional<RegistryName> registry;
  private final GraphFindings graph;

  /**
   * Checks declarations.
   *
   * @param declarations at least one revision or set
   * @param isTaken tells whether there is a class of that name which was not generated here
   */
  public DeclarationCheck(Declarations declarations, Predicate<RegistryName> isTaken) {
    this.declarations = declarations;
    this.graph = new GraphFindings(declarations);
    Optional<RegistryName> wanted = wantedName();
    this.registry = wanted.filter(name -> isFree(name, isTaken));
    checkSets();
    checkClasses(new ClassCheck(wanted));
    findings.addAll(graph.findings());
  }

  /**
   * Returns all that is wrong, first what concerns the registry, then each class, then the graph.
   */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Returns the name of the registry, or nothing when there is no place for one. */
  public Optional<RegistryName> registry() {
    return registry;
  }

  /** Returns the revisions that the registry can make, in an order in which they can be applied. */
  public List<DeclaredRevision> revisions() {
    return graph.ordered().stream()
        .filter(revision -> !badClasses.contains(revision.type().name()))
        .toList();
  }

  /** Returns the graph of all revisions, those of libraries too, unless something is wrong. */
  public Optional<RevisionGraph> soundGraph() {
    return findings.isEmpty() ? graph.sound() : Optional.empty();
  }

  /** Returns whether the first revisions may find tables that no revision has made. */
  public boolean isBaselineOpen() {
    return declarations.set().filter(DeclaredSet::isBaselineOpen).isPresent();
  }

  /** Returns the included registries that the registry can make. */
  public List<IncludedRegistry> included() {
    return List.copyOf(included);
  }

  private Optional<RegistryName> wantedName() {
    if (declarations.set().isPresent()) {
      DeclaredSet set = declarations.set().get();
      return Optional.of(new RegistryName(set.packageName(), set.registryName()));
    }
    Optional<String> common = CommonPackage.of(declarations.revisions());
    if (common.isEmpty()) {
      findings.add(noCommonPackage().finding());
    }
    return common.map(name -> new RegistryName(name, USUAL_NAME));
  }

  private DeclarationProblem noCommonPackage() {
    List<DeclaredRevision> revisions = declarations.revisions();
    int other = 1;
    while (CommonPackage.of(revisions.subList(0, other + 1)).isPresent()) {
      other++;
    }
    DeclaredClass type = revisions.get(other).type();
    return new NoCommonPackage(Spot.revision(type), revisions.get(0).type().name(), type.name());
  }

  private boolean isFree(RegistryName name, Predicate<RegistryName> isTaken) {
    if (!SourceVersion.isIdentifier(name.simpleName())
        || SourceVersion.isKeyword(name.simpleName())) {
      findings.add(new BadRegistryName(nameSpot(), name.simpleName()).finding());
      return false;
    }
    if (isTaken.test(name)) {
      findings.add(registryExists(name));
      return false;
    }
    return true;
  }

  /** Returns the problem that the name of the registry turned out to be taken. */
  public Finding registryExists() {
    return registryExists(registry.orElseThrow());
  }

  private Finding registryExists(RegistryName name) {
    boolean hasSet = declarations.set().isPresent();
    return new RegistryExists(nameSpot(), name.text(), name.simpleName(), hasSet).finding();
  }

  private Spot nameSpot() {
    return declarations
        .set()
        .map(set -> Spot.set(set, "name", 0))
        .orElseGet(() -> Spot.revision(declarations.revisions().get(0).type()));
  }

  private void checkSets() {
    for (DeclaredSet set : declarations.sets()) {
      if (!set.equals(declarations.sets().get(0))) {
        String first = declarations.sets().get(0).owner().name();
        findings.add(new SecondSet(Spot.set(set), first).finding());
      }
    }
  }

  private void checkClasses(ClassCheck check) {
    for (IncludedRegistry one : declarations.included()) {
      Optional<DeclarationProblem> problem = check.problem(declarations.set().orElseThrow(), one);
      if (problem.isPresent()) {
        findings.add(problem.get().finding());
      } else {
        included.add(one);
      }
    }
    for (DeclaredRevision revision : declarations.revisions()) {
      for (DeclarationProblem problem : check.problems(revision)) {
        badClasses.add(revision.type().name());
        findings.add(problem.finding());
      }
    }
  }
}
