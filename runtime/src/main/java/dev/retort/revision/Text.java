package dev.retort.revision;

import java.util.List;
import java.util.Optional;

/** How messages show the names of revisions. */
final class Text {
  private static final int SHOWN = 10;

  private Text() {}

  static String quote(String name) {
    return '"' + name + '"';
  }

  /** Returns the names, each in quotes. */
  static String quoteAll(List<String> names, String between) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (text.length() > 0) {
        text.append(between);
      }
      text.append('"').append(name).append('"');
    }
    return text.toString();
  }

  /** Returns the first names, each in quotes, and how many more there are. */
  static String some(List<String> names) {
    if (names.size() <= SHOWN) {
      return quoteAll(names, ", ");
    }
    return quoteAll(names.subList(0, SHOWN), ", ") + " and " + (names.size() - SHOWN) + " more";
  }

  /** Returns the annotation of the revision that merges these. */
  static String merge(List<String> heads) {
    return "@Revision(id = \"...\", down = {" + quoteAll(heads, ", ") + "})";
  }

  static String didYouMean(Optional<String> nearest) {
    return nearest.isPresent() ? ". Did you mean " + quote(nearest.get()) + "?" : "";
  }
}
