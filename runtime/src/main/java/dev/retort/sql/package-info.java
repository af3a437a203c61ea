/**
 * Raw SQL as every database reads it: cut into tokens and statements.
 *
 * <p>Knows no clause and no statement of any dialect.
 */
@NullMarked
package dev.retort.sql;

import org.jspecify.annotations.NullMarked;
