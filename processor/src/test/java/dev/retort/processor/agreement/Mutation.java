package dev.retort.processor.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A history with one mistake in it, or what is none.
 *
 * @param kind what was done
 * @param history the changed history
 * @param line what was changed
 */
record Mutation(String kind, History history, String line) {

  static Mutation of(History history, Random random) {
    int at = random.nextInt(history.revisions().size());
    List<Line> lines = new ArrayList<>(history.revisions().get(at));
    int which = random.nextInt(lines.size());
    Line line = lines.get(which);
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        int name = random.nextInt(line.names().size());
        lines.set(which, line.with(name, misspelt(line.names().get(name))));
        return new Mutation("misspelt", history.replaced(at, lines), line.toString());
      }
      case 2 -> {
        lines.add(line);
        return new Mutation("twice", history.replaced(at, lines), line.toString());
      }
      case 3 -> {
        lines.remove(which);
        return new Mutation("forgotten", history.replaced(at, lines), line.toString());
      }
      default -> {
        int other = random.nextInt(history.revisions().size());
        List<Line> swapped = history.revisions().get(other);
        return new Mutation(
            "reordered", history.replaced(at, swapped).replaced(other, lines), line.toString());
      }
    }
  }

  private static String misspelt(String name) {
    return name.length() < 3
        ? name + "x"
        : name.charAt(1) + name.substring(0, 1) + name.substring(2);
  }
}
