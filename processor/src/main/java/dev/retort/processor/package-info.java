/**
 * What javac runs: reads the revisions of a compilation, has them checked, prints what is wrong,
 * and has their registry written. It never loads a class of the user.
 *
 * <p>Knows all of {@code dev.retort.processor.declared} and {@code dev.retort.processor.written}.
 */
@NullMarked
package dev.retort.processor;

import org.jspecify.annotations.NullMarked;
