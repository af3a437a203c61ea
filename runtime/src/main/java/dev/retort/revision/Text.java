package dev.retort.revision;

import java.util.List;
import java.util.Optional;

/** How messages show the names of revisions. */
final class Text {
  private static final int SHOWN = 10;
  private static final int LONGEST = 2 * RevisionId.LONGEST;
  private static final int SHORTENED = 40;

  private Text() {}

  static String quote(String name) {
    return '"' + name + '"';
  }

  /** Returns what someone has written, in quotes; only the beginning where it is far too long. */
  static String asked(String text) {
    return quote(text.length() <= LONGEST ? text : text.substring(0, SHORTENED) + "...");
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

  /** Returns the annotation of the revision that merges these, of many of them the beginning. */
  static String merge(List<String> heads) {
    String down =
        heads.size() <= SHOWN
            ? quoteAll(heads, ", ")
            : quoteAll(heads.subList(0, SHOWN), ", ") + ", ...";
    return "@Revision(id = \"...\", down = {" + down + "})";
  }

  static String didYouMean(Optional<String> nearest) {
    return nearest.isPresent() ? ". Did you mean " + quote(nearest.get()) + "?" : "";
  }
}
