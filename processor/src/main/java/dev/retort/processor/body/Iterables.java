package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/** What can be iterated over, in an order that is known. */
final class Iterables {
  private final Reading reading;

  Iterables(Reading reading) {
    this.reading = reading;
  }

  /** Returns the elements of an array or a collection; nothing when they are not known. */
  Optional<List<Object>> elements(Object source) {
    if (reading.containers().isSpoilt(source)) {
      return Optional.empty();
    } else if (source instanceof Value.Cells cells) {
      return Optional.of(List.copyOf(cells.elements()));
    } else if (source instanceof Collection<?> collection && isOrdered(collection)) {
      List<Object> elements = new ArrayList<>();
      for (Object each : collection) {
        elements.add(each == null ? Value.Constant.NULL : each);
      }
      return Optional.of(elements);
    }
    return Optional.empty();
  }

  /** The sets and maps of {@code Set.of} and their like have another order in each run. */
  static boolean isOrdered(Object container) {
    if (container instanceof Set<?> set) {
      return set.size() < 2
          || set instanceof SortedSet
          || set instanceof LinkedHashSet
          || set instanceof EnumSet
          || isOrderedView(set);
    } else if (container instanceof Map<?, ?> map) {
      return map.size() < 2
          || map instanceof SortedMap
          || map instanceof LinkedHashMap
          || map instanceof EnumMap;
    }
    return !(container instanceof Collection<?> collection)
        || collection instanceof List
        || collection.size() < 2
        || isOrderedView(collection);
  }

  /** The views of such a map are classes within it. */
  private static boolean isOrderedView(Object view) {
    String name = view.getClass().getName();
    return name.startsWith("java.util.LinkedHashMap$") || name.startsWith("java.util.TreeMap$");
  }
}
