/**
 * What the sources say, as values, and what is wrong with it: revisions, sets, included registries,
 * and the classes that a registry is to make.
 *
 * <p>The values and the checks know nothing of javac; only the readers do.
 */
@NullMarked
package dev.retort.processor.declared;

import org.jspecify.annotations.NullMarked;
