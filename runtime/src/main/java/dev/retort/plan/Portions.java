package dev.retort.plan;

import java.util.OptionalLong;

/**
 * How a statement that goes through all rows of a table is done in portions, by a whole number that
 * each row has: so that one can tell how far it is, and end it.
 *
 * @param sql the statement for the rows with a number from the first to the second parameter, both
 *     included
 * @param next a query for the number of the row that comes so many rows, the second parameter,
 *     after the first one that has at least the first parameter
 * @param rows how many rows there are, where that is known
 */
public record Portions(String sql, String next, OptionalLong rows) {}
