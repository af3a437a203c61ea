package dev.retort.revision;

import dev.retort.error.GraphException;
import dev.retort.error.TargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of a registry and how they follow each other.
 *
 * <pre>{@code
 * RevisionGraph graph = RevisionGraph.of(List.of(
 *     new RevisionNode("r1", List.of(), List.of(), List.of()),
 *     new RevisionNode("r2", List.of("r1"), List.of(), List.of())));
 * graph.upgradePath(Set.of("r1"), "head");   // ["r2"]
 * }</pre>
 *
 * <p>A target is {@code head}, {@code heads}, {@code base}, {@code current}, an id, a label or the
 * beginning of an id; {@code +n} or {@code -n} may follow it or stand alone, and a label with
 * {@code @} may go before it: {@code email@head-1}. The page docs/targets.md has them all.
 *
 * <p>What is returned never depends on the order in which the revisions are given. Applied ids that
 * the graph does not know are not looked at, except by {@link #unknown}.
 */
public final class RevisionGraph {
  private final Links links;
  private final List<String> heads;
  private final List<String> bases;
  private final List<RevisionProblem> problems;

  private RevisionGraph(Links links) {
    Branches branches = new Branches(links);
    this.links = links;
    this.heads = branches.heads();
    this.bases = branches.bases();
    this.problems = new GraphCheck(links, branches).problems();
  }

  /**
   * Returns the graph of the given revisions, sound or not.
   *
   * @param nodes in any order; of two with one id the first counts
   * @return the graph
   */
  public static RevisionGraph of(List<RevisionNode> nodes) {
    return new RevisionGraph(new Links(List.copyOf(nodes)));
  }

  /**
   * Returns everything that is wrong with the graph.
   *
   * <p>Several heads are no problem as long as all but one have a label: a head has one when it, or
   * a revision before it that leads to no other head, carries a label. The same holds for bases and
   * the revisions after them.
   *
   * @return the problems, sorted by the id of the revision to mend; none for an empty graph
   */
  public List<RevisionProblem> problems() {
    return problems;
  }

  /**
   * Refuses a graph in which no path can be trusted. Several heads or bases are not refused: to
   * label or merge them is a matter for the compiler.
   *
   * @throws GraphException when anything else is wrong; it has all of that
   */
  public void requireSound() {
    List<String> texts = new ArrayList<>();
    for (RevisionProblem problem : problems) {
      if (!(problem instanceof RevisionProblem.SeveralHeads)
          && !(problem instanceof RevisionProblem.SeveralBases)) {
        texts.add(problem.text());
      }
    }
    if (!texts.isEmpty()) {
      throw new GraphException(texts);
    }
  }

  /**
   * Returns the revisions that none goes down to.
   *
   * @return their ids, sorted
   */
  public List<String> heads() {
    return heads;
  }

  /**
   * Returns the revisions that go down to none.
   *
   * @return their ids, sorted
   */
  public List<String> bases() {
    return bases;
  }

  /**
   * Returns all revisions, each after those it goes down to or depends on; where several could come
   * next, by id. Revisions in a circle, and those after them, come last.
   *
   * @return their ids
   */
  public List<String> order() {
    boolean[] all = new boolean[links.size()];
    Arrays.fill(all, true);
    return links.inOrder(all);
  }

  /**
   * Returns the revision with an id.
   *
   * @param id the whole id
   * @return the revision, or nothing when there is none
   */
  public Optional<RevisionNode> node(String id) {
    int number = links.number(id);
    return number < 0 ? Optional.empty() : Optional.of(links.node(number));
  }

  /**
   * Returns all that must be applied before a revision: what it goes down to and depends on, and
   * what those do.
   *
   * @param id the whole id
   * @return ids in an order in which they can be applied, without the revision itself
   * @throws IllegalArgumentException when no revision has that id
   */
  public List<String> ancestors(String id) {
    int end = links.number(id);
    if (end < 0) {
      throw new IllegalArgumentException("no revision has the id \"" + id + "\"");
    }
    boolean[] needed = links.withAncestors(List.of(end));
    needed[end] = false;
    return links.inOrder(needed);
  }

  /**
   * Returns the revisions to apply to get to a target: it and all its ancestors, without the
   * applied ones.
   *
   * @param applied the ids of all applied revisions
   * @param target for example {@code "head"}, {@code "b7f2"} or {@code "+1"}
   * @return ids in the order to apply them; none when the database is there already
   * @throws TargetException when the target is unknown, not clear, past the end, or below an
   *     applied revision
   * @throws GraphException when the graph is not sound
   */
  public List<String> upgradePath(Set<String> applied, String target) {
    requireSound();
    return paths(applied).up(parsed(target));
  }

  /**
   * Returns the revisions to undo to get down to a target: the applied ones that go down to it, and
   * all that go down to those or depend on them; for {@code base} all. What only depends on the
   * target stays, since the target stays.
   *
   * @param applied the ids of all applied revisions
   * @param target for example {@code "base"}, {@code "b7f2"} or {@code "-1"}
   * @return ids in the order to undo them; none when nothing applied is above the target
   * @throws TargetException when the target is unknown, not clear, not applied, or past the base
   * @throws GraphException when the graph is not sound
   */
  public List<String> downgradePath(Set<String> applied, String target) {
    requireSound();
    return paths(applied).down(parsed(target));
  }

  /**
   * Returns what the history is to hold after a stamp.
   *
   * <p>A target such as {@code "b7f2"} means this revision with all its ancestors, and nothing
   * else; several mean all of these. When every target is on a branch, as {@code "email@head"} or
   * {@code "email@base"}, only what belongs to these branches is moved, with what needs it: the
   * others stay as they are.
   *
   * @param applied the ids of all applied revisions
   * @param targets for example {@code ["base"]} or {@code ["email@head", "users@b7f2"]}
   * @return ids in an order in which they can be applied, without those that the graph does not
   *     know
   * @throws TargetException when there is no target, or one is unknown, not clear, or past an end
   * @throws GraphException when the graph is not sound
   */
  public List<String> stampSet(Set<String> applied, List<String> targets) {
    requireSound();
    if (targets.isEmpty()) {
      throw new TargetException(
          "", "stamp wants at least one target; to empty the history, say stamp(\"base\")");
    }
    Applied before = new Applied(links, applied);
    return new Stamp(links, new Paths(links, heads, before), before)
        .ids(targets.stream().map(this::parsed).toList());
  }

  /**
   * Returns a way that is known without a database: {@code a:b} up or down, {@code :b} from the
   * base, {@code a:} to the head, {@code b} like {@code :b}. The left side is a place with all
   * before it applied; the right side is gone to as an upgrade or a downgrade would. Steps on the
   * right side, as in {@code a:+2}, are counted from the left side.
   *
   * @param text for example {@code "b7f2:head"} or {@code "b7f2:base"}
   * @return what is applied before it, and what is run or undone
   * @throws TargetException when it is no range, says {@code current}, or a side is no target
   * @throws GraphException when the graph is not sound
   */
  public RevisionRange range(String text) {
    requireSound();
    return new Ranges(links, heads).range(text);
  }

  /**
   * Returns where a database is: its applied revisions that no applied one goes down to, directly
   * or not, as far as that is known: one that the graph lacks is among them.
   *
   * @param applied the ids of all applied revisions
   * @return ids, sorted
   */
  public List<String> current(Set<String> applied) {
    List<String> current = new ArrayList<>(new Applied(links, applied).current());
    current.addAll(unknown(applied));
    current.sort(null);
    return List.copyOf(current);
  }

  /**
   * Returns what was passed over: revisions that are not applied, though one that comes after them
   * is.
   *
   * @param applied the ids of all applied revisions
   * @return ids in an order in which they could have been applied
   */
  public List<String> skipped(Set<String> applied) {
    return new Applied(links, applied).skipped();
  }

  /**
   * Returns the applied ids that no revision of this graph has.
   *
   * @param applied the ids of all applied revisions
   * @return ids, sorted
   */
  public List<String> unknown(Set<String> applied) {
    List<String> unknown = new ArrayList<>();
    for (String id : applied) {
      if (links.number(id) < 0) {
        unknown.add(id);
      }
    }
    unknown.sort(null);
    return List.copyOf(unknown);
  }

  private Target parsed(String text) {
    return TargetParser.parse(links, heads, text);
  }

  private Paths paths(Set<String> applied) {
    return new Paths(links, heads, new Applied(links, applied));
  }
}
