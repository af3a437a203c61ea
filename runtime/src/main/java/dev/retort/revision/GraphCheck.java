package dev.retort.revision;

import dev.retort.error.Nearest;
import dev.retort.revision.Place.Member;
import dev.retort.revision.RevisionProblem.BadId;
import dev.retort.revision.RevisionProblem.BadLabel;
import dev.retort.revision.RevisionProblem.Cycle;
import dev.retort.revision.RevisionProblem.DuplicateId;
import dev.retort.revision.RevisionProblem.DuplicateLabel;
import dev.retort.revision.RevisionProblem.LabelAsDown;
import dev.retort.revision.RevisionProblem.LabelIsId;
import dev.retort.revision.RevisionProblem.RepeatedDown;
import dev.retort.revision.RevisionProblem.SelfDependsOn;
import dev.retort.revision.RevisionProblem.SelfDown;
import dev.retort.revision.RevisionProblem.SeveralBases;
import dev.retort.revision.RevisionProblem.SeveralHeads;
import dev.retort.revision.RevisionProblem.UnknownDependsOn;
import dev.retort.revision.RevisionProblem.UnknownDown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds everything that is wrong with a graph.
 *
 * <p>In this order: ids, labels and links, each revision by itself; circles, once no id is there
 * twice; merges and ends, once all links are sound. So one mistyped id is one problem.
 */
final class GraphCheck {
  private final Links links;
  private final Branches branches;
  private final List<RevisionProblem> problems = new ArrayList<>();
  private final Map<String, String> carriers = new HashMap<>();
  private boolean duplicates;
  private boolean brokenLinks;

  GraphCheck(Links links, Branches branches) {
    this.links = links;
    this.branches = branches;
  }

  /** Returns all problems, by the id of their revision and their place in it. */
  List<RevisionProblem> problems() {
    for (int index = 0; index < links.nodes().size(); index++) {
      RevisionNode node = links.nodes().get(index);
      checkId(index, node);
      checkDown(index, node);
      checkDependsOn(index, node);
    }
    checkLabels();
    if (!duplicates && links.hasCircle()) {
      checkCircles();
    }
    if (!duplicates && !links.hasCircle() && links.hasMerge()) {
      new MergeCheck(links, problems).check();
    }
    if (!duplicates && !brokenLinks && !links.hasCircle()) {
      checkHeads();
      checkBases();
    }
    if (problems.size() > 1) {
      problems.sort(this::compare);
    }
    return List.copyOf(problems);
  }

  private void checkId(int index, RevisionNode node) {
    int first = links.index(links.numberAt(index));
    if (first != index) {
      duplicates = true;
      problems.add(new DuplicateId(new Place(index, Member.ID, 0), node.id(), first));
    } else if (!RevisionId.keepsTheRule(node.id())) {
      problems.add(new BadId(new Place(index, Member.ID, 0), node.id()));
    }
  }

  private void checkDown(int index, RevisionNode node) {
    if (isPlainlyRight(index, node)) {
      return;
    }
    Set<String> known = new HashSet<>();
    for (int at = 0; at < node.down().size(); at++) {
      String down = node.down().get(at);
      Place place = new Place(index, Member.DOWN, at);
      if (down.equals(node.id())) {
        brokenLinks = true;
        problems.add(new SelfDown(place, node.id()));
      } else if (links.number(down) < 0) {
        brokenLinks = true;
        problems.add(unknownDown(place, node.id(), down));
      } else if (!known.add(down)) {
        problems.add(new RepeatedDown(place, node.id(), down));
      }
    }
  }

  /** Most revisions go down to one that is there: no need to look at it twice. */
  private boolean isPlainlyRight(int index, RevisionNode node) {
    int number = links.numberAt(index);
    int count = node.down().size();
    return count <= 1 && links.index(number) == index && links.downs(number).length == count;
  }

  private RevisionProblem unknownDown(Place place, String id, String down) {
    int carrier = links.labelled(down);
    if (carrier >= 0) {
      return new LabelAsDown(place, id, down, links.id(carrier));
    }
    return new UnknownDown(place, id, down, nearestId(id, down).best());
  }

  private void checkDependsOn(int index, RevisionNode node) {
    for (int at = 0; at < node.dependsOn().size(); at++) {
      String name = node.dependsOn().get(at);
      Place place = new Place(index, Member.DEPENDS_ON, at);
      int found = links.named(name);
      if (found < 0) {
        problems.add(new UnknownDependsOn(place, node.id(), name, nearestName(node.id(), name)));
      } else if (links.id(found).equals(node.id())) {
        problems.add(new SelfDependsOn(place, node.id(), name));
      }
    }
  }

  private Nearest nearestId(String self, String wanted) {
    Nearest nearest = Nearest.to(wanted);
    for (int number = 0; number < links.size(); number++) {
      if (!links.id(number).equals(self)) {
        nearest.offer(links.id(number));
      }
    }
    return nearest;
  }

  private Optional<String> nearestName(String self, String wanted) {
    Nearest nearest = nearestId(self, wanted);
    int own = links.number(self);
    for (String label : links.labels()) {
      if (links.labelled(label) != own) {
        nearest.offer(label);
      }
    }
    return nearest.best();
  }

  private void checkLabels() {
    for (int index = 0; index < links.nodes().size(); index++) {
      RevisionNode node = links.nodes().get(index);
      boolean counts = links.index(links.numberAt(index)) == index;
      for (int at = 0; counts && at < node.labels().size(); at++) {
        checkLabel(new Place(index, Member.LABELS, at), node.id(), node.labels().get(at));
      }
    }
  }

  private void checkLabel(Place place, String id, String label) {
    String first = carriers.putIfAbsent(label, id);
    if (first != null) {
      problems.add(new DuplicateLabel(place, id, label, first));
    } else if (links.number(label) >= 0) {
      problems.add(new LabelIsId(place, id, label));
    } else if (!RevisionId.keepsTheRule(label)) {
      problems.add(new BadLabel(place, label));
    }
  }

  private void checkCircles() {
    for (int[] circle : new Circles(links).find()) {
      List<String> path = new ArrayList<>();
      for (int number : circle) {
        path.add(links.id(number));
      }
      problems.add(new Cycle(link(circle[0], circle[1]), path));
    }
  }

  private Place link(int from, int to) {
    RevisionNode node = links.node(from);
    int down = node.down().indexOf(links.id(to));
    if (down >= 0) {
      return new Place(links.index(from), Member.DOWN, down);
    }
    int at = 0;
    while (links.named(node.dependsOn().get(at)) != to) {
      at++;
    }
    return new Place(links.index(from), Member.DEPENDS_ON, at);
  }

  private void checkHeads() {
    List<String> heads = branches.heads();
    if (heads.size() > 1) {
      List<String> unlabelled = branches.unlabelledHeads(heads);
      if (unlabelled.size() > 1) {
        problems.add(new SeveralHeads(last(unlabelled), heads, unlabelled));
      }
    }
  }

  private void checkBases() {
    List<String> bases = branches.bases();
    if (bases.size() > 1) {
      List<String> unlabelled = branches.unlabelledBases(bases);
      if (unlabelled.size() > 1) {
        problems.add(new SeveralBases(last(unlabelled), bases, unlabelled));
      }
    }
  }

  /** Returns the id of the revision that was given last: included ones come first. */
  private Place last(List<String> ends) {
    int last = 0;
    for (String end : ends) {
      last = Math.max(last, links.index(links.number(end)));
    }
    return new Place(last, Member.ID, 0);
  }

  private int compare(RevisionProblem one, RevisionProblem other) {
    int result = id(one).compareTo(id(other));
    if (result == 0) {
      result = one.place().node() - other.place().node();
    }
    if (result == 0) {
      result = one.place().member().compareTo(other.place().member());
    }
    return result == 0 ? one.place().index() - other.place().index() : result;
  }

  private String id(RevisionProblem problem) {
    return links.nodes().get(problem.place().node()).id();
  }
}
