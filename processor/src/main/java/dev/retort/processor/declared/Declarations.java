package dev.retort.processor.declared;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a compilation declares.
 *
 * @param revisions the revisions, by the name of their class
 * @param sets the sets, by the name of their owner; the first one counts
 * @param isComplete whether every annotation could be read
 */
public record Declarations(
    List<DeclaredRevision> revisions, List<DeclaredSet> sets, boolean isComplete) {
  /** Copies the lists. */
  public Declarations {
    revisions = List.copyOf(revisions);
    sets = List.copyOf(sets);
  }

  /** Returns the set that counts. */
  public Optional<DeclaredSet> set() {
    return sets.stream().findFirst();
  }

  /** Returns the registries that are included. */
  public List<IncludedRegistry> included() {
    return set().map(DeclaredSet::included).orElse(List.of());
  }

  /** Returns the revisions of included registries, each class once, none of this compilation. */
  List<DeclaredRevision> includedRevisions() {
    Set<String> seen = new HashSet<>();
    revisions.forEach(revision -> seen.add(revision.type().name()));
    List<DeclaredRevision> found = new ArrayList<>();
    for (IncludedRegistry registry : included()) {
      for (DeclaredRevision revision : registry.revisions()) {
        if (seen.add(revision.type().name())) {
          found.add(revision);
        }
      }
    }
    return found;
  }

  /** Returns whether all revisions that there can be are known. */
  boolean isGraphKnown() {
    return isComplete && included().stream().allMatch(IncludedRegistry::isComplete);
  }
}
