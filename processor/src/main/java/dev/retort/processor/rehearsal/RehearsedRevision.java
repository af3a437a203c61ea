package dev.retort.processor.rehearsal;

import dev.retort.processor.body.RevisionBodies;
import java.util.Optional;
import java.util.Set;

/**
 * A revision as it is rehearsed.
 *
 * @param id its id
 * @param bodies what it asks for; empty where nobody can read that, for example in a library
 * @param isDestructive whether it says that it means to lose data
 * @param suppressed the codes that its class silences
 */
public record RehearsedRevision(
    String id, Optional<RevisionBodies> bodies, boolean isDestructive, Set<String> suppressed) {
  /** Copies the codes. */
  public RehearsedRevision {
    suppressed = Set.copyOf(suppressed);
  }
}
