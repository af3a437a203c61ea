package dev.retort.processor.declared;

import dev.retort.revision.Place;
import dev.retort.revision.RevisionGraph;
import dev.retort.revision.RevisionProblem;
import dev.retort.revision.RevisionProblem.DuplicateId;
import dev.retort.revision.RevisionProblem.LabelAsDown;
import dev.retort.revision.RevisionProblem.SeveralBases;
import dev.retort.revision.RevisionProblem.SeveralHeads;
import dev.retort.revision.RevisionProblem.UnknownDependsOn;
import dev.retort.revision.RevisionProblem.UnknownDown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of a compilation and of what it includes, and what is wrong with it.
 *
 * <p>An included branch needs no label: another head or base that comes from a library is no
 * accident. Where not all revisions are known, nothing is said that more of them could make right.
 */
final class GraphFindings {
  private final Declarations declarations;
  private final List<DeclaredRevision> all;
  private final int includedCount;
  private final RevisionGraph graph;

  GraphFindings(Declarations declarations) {
    this.declarations = declarations;
    this.all = new ArrayList<>(declarations.includedRevisions());
    this.includedCount = all.size();
    all.addAll(declarations.revisions());
    this.graph = RevisionGraph.of(all.stream().map(DeclaredRevision::node).toList());
  }

  /** Returns what is wrong. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (RevisionProblem problem : graph.problems()) {
      if (declarations.isGraphKnown() || !couldBeRight(problem)) {
        withoutIncluded(problem).map(this::finding).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Returns the graph, and all its revisions in order, those of libraries too, if it is sound. */
  Optional<RevisionGraph> sound() {
    return graph.problems().isEmpty() && declarations.isGraphKnown()
        ? Optional.of(graph)
        : Optional.empty();
  }

  private static boolean couldBeRight(RevisionProblem problem) {
    return problem instanceof UnknownDown
        || problem instanceof LabelAsDown
        || problem instanceof UnknownDependsOn
        || problem instanceof SeveralHeads
        || problem instanceof SeveralBases;
  }

  private Optional<RevisionProblem> withoutIncluded(RevisionProblem problem) {
    if (problem instanceof SeveralHeads several) {
      List<String> own = own(several.unlabelled());
      return own.size() < 2
          ? Optional.empty()
          : Optional.of(new SeveralHeads(several.place(), several.heads(), own));
    }
    if (problem instanceof SeveralBases several) {
      List<String> own = own(several.unlabelled());
      return own.size() < 2
          ? Optional.empty()
          : Optional.of(new SeveralBases(several.place(), several.bases(), own));
    }
    return Optional.of(problem);
  }

  private List<String> own(List<String> ids) {
    Set<String> own = new HashSet<>();
    declarations.revisions().forEach(revision -> own.add(revision.node().id()));
    return ids.stream().filter(own::contains).toList();
  }

  private Finding finding(RevisionProblem problem) {
    DeclaredRevision revision = all.get(problem.place().node());
    String text = problem.text() + other(problem);
    if (problem.place().node() < includedCount) {
      return new Finding(text + " (in " + revision.type().name() + ")", includeSpot(revision));
    }
    Place place = problem.place();
    return new Finding(text, Spot.revision(revision.type(), place.member().text(), place.index()));
  }

  private String other(RevisionProblem problem) {
    return problem.other().map(node -> "; the other is " + all.get(node).type().name()).orElse("");
  }

  private Spot includeSpot(DeclaredRevision revision) {
    DeclaredSet set = declarations.set().orElseThrow();
    for (IncludedRegistry registry : set.included()) {
      if (registry.revisions().contains(revision)) {
        return Spot.set(set, "include", registry.index());
      }
    }
    return Spot.set(set);
  }

  /** Returns the revisions of this compilation in order, of those with one id the first. */
  List<DeclaredRevision> ordered() {
    List<DeclaredRevision> ordered = new ArrayList<>();
    Set<Integer> duplicates = new HashSet<>();
    for (RevisionProblem problem : graph.problems()) {
      if (problem instanceof DuplicateId) {
        duplicates.add(problem.place().node());
      }
    }
    for (int index = includedCount; index < all.size(); index++) {
      if (!duplicates.contains(index)) {
        ordered.add(all.get(index));
      }
    }
    List<String> order = graph.order();
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < order.size(); place++) {
      places.put(order.get(place), place);
    }
    ordered.sort(Comparator.comparing(revision -> places.get(revision.node().id())));
    return ordered;
  }
}
