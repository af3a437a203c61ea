package dev.retort.op;

import dev.retort.error.Nearest;
import dev.retort.schema.Name;
import java.util.Optional;

/** Finds the name that was probably meant. */
final class NearestName {
  private NearestName() {}

  static Optional<Name> of(Name wanted, Iterable<Name> names) {
    Nearest nearest = Nearest.like(wanted.text());
    for (Name name : names) {
      nearest.offer(name.text());
    }
    return nearest.best().map(Name::found);
  }
}
