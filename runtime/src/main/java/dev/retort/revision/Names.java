package dev.retort.revision;

import dev.retort.error.Nearest;
import dev.retort.revision.Point.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names that a target may use, and what to say of one that is none of them. */
final class Names {
  private final Links links;
  private final List<String> heads;

  Names(Links links, List<String> heads) {
    this.links = links;
    this.heads = heads;
  }

  /** Returns the revision with this very id, else the one with this label, or -1. */
  int exact(String name) {
    return links.named(name);
  }

  /** Returns the revisions, on the branch if there is one, whose id begins so. */
  List<Integer> beginningWith(String prefix, Optional<Branch> branch) {
    List<Integer> found = new ArrayList<>();
    for (int number = 0; number < links.size(); number++) {
      if (links.id(number).startsWith(prefix) && (branch.isEmpty() || branch.get().has(number))) {
        found.add(number);
      }
    }
    return found;
  }

  /** Says that nothing has this name. */
  String unknown(String name, Optional<Branch> branch) {
    return "no revision "
        + (branch.isEmpty() ? "" : "on the branch " + Text.quote(branch.get().name()) + " ")
        + "has the id or label "
        + Text.asked(name)
        + ", and no id begins with it. "
        + whatThereIs(branch)
        + didYouMean(name, branch);
  }

  /** Suggests the name, on the branch if there is one, that was probably meant. */
  String didYouMean(String name, Optional<Branch> branch) {
    Nearest nearest = Nearest.to(name);
    for (int number = 0; number < links.size(); number++) {
      if (branch.isEmpty() || branch.get().has(number)) {
        nearest.offer(links.id(number));
        links.node(number).labels().forEach(nearest::offer);
      }
    }
    word(name).ifPresent(nearest::offer);
    return Text.didYouMean(nearest.best());
  }

  /** The words are short, and so near to every short name: one must look like a slip of the pen. */
  private static Optional<String> word(String name) {
    Nearest nearest = Nearest.like(name);
    for (Word word : Word.values()) {
      nearest.offer(word.text());
    }
    return nearest.best();
  }

  private String whatThereIs(Optional<Branch> branch) {
    List<String> ends = new ArrayList<>(heads);
    ends.removeIf(head -> branch.isPresent() && !branch.get().has(links.number(head)));
    int count = branch.isEmpty() ? links.size() : beginningWith("", branch).size();
    if (ends.isEmpty()) {
      return "There are no revisions";
    }
    return (count == 1 ? "There is 1 revision" : "There are " + count + " revisions")
        + (ends.size() == 1 ? ", the head is " : ", the heads are ")
        + Text.some(ends);
  }
}
