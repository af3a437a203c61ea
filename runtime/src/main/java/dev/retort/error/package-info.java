/**
 * What can go wrong at run time: the sealed {@code dev.retort.error.MigrationException} and its
 * cases, their facts as plain values.
 *
 * <p>Knows no other package.
 */
@NullMarked
package dev.retort.error;

import org.jspecify.annotations.NullMarked;
