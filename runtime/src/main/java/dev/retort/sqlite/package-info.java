/**
 * All that is SQLite: its types, what a live database looks like, and how its tables are changed
 * without losing anything.
 *
 * <p>Knows no revision and no history.
 */
@NullMarked
package dev.retort.sqlite;

import org.jspecify.annotations.NullMarked;
