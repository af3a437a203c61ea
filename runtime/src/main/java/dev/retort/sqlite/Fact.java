package dev.retort.sqlite;

import dev.retort.schema.Drift.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that is true of a schema. One fact is compared with another of the same key.
 *
 * @param key what it is about, without how that is written
 * @param label what it is about, in words, for example {@code default of column "age" of table
 *     "users"}
 * @param shown how it is shown, for example {@code 18}
 * @param meaning what counts of it; the same for texts that mean the same
 * @param parts the facts that are only looked at where both sides have this one
 */
record Fact(String key, String label, String shown, String meaning, List<Fact> parts) {
  Fact {
    parts = List.copyOf(parts);
  }

  static Fact of(String label, String shown, String meaning) {
    return of(label, shown, meaning, List.of());
  }

  static Fact of(String label, String shown, String meaning, List<Fact> parts) {
    return new Fact(label.toLowerCase(Locale.ROOT), label, shown, meaning, parts);
  }

  /** Returns a fact whose words are all that counts. */
  static Fact of(String label, String shown) {
    return of(label, shown, shown.toLowerCase(Locale.ROOT));
  }

  /** Returns how what is there differs from this, each difference as high up as it can be told. */
  List<Difference> differences(Fact there) {
    List<Difference> differences = new ArrayList<>();
    compare(there, differences);
    return differences;
  }

  private void compare(Fact there, List<Difference> differences) {
    if (!meaning.equals(there.meaning)) {
      differences.add(new Difference(label, Optional.of(shown), Optional.of(there.shown)));
    }
    Map<String, Fact> said = byKey(parts);
    Map<String, Fact> found = byKey(there.parts);
    Set<String> labels = new LinkedHashSet<>(said.keySet());
    labels.addAll(found.keySet());
    for (String each : labels) {
      Optional<Fact> one = Optional.ofNullable(said.get(each));
      Optional<Fact> other = Optional.ofNullable(found.get(each));
      if (one.isPresent() && other.isPresent()) {
        one.get().compare(other.get(), differences);
      } else {
        differences.add(
            new Difference(
                one.or(() -> other).orElseThrow().label,
                one.map(Fact::shown),
                other.map(Fact::shown)));
      }
    }
  }

  /** Facts of one key, such as two checks of one text, are counted. */
  private static Map<String, Fact> byKey(List<Fact> facts) {
    Map<String, Fact> byKey = new LinkedHashMap<>();
    for (Fact fact : facts) {
      String free = fact.key;
      for (int more = 2; byKey.containsKey(free); more++) {
        free = fact.key + " " + more;
      }
      byKey.put(free, fact);
    }
    return byKey;
  }
}
