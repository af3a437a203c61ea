package dev.retort.sqlite;

import dev.retort.schema.Name;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a replayed schema is certain: by the name of each object, why it is not. */
final class Certainty {
  private final Map<Name, String> unknown = new TreeMap<>();
  private final Map<Name, String> doubtful = new TreeMap<>();
  private final Set<Name> gone = new TreeSet<>();
  private final Set<Name> lent = new TreeSet<>();
  private Optional<String> rest = Optional.empty();

  /** An object was made, so that all is known of it. */
  void made(Name object) {
    unknown.remove(object);
    doubtful.remove(object);
    lent.remove(object);
    gone.remove(object);
  }

  /** An object was dropped: a revision says that it is not there. */
  void dropped(Name object) {
    made(object);
    gone.add(object);
  }

  /** What was known or not of an object is so of another name from now on. */
  void renamed(Name from, Name to) {
    Optional<String> why = Optional.ofNullable(unknown.get(from));
    Optional<String> doubt = Optional.ofNullable(doubtful.get(from));
    boolean borrowed = lent.contains(from);
    dropped(from);
    made(to);
    why.ifPresent(reason -> unknown.put(to, reason));
    doubt.ifPresent(reason -> doubtful.put(to, reason));
    if (borrowed) {
      lent.add(to);
    }
  }

  /** Nothing is known of an object from now on. The first reason stays. */
  void unknown(Name object, String why) {
    gone.remove(object);
    unknown.putIfAbsent(object, why);
  }

  /** Objects may be otherwise, although something is said of them. */
  void doubtful(Collection<Name> objects, String why) {
    gone.removeAll(objects);
    objects.forEach(object -> doubtful.putIfAbsent(object, why));
  }

  /** An object was taken from the database, so that others can be made on it. */
  void lent(Name object) {
    lent.add(object);
  }

  /** Objects may have been made of which nothing is heard here. */
  void restUnknown(String why) {
    gone.clear();
    rest = rest.or(() -> Optional.of(why));
  }

  Optional<String> whyUnknown(Name object) {
    return Optional.ofNullable(unknown.get(object));
  }

  Optional<String> whyDoubtful(Name object) {
    return Optional.ofNullable(doubtful.get(object));
  }

  /** Returns why an object that is not in the replay may be there. */
  Optional<String> whyUnheard(Name object) {
    return whyUnknown(object).or(() -> rest);
  }

  boolean isGone(Name object) {
    return gone.contains(object);
  }

  boolean isLent(Name object) {
    return lent.contains(object);
  }

  /** Says whether an object of the replay is just what the revisions made it. */
  boolean isSure(Name object) {
    return !unknown.containsKey(object) && !doubtful.containsKey(object) && !lent.contains(object);
  }
}
