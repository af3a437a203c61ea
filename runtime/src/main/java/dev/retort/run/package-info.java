/**
 * Runs plans in a transaction, in order, and reports what it did.
 *
 * <p>Knows no dialect and builds no SQL.
 */
@NullMarked
package dev.retort.run;

import org.jspecify.annotations.NullMarked;
