package dev.retort.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of another tool, and the revision that a database of that version has reached.
 *
 * @param version as it was written, for example {@code "2.1"}
 * @param revision its id, for example {@code "r2"}
 */
record Mapped(String version, String revision) {
  Mapped {
    if (version.isBlank()) {
      throw new IllegalArgumentException(
          "a version of nothing is mapped to \"" + revision + "\"; it needs a name");
    }
  }

  /** Returns the entries of a map, sorted by version as text. */
  static List<Mapped> all(Map<String, String> revisions) {
    List<Mapped> all = new ArrayList<>();
    new TreeMap<>(revisions).forEach((version, revision) -> all.add(new Mapped(version, revision)));
    return some(all);
  }

  /** Refuses a mapping that maps nothing. */
  static List<Mapped> some(List<Mapped> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "the mapping is empty; it needs at least one version and its revision");
    }
    return List.copyOf(all);
  }
}
