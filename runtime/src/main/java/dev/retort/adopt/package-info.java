/**
 * What another tool has applied to a database, as revisions: Alembic, Flyway, Liquibase, or an
 * application that counts in {@code PRAGMA user_version}.
 *
 * <p>Reads the tables of these tools and leaves them as they are. Knows neither the history nor how
 * it is written.
 */
@NullMarked
package dev.retort.adopt;

import org.jspecify.annotations.NullMarked;
