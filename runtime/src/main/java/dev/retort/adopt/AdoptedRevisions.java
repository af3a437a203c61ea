package dev.retort.adopt;

import dev.retort.error.AdoptionException;
import dev.retort.error.AdoptionException.Obstacle;
import dev.retort.error.Nearest;
import dev.retort.plan.Dialect;
import dev.retort.revision.RevisionGraph;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The revisions that an adoption finds on a database. */
@SuppressWarnings("exports") // the package is exported for Adoption; this is for Migrator alone
public final class AdoptedRevisions {
  private final OtherTool tool;
  private final RevisionGraph graph;

  private AdoptedRevisions(OtherTool tool, RevisionGraph graph) {
    this.tool = tool;
    this.graph = graph;
  }

  /**
   * Joins a mapping and the revisions that it speaks of.
   *
   * @param adoption the mapping
   * @param graph all revisions
   * @return what finds the revisions on a database
   * @throws AdoptionException when the mapping names a revision that is not there, or contradicts
   *     itself
   */
  public static AdoptedRevisions of(Adoption adoption, RevisionGraph graph) {
    AdoptedRevisions revisions = new AdoptedRevisions(adoption.tool(), graph);
    revisions.requireKnown();
    if (adoption.tool().isLinear()) {
      revisions.requireOrder();
    }
    return revisions;
  }

  /**
   * Returns the revisions that are there, and all before them; changes nothing.
   *
   * @param connection the database
   * @param dialect what kind of database it is
   * @return ids, in an order in which they could have been applied; none when the other tool has
   *     not touched the database
   * @throws SQLException when the database refuses
   * @throws AdoptionException when it cannot be told what is there
   */
  public List<String> on(Connection connection, Dialect dialect) throws SQLException {
    Findings found = tool.read(connection, dialect);
    Set<String> there = new HashSet<>();
    addAncestors(found.applied(), there);
    found.applied().forEach(each -> there.add(each.revision()));
    requireComplete(found, there);
    return graph.order().stream().filter(there::contains).toList();
  }

  private void requireKnown() {
    List<String> versions = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Mapped each : tool.mapping()) {
      if (graph.node(each.revision()).isEmpty()) {
        Nearest nearest = Nearest.to(each.revision());
        graph.order().forEach(nearest::offer);
        versions.add(each.version());
        problems.add(
            "%s is mapped to \"%s\", but no revision has that id%s"
                .formatted(
                    tool.words(each.version()),
                    each.revision(),
                    nearest.best().map(id -> ". Did you mean \"" + id + "\"?").orElse("")));
      }
    }
    if (!problems.isEmpty()) {
      throw mapping(versions, String.join("\n", problems));
    }
  }

  /**
   * A later version cannot stand for less than an earlier one. The order has ancestors first, so
   * that they are asked for only where a mapping does not follow it.
   */
  private void requireOrder() {
    Map<String, Integer> places = new HashMap<>();
    graph.order().forEach(id -> places.put(id, places.size()));
    List<Mapped> mapping = tool.mapping();
    Set<String> below = new HashSet<>();
    int looked = 0;
    int furthest = 0;
    for (int at = 0; at < mapping.size(); at++) {
      int place = places.getOrDefault(mapping.get(at).revision(), 0);
      if (place < furthest) {
        addAncestors(mapping.subList(looked, at), below);
        looked = at;
        requireAbove(mapping.subList(0, at), below, mapping.get(at));
      }
      furthest = Math.max(furthest, place);
    }
  }

  /** Adds what is before some revisions; from the last one on, which has most of the others. */
  private void addAncestors(List<Mapped> some, Set<String> ids) {
    for (int at = some.size() - 1; at >= 0; at--) {
      if (!ids.contains(some.get(at).revision())) {
        ids.addAll(graph.ancestors(some.get(at).revision()));
      }
    }
  }

  private void requireAbove(List<Mapped> earlierOnes, Set<String> below, Mapped later) {
    if (!below.contains(later.revision())) {
      return;
    }
    for (Mapped earlier : earlierOnes) {
      if (graph.ancestors(earlier.revision()).contains(later.revision())) {
        throw mapping(
            List.of(earlier.version(), later.version()),
            "%s is mapped to \"%s\", which comes before \"%s\", to which %s is mapped. A later version has all that an earlier one has: map it to a later revision."
                .formatted(
                    tool.words(later.version()),
                    later.revision(),
                    earlier.revision(),
                    tool.words(earlier.version())));
      }
    }
  }

  private AdoptionException mapping(List<String> versions, String message) {
    return new AdoptionException(Obstacle.MAPPING, tool.name(), versions, message);
  }

  private void requireComplete(Findings found, Set<String> there) {
    List<Mapped> lacking =
        found.absent().stream().filter(each -> there.contains(each.revision())).toList();
    if (lacking.isEmpty()) {
      return;
    }
    Mapped first = lacking.get(0);
    throw new AdoptionException(
        Obstacle.INCOMPLETE,
        tool.name(),
        lacking.stream().map(Mapped::version).toList(),
        "%1$s is mapped to \"%2$s\" and was not applied to the database, though others were that stand for \"%2$s\" or for what comes after it. Apply it with %3$s first; where the database has its changes all the same, leave it out of the mapping."
            .formatted(tool.words(first.version()), first.revision(), tool.name()));
  }
}
