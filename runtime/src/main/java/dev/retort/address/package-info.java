/**
 * Addresses of databases, as Java and Python write them: what they name, and which parts of them
 * nobody may see.
 *
 * <p>Opens nothing, and knows neither revisions nor schemas.
 */
@NullMarked
package dev.retort.address;

import org.jspecify.annotations.NullMarked;
