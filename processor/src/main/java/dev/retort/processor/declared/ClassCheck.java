package dev.retort.processor.declared;

import dev.retort.processor.declared.DeclarationProblem.AbstractRevision;
import dev.retort.processor.declared.DeclarationProblem.InnerRevision;
import dev.retort.processor.declared.DeclarationProblem.NoConstructor;
import dev.retort.processor.declared.DeclarationProblem.NotAClass;
import dev.retort.processor.declared.DeclarationProblem.NotAMigration;
import dev.retort.processor.declared.DeclarationProblem.NotARegistry;
import dev.retort.processor.declared.DeclarationProblem.ThrowingConstructor;
import dev.retort.processor.declared.DeclarationProblem.UnreachableConstructor;
import dev.retort.processor.declared.DeclarationProblem.UnreachableRegistry;
import dev.retort.processor.declared.DeclarationProblem.UnreachableRevision;
import dev.retort.processor.declared.DeclaredClass.Constructor;
import dev.retort.processor.declared.DeclaredClass.Kind;
import dev.retort.processor.declared.DeclaredClass.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what keeps a registry from making a class. */
public final class ClassCheck {
  private final Optional<RegistryName> registry;

  /**
   * Makes the check.
   *
   * @param registry where the registry is; nothing when that is not known
   */
  public ClassCheck(Optional<RegistryName> registry) {
    this.registry = registry;
  }

  /** Returns what is wrong with the class of a revision. */
  public List<DeclarationProblem> problems(DeclaredRevision revision) {
    DeclaredClass type = revision.type();
    Spot spot = Spot.declaration(type);
    if (type.kind() != Kind.CLASS) {
      return List.of(new NotAClass(spot, type));
    }
    List<DeclarationProblem> problems = new ArrayList<>();
    if (!type.hasType()) {
      problems.add(new NotAMigration(spot, type));
    }
    if (type.isAbstract()) {
      problems.add(new AbstractRevision(spot, type));
    }
    if (type.isInner()) {
      problems.add(new InnerRevision(spot, type));
    }
    if (!isReachable(type, type.reach())) {
      problems.add(new UnreachableRevision(spot, type, registryName()));
    }
    if (problems.isEmpty()) {
      constructorProblem(type, spot).ifPresent(problems::add);
    }
    return problems;
  }

  private Optional<DeclarationProblem> constructorProblem(DeclaredClass type, Spot spot) {
    if (type.constructor().isEmpty()) {
      return Optional.of(new NoConstructor(spot, type));
    }
    Constructor constructor = type.constructor().get();
    if (!isReachable(type, constructor.reach())) {
      return Optional.of(new UnreachableConstructor(spot, type, registryName()));
    }
    if (!constructor.checked().isEmpty()) {
      return Optional.of(new ThrowingConstructor(spot, type, constructor.checked()));
    }
    return Optional.empty();
  }

  /** Returns what is wrong with an included registry. */
  public Optional<DeclarationProblem> problem(DeclaredSet set, IncludedRegistry included) {
    Spot spot = Spot.set(set, "include", included.index());
    if (included.type().isEmpty() || !included.type().get().hasType()) {
      return Optional.of(new NotARegistry(spot, included.name()));
    }
    DeclaredClass type = included.type().get();
    boolean canBeMade =
        type.kind() == Kind.CLASS
            && !type.isAbstract()
            && !type.isInner()
            && isReachable(type, type.reach())
            && type.constructor().isPresent()
            && isReachable(type, type.constructor().get().reach())
            && type.constructor().get().checked().isEmpty();
    return canBeMade
        ? Optional.empty()
        : Optional.of(new UnreachableRegistry(spot, type, registryName()));
  }

  private boolean isReachable(DeclaredClass type, Reach reach) {
    boolean samePackage =
        registry.isEmpty() || registry.get().packageName().equals(type.packageName());
    return switch (reach) {
      case EVERYWHERE -> samePackage || !type.packageName().isEmpty();
      case PACKAGE -> samePackage;
      case PRIVATE -> false;
    };
  }

  private String registryName() {
    return registry.map(RegistryName::text).orElse("Migrations");
  }
}
