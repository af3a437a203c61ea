package dev.retort.processor.declared;

import dev.retort.revision.RevisionNode;

/**
 * A class with {@code @Revision}, and what that says.
 *
 * @param type the class
 * @param node its place in the graph
 * @param message what it is for; empty for none
 * @param irreversible why it cannot be undone; empty when it can
 */
public record DeclaredRevision(
    DeclaredClass type, RevisionNode node, String message, String irreversible) {}
