/**
 * What a revision may ask for: the recorded operations, what each does to a {@code
 * dev.retort.schema.Schema}, and its inverse.
 *
 * <p>Knows neither how a dialect does it nor that a database is there.
 */
@NullMarked
package dev.retort.op;

import org.jspecify.annotations.NullMarked;
