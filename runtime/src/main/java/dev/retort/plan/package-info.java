/**
 * Operations as SQL, not yet run: what a dialect makes of them, and what it must be able to do.
 *
 * <p>Knows no dialect, and runs nothing.
 */
@NullMarked
package dev.retort.plan;

import org.jspecify.annotations.NullMarked;
