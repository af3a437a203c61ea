package dev.retort.processor.body;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of arrays, collections and builders, which change in place.
 *
 * <p>One that is changed where that is perhaps not done, or by code that is not seen, is spoilt:
 * its contents are not known from then on.
 */
final class Containers {
  private final IdentityHashMap<Object, Integer> levels = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Object> sources = new IdentityHashMap<>();
  private final Set<Object> spoilt = Collections.newSetFromMap(new IdentityHashMap<>());

  static boolean isContainer(Object value) {
    return value instanceof Value.Cells
        || value instanceof StringBuilder
        || ((value instanceof Collection || value instanceof Map) && !isImmutable(value));
  }

  static boolean isImmutable(Object value) {
    return value.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  /** Notes under how many conditions a container was made. */
  void made(Object container, int level) {
    levels.putIfAbsent(container, level);
  }

  /** Returns under how many conditions something was made. */
  int level(Object made) {
    return levels.getOrDefault(made, 0);
  }

  /** Notes that a value shows the contents of another: a view, a stream. */
  void shows(Object value, Object source) {
    if (value != source && (isContainer(source) || sources.containsKey(source))) {
      sources.put(value, source);
    }
  }

  /** Changes a container under some conditions, and says whether its contents stay known. */
  boolean change(Object container, int level) {
    if (level > level(container)) {
      spoil(container);
    }
    return !isSpoilt(container);
  }

  void spoil(Object value) {
    spoil(value, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private void spoil(Object value, Set<Object> seen) {
    if (!seen.add(value)) {
      return;
    }
    if (isContainer(value)) {
      spoilt.add(value);
    }
    if (sources.containsKey(value)) {
      spoil(sources.get(value), seen);
    }
    contents(value).forEach(each -> spoil(each, seen));
  }

  private static Collection<?> contents(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values();
    }
    return value instanceof Collection<?> collection ? collection : Value.held(value);
  }

  boolean isSpoilt(Object value) {
    return spoilt.contains(value) || (sources.containsKey(value) && isSpoilt(sources.get(value)));
  }
}
