package dev.retort.revision;

import java.util.List;
import java.util.Optional;

/**
 * A mistake in a graph of revisions. The compiler prints it at its place; at run time the same
 * words are thrown.
 *
 * <pre>{@code
 * [UnknownDown] revision "r3" goes down to "r11", but no revision has that id. Did you mean "r1"?
 * }</pre>
 */
public sealed interface RevisionProblem {

  /**
   * Returns where it is to be mended.
   *
   * @return the annotation value that has to be edited
   */
  Place place();

  /**
   * Returns what is wrong and how to mend it, without the code.
   *
   * @return one line, the user's own names in double quotes
   */
  String message();

  /**
   * Returns the name of the mistake.
   *
   * @return for example {@code UnknownDown}
   */
  default String code() {
    return getClass().getSimpleName();
  }

  /**
   * Returns the other revision that has part in it but is not told apart by its id.
   *
   * @return its index in the list that the graph was made of
   */
  default Optional<Integer> other() {
    return Optional.empty();
  }

  /**
   * Returns the problem as it is printed.
   *
   * @return the code in brackets, then the message
   */
  default String text() {
    return "[" + code() + "] " + message();
  }

  /**
   * An id breaks the rule of ids.
   *
   * @param place the id
   * @param id what was written
   */
  record BadId(Place place, String id) implements RevisionProblem {
    @Override
    public String message() {
      return RevisionId.mistake("id", id).orElseThrow();
    }
  }

  /**
   * A label breaks the rule of ids, which holds for labels too.
   *
   * @param place the label
   * @param label what was written
   */
  record BadLabel(Place place, String label) implements RevisionProblem {
    @Override
    public String message() {
      return RevisionId.mistake("label", label).orElseThrow();
    }
  }

  /**
   * Two revisions have one id.
   *
   * @param place the id of the later one
   * @param id the id
   * @param first the index of the first revision that has it
   */
  record DuplicateId(Place place, String id, int first) implements RevisionProblem {
    @Override
    public String message() {
      return "another revision has the id " + Text.quote(id) + " already. Give this one its own";
    }

    @Override
    public Optional<Integer> other() {
      return Optional.of(first);
    }
  }

  /**
   * Two revisions, or one twice, carry the same label.
   *
   * @param place the later label
   * @param at the id of the revision with the later label
   * @param label the label
   * @param first the id of the revision that has it first
   */
  record DuplicateLabel(Place place, String at, String label, String first)
      implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " carries the label "
          + Text.quote(label)
          + (at.equals(first)
              ? " twice. Keep one of them"
              : ", but revision " + Text.quote(first) + " has it already. Choose another label");
    }
  }

  /**
   * A label is the id of a revision.
   *
   * @param place the label
   * @param at the id of the revision that carries it
   * @param label the label
   */
  record LabelIsId(Place place, String at, String label) implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " carries the label "
          + Text.quote(label)
          + ", which is the id of "
          + (at.equals(label) ? "this revision" : "a revision")
          + ". Choose another label";
    }
  }

  /**
   * A revision goes down to an id that no revision has.
   *
   * @param place the id in {@code down}
   * @param at the id of the revision
   * @param down the unknown id
   * @param nearest the id that is most like it, if there is another revision
   */
  record UnknownDown(Place place, String at, String down, Optional<String> nearest)
      implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " goes down to "
          + Text.quote(down)
          + ", but no revision has that id"
          + Text.didYouMean(nearest);
    }
  }

  /**
   * A revision goes down to a label.
   *
   * @param place the label in {@code down}
   * @param at the id of the revision
   * @param label the label
   * @param carrier the id of the revision that carries it
   */
  record LabelAsDown(Place place, String at, String label, String carrier)
      implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " goes down to the label "
          + Text.quote(label)
          + ", but down takes ids. The revision that carries it is "
          + Text.quote(carrier);
    }
  }

  /**
   * A revision depends on what is neither an id nor a label.
   *
   * @param place the value in {@code dependsOn}
   * @param at the id of the revision
   * @param dependsOn the unknown id or label
   * @param nearest the id or label that is most like it, if there is another revision
   */
  record UnknownDependsOn(Place place, String at, String dependsOn, Optional<String> nearest)
      implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " depends on "
          + Text.quote(dependsOn)
          + ", but no revision has that id or label"
          + Text.didYouMean(nearest);
    }
  }

  /**
   * A revision goes down to itself.
   *
   * @param place the id in {@code down}
   * @param at the id of the revision
   */
  record SelfDown(Place place, String at) implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " goes down to itself. Name the revision before it, or leave it out of down";
    }
  }

  /**
   * A revision depends on itself, by its id or by a label of its own.
   *
   * @param place the value in {@code dependsOn}
   * @param at the id of the revision
   * @param dependsOn its id or its label
   */
  record SelfDependsOn(Place place, String at, String dependsOn) implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " depends on "
          + (at.equals(dependsOn) ? "itself" : "its own label " + Text.quote(dependsOn))
          + ". Leave that out of dependsOn";
    }
  }

  /**
   * A revision goes down to another one twice.
   *
   * @param place the later id in {@code down}
   * @param at the id of the revision
   * @param down the repeated id
   */
  record RepeatedDown(Place place, String at, String down) implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " goes down to "
          + Text.quote(down)
          + " twice. Keep one of them";
    }
  }

  /**
   * Revisions follow each other in a circle.
   *
   * @param place a link of it
   * @param path the ids along it, the first one again at the end
   */
  record Cycle(Place place, List<String> path) implements RevisionProblem {
    /** Copies the path. */
    public Cycle {
      path = List.copyOf(path);
    }

    @Override
    public String message() {
      return "the revisions follow each other in a circle: "
          + Text.quoteAll(path, " -> ")
          + ". Take one of these links out of "
          + place.member().text();
    }
  }

  /**
   * A revision merges another one with a revision that follows it.
   *
   * @param place the ancestor in {@code down}
   * @param at the id of the merge
   * @param ancestor the id that is not needed
   * @param follower the id that follows it
   */
  record AncestorMerge(Place place, String at, String ancestor, String follower)
      implements RevisionProblem {
    @Override
    public String message() {
      return "revision "
          + Text.quote(at)
          + " merges "
          + Text.quote(ancestor)
          + " with "
          + Text.quote(follower)
          + ", which follows it already. Leave "
          + Text.quote(ancestor)
          + " out of down";
    }
  }

  /**
   * No revision goes down to any of these, and more than one of these branches has no label.
   *
   * @param place the id of an unlabelled one
   * @param heads the ids of all heads, sorted
   * @param unlabelled those of them whose branch has no label, at least two
   */
  record SeveralHeads(Place place, List<String> heads, List<String> unlabelled)
      implements RevisionProblem {
    /** Copies the lists. */
    public SeveralHeads {
      heads = List.copyOf(heads);
      unlabelled = List.copyOf(unlabelled);
    }

    @Override
    public String message() {
      return "the revisions end in "
          + heads.size()
          + " heads: "
          + Text.some(heads)
          + ". Merge them with "
          + Text.merge(unlabelled)
          + ", or give each branch but one a label";
    }
  }

  /**
   * These go down to no revision, and more than one of these branches has no label.
   *
   * @param place the id of an unlabelled one
   * @param bases the ids of all bases, sorted
   * @param unlabelled those of them whose branch has no label, at least two
   */
  record SeveralBases(Place place, List<String> bases, List<String> unlabelled)
      implements RevisionProblem {
    /** Copies the lists. */
    public SeveralBases {
      bases = List.copyOf(bases);
      unlabelled = List.copyOf(unlabelled);
    }

    @Override
    public String message() {
      return "the revisions begin at "
          + bases.size()
          + " bases: "
          + Text.some(bases)
          + ". Say with down = \"...\" what this one follows, or give it a label";
    }
  }
}
