package dev.retort.error;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that was probably meant: the one with the fewest letters to insert, delete, change
 * or swap with their neighbour, whatever their case; of equal ones the first in order.
 */
public final class Nearest {
  private final String wanted;
  private Optional<String> best = Optional.empty();
  private int distance;

  private Nearest(String wanted, int limit) {
    this.wanted = wanted.toLowerCase(Locale.ROOT);
    this.distance = limit;
  }

  /**
   * Returns a search for the nearest name, however far it is.
   *
   * @param wanted what was written, for example {@code "r4"}
   * @return a search that has found nothing yet
   */
  public static Nearest to(String wanted) {
    return new Nearest(wanted, Integer.MAX_VALUE);
  }

  /**
   * Returns a search for a name that looks like a slip of the pen: no more than two letters differ,
   * or half of a longer name's.
   *
   * @param wanted what was written, for example {@code "nmae"}
   * @return a search that has found nothing yet
   */
  public static Nearest like(String wanted) {
    return new Nearest(wanted, Math.max(2, wanted.length() / 2) + 1);
  }

  /**
   * Considers a name.
   *
   * @param name one that exists
   */
  public void offer(String name) {
    if (Math.abs(name.length() - wanted.length()) > distance) {
      return;
    }
    int found = distance(wanted, name.toLowerCase(Locale.ROOT));
    if (found < distance
        || (found == distance && best.isPresent() && name.compareTo(best.get()) < 0)) {
      distance = found;
      best = Optional.of(name);
    }
  }

  /**
   * Returns the nearest of the names that were offered.
   *
   * @return for example {@code "name"}; empty when none is near
   */
  public Optional<String> best() {
    return best;
  }

  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        int change = last[column - 1] + (same ? 0 : 1);
        int cost = Math.min(change, Math.min(last[column], current[column - 1]) + 1);
        if (isSwap(from, row, to, column)) {
          cost = Math.min(cost, beforeLast[column - 2] + 1);
        }
        current[column] = cost;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = current;
      current = free;
    }
    return last[to.length()];
  }

  private static boolean isSwap(String from, int row, String to, int column) {
    return row > 1
        && column > 1
        && from.charAt(row - 1) == to.charAt(column - 2)
        && from.charAt(row - 2) == to.charAt(column - 1);
  }
}
