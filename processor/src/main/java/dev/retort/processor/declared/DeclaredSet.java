package dev.retort.processor.declared;

import java.util.List;

/**
 * What {@code @MigrationSet} says.
 *
 * @param owner the package or the class that carries it
 * @param packageName the package of the registry
 * @param registryName the simple name of the registry
 * @param included the registries it includes, each once
 * @param isBaselineOpen whether the first revisions may find tables that no revision has made
 * @param isComplete whether all that it includes could be found
 */
public record DeclaredSet(
    Spot.Owner owner,
    String packageName,
    String registryName,
    List<IncludedRegistry> included,
    boolean isBaselineOpen,
    boolean isComplete) {
  /** Copies the list. */
  public DeclaredSet {
    included = List.copyOf(included);
  }
}
