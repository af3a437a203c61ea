package dev.retort.processor.body;

import dev.retort.annotation.Revision;
import dev.retort.op.CreateTable;
import dev.retort.op.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads all revisions of a compilation and keeps what was read as texts. */
final class BodyProcessor extends AbstractProcessor {
  private final Map<String, RevisionBodies> bodies = new TreeMap<>();
  private final Inspection inspection;

  BodyProcessor(Inspection inspection) {
    this.inspection = inspection;
  }

  /** What is done with the bodies while the trees are there. */
  @FunctionalInterface
  interface Inspection {
    void inspect(String className, RevisionBodies bodies);
  }

  Map<String, RevisionBodies> bodies() {
    return bodies;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Revision.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element each : round.getElementsAnnotatedWith(Revision.class)) {
      String name = ((TypeElement) each).getQualifiedName().toString();
      RevisionBodies read = BodyReader.of(processingEnv).read(name).orElseThrow();
      bodies.put(name, read);
      inspection.inspect(name, read);
    }
    return false;
  }

  /** Returns what was read of a revision, a line for each step. */
  static List<String> lines(RevisionBodies bodies) {
    List<String> lines = new ArrayList<>(lines(bodies.upgrade()));
    bodies
        .downgrade()
        .ifPresent(
            down -> {
              lines.add("down:");
              lines.addAll(lines(down));
            });
    return lines;
  }

  private static List<String> lines(ReadBody body) {
    List<String> lines = new ArrayList<>();
    body.steps().forEach(step -> lines.add(line(step)));
    body.thrown().ifPresent(place -> lines.add(body.isRefusal() ? "only throws" : "throws"));
    if (body.endsUncertain()) {
      lines.add("ends uncertain");
    }
    return lines;
  }

  private static String line(ReadStep step) {
    if (step instanceof ReadStep.Asked asked) {
      return perhaps(asked.sureness()) + describe(asked.operation());
    } else if (step instanceof ReadStep.Undone undone) {
      return perhaps(undone.sureness()) + "undo the upgrade";
    } else if (step instanceof ReadStep.Refused refused) {
      return perhaps(refused.sureness()) + "refused: " + refused.message();
    }
    Scope scope = ((ReadStep.Unreadable) step).scope();
    return scope instanceof Scope.OfTable table
        ? "unreadable: " + table.table()
        : "unreadable: everything";
  }

  private static String perhaps(Sureness sureness) {
    return sureness == Sureness.CERTAIN ? "" : "perhaps ";
  }

  private static String describe(Operation operation) {
    if (operation instanceof CreateTable create) {
      List<String> columns =
          create.table().columns().stream()
              .map(column -> column.name().text() + " " + column.type())
              .toList();
      return operation.describe() + " (" + String.join(", ", columns) + ")";
    }
    return operation.describe();
  }
}
