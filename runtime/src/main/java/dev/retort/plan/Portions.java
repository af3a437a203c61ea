package dev.retort.plan;

import java.util.OptionalLong;

/**
 * How a statement that copies all rows of a table is done in portions, by a whole number that each
 * row has: so that one can tell how far it is, and end it. The numbers stand in the SQL, and are no
 * parameters of it: expressions of a revision's own may have some.
 *
 * @param insert the statement without a condition and without an order
 * @param table the table as it stands behind {@code FROM}
 * @param key what reads the number of a row
 * @param rows how many rows there are, where that is known
 */
public record Portions(String insert, String table, String key, OptionalLong rows) {

  /**
   * Returns the statement for some of the rows.
   *
   * @param first the least number of a row
   * @param last the greatest number of a row
   * @return the statement
   */
  public String copying(long first, long last) {
    return insert
        + " WHERE "
        + key
        + " BETWEEN "
        + literal(first)
        + " AND "
        + last
        + " ORDER BY "
        + key;
  }

  /**
   * Returns a query for the number of the row that begins the portion after the next one; no row
   * where that is the last.
   *
   * @param first the least number of the next portion
   * @param size how many rows the next portion has
   * @return the query
   */
  public String following(long first, int size) {
    return "SELECT "
        + key
        + " FROM "
        + table
        + " WHERE "
        + key
        + " >= "
        + literal(first)
        + " ORDER BY "
        + key
        + " LIMIT 1 OFFSET "
        + size;
  }

  /**
   * SQLite reads the least number, written out, as one that is too great with a minus before it.
   */
  private static String literal(long number) {
    return number == Long.MIN_VALUE ? "-9223372036854775807 - 1" : Long.toString(number);
  }
}
