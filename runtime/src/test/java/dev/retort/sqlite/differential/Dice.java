package dev.retort.sqlite.differential;

import java.util.List;
import java.util.Random;

/** Decides at random, the same for the same seed. */
final class Dice {
  private final Random random;
  private int notes;

  Dice(long seed) {
    this.random = new Random(seed);
    // The first numbers of neighbouring seeds are alike.
    random.nextInt();
    random.nextInt();
  }

  Random random() {
    return random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Returns a comment that is nowhere else, to the end of its line or not. */
  String comment() {
    String note = "note-" + ++notes + "-";
    return oneIn(2) ? "/* " + note + " */" : "-- " + note + "\n";
  }

  /** Returns what may stand before a column: a comment has a line of its own. */
  String lead() {
    return switch (below(6)) {
      case 0 -> "\n  ";
      case 1 -> "\n  " + comment() + "\n  ";
      default -> " ";
    };
  }

  /** Returns a space, a line break or a comment. */
  String gap() {
    return switch (below(8)) {
      case 0 -> "\n  ";
      case 1 -> "\t ";
      case 2 -> " " + comment() + " ";
      default -> " ";
    };
  }
}
