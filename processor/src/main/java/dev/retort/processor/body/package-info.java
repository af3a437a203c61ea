/**
 * Reads the bodies of revisions in the trees of javac, and says what each asks for and where that
 * is written.
 *
 * <p>It knows Java and not the vocabulary of revisions: it evaluates the tree and calls the
 * factories of {@code dev.retort.schema} and a real {@code Op} with the values it has read. What it
 * cannot read is unknown, and an {@code Op} that gets out of its sight may do anything. It
 * attributes nothing: names are resolved through the elements alone.
 *
 * <p>Knows the values of {@code dev.retort.schema} and {@code dev.retort.op}, and nothing else of
 * Retort.
 */
@NullMarked
package dev.retort.processor.body;

import org.jspecify.annotations.NullMarked;
