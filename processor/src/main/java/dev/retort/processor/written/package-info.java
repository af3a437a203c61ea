/**
 * The registry that is generated: what stands in it, and its Java text.
 *
 * <p>Knows nothing of how revisions are read or checked.
 */
@NullMarked
package dev.retort.processor.written;

import org.jspecify.annotations.NullMarked;
