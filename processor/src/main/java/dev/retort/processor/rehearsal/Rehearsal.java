package dev.retort.processor.rehearsal;

import dev.retort.processor.body.RevisionBodies;
import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionNode;
import dev.retort.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All revisions of a graph, each played on the schema that its own ancestors leave. At a merge the
 * other branches are played behind the first; what does not fit together is a conflict.
 */
public final class Rehearsal {
  private final RevisionGraph graph;
  private final Map<String, RehearsedRevision> revisions;
  private final Schema base;
  private final List<BodyFinding> findings = new ArrayList<>();
  private final Map<String, Schema> after = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();

  private Rehearsal(RevisionGraph graph, Map<String, RehearsedRevision> revisions, Schema base) {
    this.graph = graph;
    this.revisions = revisions;
    this.base = base;
  }

  /**
   * Rehearses all revisions.
   *
   * @param graph sound, of all of these revisions
   * @param revisions by their ids
   * @param base what the first ones find
   * @return what was found, in the order of the graph
   */
  public static List<BodyFinding> of(
      RevisionGraph graph, Map<String, RehearsedRevision> revisions, Schema base) {
    Rehearsal rehearsal = new Rehearsal(graph, revisions, base);
    List<String> order = graph.order();
    for (String id : order) {
      for (String parent : rehearsal.node(id).down()) {
        rehearsal.waiting.merge(parent, 1, Integer::sum);
      }
    }
    order.forEach(rehearsal::play);
    return List.copyOf(rehearsal.findings);
  }

  private RevisionNode node(String id) {
    return graph.node(id).orElseThrow();
  }

  private void play(String id) {
    RehearsedRevision revision = revisions.get(id);
    Schema before = before(revision);
    if (revision.bodies().isEmpty()) {
      after.put(id, Schema.open());
      return;
    }
    RevisionBodies bodies = revision.bodies().get();
    BodyReplay upgrade = new BodyReplay(id, "revision \"" + id + "\"", before);
    upgrade.play(bodies.upgrade().steps());
    findings.addAll(upgrade.findings());
    warn(Destruction.of(revision, before, upgrade.after(), bodies.upgrade().steps()), revision);
    bodies
        .downgrade()
        .flatMap(down -> DowngradeCheck.of(id, before, upgrade, down))
        .ifPresent(
            found -> {
              findings.addAll(found.certain());
              warn(found.unwise(), revision);
            });
    after.put(id, upgrade.after());
  }

  /** Reports what is unwise, unless the class silences it or it fails anyway. */
  private void warn(List<BodyFinding> unwise, RehearsedRevision revision) {
    for (BodyFinding finding : unwise) {
      if (!revision.suppressed().contains(finding.problem().code()) && !foundAlone(finding)) {
        findings.add(finding);
      }
    }
  }

  /** Returns what a revision finds. */
  private Schema before(RehearsedRevision revision) {
    RevisionNode node = node(revision.id());
    if (node.down().isEmpty() && node.dependsOn().isEmpty()) {
      return base;
    }
    Schema first = node.down().isEmpty() ? base : taken(node.down().get(0));
    if (node.down().size() < 2 && node.dependsOn().isEmpty()) {
      return first;
    }
    Set<String> known = new HashSet<>();
    if (!node.down().isEmpty()) {
      known.add(node.down().get(0));
      known.addAll(graph.ancestors(node.down().get(0)));
    }
    node.down().stream().skip(1).forEach(this::taken);
    List<String> missing =
        graph.ancestors(revision.id()).stream().filter(id -> !known.contains(id)).toList();
    return merged(revision, first, missing);
  }

  /** Returns the schema after a parent, which is forgotten when its last child has it. */
  private Schema taken(String parent) {
    Schema schema = after.get(parent);
    if (waiting.merge(parent, -1, Integer::sum) == 0) {
      after.remove(parent);
    }
    return schema;
  }

  private Schema merged(RehearsedRevision merge, Schema first, List<String> missing) {
    Schema schema = first;
    for (String id : missing) {
      Optional<RevisionBodies> bodies = revisions.get(id).bodies();
      if (bodies.isEmpty()) {
        return Schema.open();
      }
      BodyReplay replay = new BodyReplay(id, "", schema);
      replay.play(bodies.get().upgrade().steps());
      schema = replay.after();
      if (!replay.findings().isEmpty()) {
        return conflicting(merge, id, replay.findings().get(0));
      }
    }
    return schema;
  }

  /**
   * What fails behind the first branch may do so alone, which was found there, or before it, which
   * is the order of a database that is empty: then nothing is certain.
   */
  private Schema conflicting(RehearsedRevision merge, String id, BodyFinding found) {
    if (foundAlone(found) || succeedsInOrder(merge)) {
      return Schema.open();
    }
    BodyProblem conflict = new BodyProblem.BranchConflict(id, found.problem().message());
    findings.add(
        new BodyFinding(conflict, merge.id(), "revision \"" + merge.id() + "\"", Optional.empty()));
    return Schema.open();
  }

  private boolean foundAlone(BodyFinding found) {
    return findings.stream().anyMatch(each -> each.place().equals(found.place()));
  }

  private boolean succeedsInOrder(RehearsedRevision merge) {
    Schema schema = base;
    for (String id : graph.ancestors(merge.id())) {
      BodyReplay replay = new BodyReplay(id, "", schema);
      replay.play(revisions.get(id).bodies().map(b -> b.upgrade().steps()).orElse(List.of()));
      if (!replay.findings().isEmpty()) {
        return false;
      }
      schema = replay.after();
    }
    return true;
  }
}
