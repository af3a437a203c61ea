package dev.retort.revision;

import java.util.PriorityQueue;

/**
 * All revisions, each after those it needs; of several possible ones the smallest number first
 * (Kahn's algorithm with a heap, https://doi.org/10.1145/368996.369025). Those in a circle, and
 * those after them, come last.
 */
final class Order {
  private final int[] numbers;
  private final int ordered;

  Order(int[][] needs, int[][] followers) {
    this.numbers = new int[needs.length];
    this.ordered = fill(needs, followers);
  }

  private int fill(int[][] needs, int[][] followers) {
    int[] waiting = new int[needs.length];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int number = 0; number < needs.length; number++) {
      waiting[number] = needs[number].length;
      if (waiting[number] == 0) {
        ready.add(number);
      }
    }
    int count = 0;
    while (!ready.isEmpty()) {
      int number = ready.remove();
      numbers[count++] = number;
      for (int follower : followers[number]) {
        if (--waiting[follower] == 0) {
          ready.add(follower);
        }
      }
    }
    int end = count;
    for (int number = 0; number < needs.length; number++) {
      if (waiting[number] > 0) {
        numbers[end++] = number;
      }
    }
    return count;
  }

  int[] numbers() {
    return numbers;
  }

  boolean hasCircle() {
    return ordered < numbers.length;
  }
}
