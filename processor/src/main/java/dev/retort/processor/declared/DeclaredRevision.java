package dev.retort.processor.declared;

import dev.retort.revision.RevisionNode;
import java.util.Set;

/**
 * A class with {@code @Revision}, and what that says.
 *
 * @param type the class
 * @param node its place in the graph
 * @param message what it is for; empty for none
 * @param irreversible why it cannot be undone; empty when it can
 * @param isDestructive whether it means to lose what it takes away
 * @param suppressed the codes of warnings that its class silences
 */
public record DeclaredRevision(
    DeclaredClass type,
    RevisionNode node,
    String message,
    String irreversible,
    boolean isDestructive,
    Set<String> suppressed) {
  /** Copies the codes. */
  public DeclaredRevision {
    suppressed = Set.copyOf(suppressed);
  }
}
