package dev.retort.processor.body;

import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Where each text of a body comes from.
 *
 * <p>Texts are known by their identity, so each evaluation makes a String of its own.
 */
final class Origins {
  private final IdentityHashMap<String, Origin> origins = new IdentityHashMap<>();

  /** Returns the origin of a text, if it is one of the body's. */
  Optional<Origin> find(String text) {
    return Optional.ofNullable(origins.get(text));
  }

  /** Returns a String of its own that comes from a place. */
  String text(String content, TreePlace place) {
    return text(content, Origin.of(place));
  }

  /** Returns a String of its own with an origin. */
  @SuppressWarnings("StringCopy") // its identity is what counts
  String text(String content, Origin origin) {
    String copy = new String(content.toCharArray());
    origins.put(copy, origin);
    return copy;
  }

  /** Returns the origin of a value, or the place where it has become a text. */
  Origin of(Object value, TreePlace used) {
    return value instanceof String text && origins.containsKey(text)
        ? origins.get(text)
        : Origin.of(used);
  }

  /** Returns the value with an origin, if it is a text that has none. */
  Object noted(Object value, TreePlace place) {
    return value instanceof String text && !origins.containsKey(text) ? text(text, place) : value;
  }
}
