package dev.retort.adopt;

import java.util.List;

/** Lists of names, in words. */
final class Listing {
  private static final int SHOWN = 8;

  private Listing() {}

  /** Returns {@code "a", "b" and "c"}; of many names the first, and the last. */
  static String quoted(List<String> names) {
    return joined(names.stream().map(name -> "\"" + name + "\"").toList());
  }

  /** Returns {@code 1, 3 and 7}; of many names the first, and the last. */
  static String joined(List<String> names) {
    if (names.size() == 1) {
      return names.get(0);
    }
    int last = names.size() - 1;
    return names.size() <= SHOWN
        ? String.join(", ", names.subList(0, last)) + " and " + names.get(last)
        : "%s and %d more, up to %s"
            .formatted(
                String.join(", ", names.subList(0, SHOWN / 2)),
                names.size() - SHOWN / 2,
                names.get(last));
  }
}
