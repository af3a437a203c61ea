package dev.retort.revision;

import dev.retort.error.Nearest;
import dev.retort.error.TargetException;
import java.util.ArrayList;
import java.util.List;

/** Finds the revision that a target names: by its id, else its label, else as a unique prefix. */
final class Lookup {
  private final Links links;
  private final List<String> heads;

  Lookup(Links links, List<String> heads) {
    this.links = links;
    this.heads = heads;
  }

  /** Returns the number of the only head, or -1 when there are no revisions. */
  int head() {
    if (heads.size() > 1) {
      throw new TargetException(
          "head",
          "\"head\" is not clear: there are "
              + heads.size()
              + " heads: "
              + Text.some(heads)
              + ". Name one of them, or merge them with "
              + Text.merge(heads));
    }
    return heads.isEmpty() ? -1 : links.number(heads.get(0));
  }

  /** Returns the number of the revision with that name. */
  int named(String name) {
    int found = links.named(name);
    return found >= 0 ? found : prefixed(name);
  }

  private int prefixed(String prefix) {
    List<String> candidates = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (links.id(number).startsWith(prefix)) {
        candidates.add(links.id(number));
      }
    }
    if (candidates.isEmpty()) {
      throw new TargetException(prefix, unknown(prefix));
    }
    if (candidates.size() > 1) {
      throw new TargetException(
          prefix,
          Text.quote(prefix)
              + " is the beginning of "
              + candidates.size()
              + " ids: "
              + Text.some(candidates)
              + ". Write more of it");
    }
    return links.number(candidates.get(0));
  }

  private String unknown(String name) {
    Nearest nearest = Nearest.to(name);
    for (int number = 0; number < links.size(); number++) {
      nearest.offer(links.id(number));
    }
    for (String label : links.labels()) {
      nearest.offer(label);
    }
    return "no revision has the id or label "
        + Text.quote(name)
        + ", and no id begins with it. "
        + whatThereIs()
        + Text.didYouMean(nearest.best());
  }

  private String whatThereIs() {
    if (heads.isEmpty()) {
      return "There are no revisions";
    }
    return (links.size() == 1 ? "There is 1 revision" : "There are " + links.size() + " revisions")
        + (heads.size() == 1 ? ", the head is " : ", the heads are ")
        + Text.some(heads);
  }
}
