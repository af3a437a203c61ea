package dev.retort.processor;

import dev.retort.processor.body.BodyReader;
import dev.retort.processor.declared.DeclarationCheck;
import dev.retort.processor.declared.DeclaredRevision;
import dev.retort.processor.declared.Finding;
import dev.retort.processor.declared.Spot;
import dev.retort.processor.rehearsal.BodyFinding;
import dev.retort.processor.rehearsal.Rehearsal;
import dev.retort.processor.rehearsal.RehearsedRevision;
import dev.retort.revision.RevisionGraph;
import dev.retort.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.Diagnostic;

/**
 * The rehearsal of the bodies of a compilation, in the round after the one that wrote the registry:
 * by then the constants are there that other processors have generated.
 *
 * <p>What cannot be rehearsed is not an error: a note says so, and the checks of the graph stand.
 */
final class Rehearsing {
  private final DeclarationCheck check;
  private final RevisionGraph graph;

  private Rehearsing(DeclarationCheck check, RevisionGraph graph) {
    this.check = check;
    this.graph = graph;
  }

  /** Returns the rehearsal of a compilation without mistakes in its declarations. */
  static Optional<Rehearsing> of(DeclarationCheck check) {
    return check.soundGraph().map(graph -> new Rehearsing(check, graph));
  }

  void run(ProcessingEnvironment environment) {
    try {
      BodyReader reader = BodyReader.of(environment);
      Map<String, DeclaredRevision> declared = new HashMap<>();
      Map<String, RehearsedRevision> revisions = new HashMap<>();
      for (DeclaredRevision each : check.revisions()) {
        String id = each.node().id();
        declared.put(id, each);
        revisions.put(
            id,
            new RehearsedRevision(
                id, reader.read(each.type().name()), each.isDestructive(), each.suppressed()));
      }
      for (String id : graph.order()) {
        revisions.computeIfAbsent(
            id, library -> new RehearsedRevision(library, Optional.empty(), false, Set.of()));
      }
      Schema base = check.isBaselineOpen() ? Schema.open() : Schema.empty();
      print(environment, Rehearsal.of(graph, revisions, base), declared);
    } catch (RuntimeException | StackOverflowError | LinkageError failure) {
      environment
          .getMessager()
          .printMessage(
              Diagnostic.Kind.NOTE,
              "[NotRehearsed] the bodies of revisions are not rehearsed here, and the graph alone is"
                  + " checked: "
                  + failure);
    }
  }

  private static void print(
      ProcessingEnvironment environment,
      List<BodyFinding> findings,
      Map<String, DeclaredRevision> declared) {
    Printer printer = new Printer(environment);
    for (BodyFinding finding : findings) {
      if (finding.place().isPresent()) {
        Diagnostic.Kind kind =
            finding.problem().isCertain() ? Diagnostic.Kind.ERROR : Diagnostic.Kind.WARNING;
        finding.place().get().print(kind, finding.text());
      } else {
        Spot spot = Spot.revision(declared.get(finding.revision()).type(), "down", 1);
        printer.print(new Finding(finding.text(), spot));
      }
    }
  }
}
