/**
 * What was applied to a database, one row for each revision, in a table of its own.
 *
 * <p>Knows neither operations nor how they are run.
 */
@NullMarked
package dev.retort.history;

import org.jspecify.annotations.NullMarked;
