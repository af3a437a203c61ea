/**
 * The graph of revisions: ids, order, heads, targets and paths, and what may be wrong with them.
 *
 * <p>Knows neither javac nor a database; the processor and the runtime print what is found here.
 */
@NullMarked
package dev.retort.revision;

import org.jspecify.annotations.NullMarked;
