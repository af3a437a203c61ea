package dev.retort.processor.declared;

import java.util.List;
import java.util.Optional;

/**
 * A registry that a set includes.
 *
 * @param index its place in {@code include}, from 0
 * @param name what was written, for example {@code com.lib.BillingMigrations}
 * @param type the class, unless what was written is none
 * @param revisions its revisions and those it includes itself
 * @param isComplete whether these are all, as far as the compiler can know
 */
public record IncludedRegistry(
    int index,
    String name,
    Optional<DeclaredClass> type,
    List<DeclaredRevision> revisions,
    boolean isComplete) {
  /** Copies the list. */
  public IncludedRegistry {
    revisions = List.copyOf(revisions);
  }
}
