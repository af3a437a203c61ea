/**
 * What a database looks like: names, columns, constraints, tables, and the changes that a table can
 * go through, all as immutable values with one vocabulary, {@code dev.retort.schema.Ddl}.
 *
 * <p>Knows no SQL dialect, no connection and no revision.
 */
@NullMarked
package dev.retort.schema;

import org.jspecify.annotations.NullMarked;
