package dev.retort.processor;

import dev.retort.processor.declared.DeclarationCheck;
import dev.retort.processor.declared.DeclarationProblem.LateRevision;
import dev.retort.processor.declared.DeclarationProblem.LateSet;
import dev.retort.processor.declared.DeclarationProblem.NoRuntime;
import dev.retort.processor.declared.DeclarationReader;
import dev.retort.processor.declared.Declarations;
import dev.retort.processor.declared.DeclaredSet;
import dev.retort.processor.declared.Finding;
import dev.retort.processor.declared.RegistryName;
import dev.retort.processor.declared.Spot;
import dev.retort.processor.declared.Spot.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * One compilation, round by round.
 *
 * <p>The registry is written in the first round in which every annotation can be read: what other
 * processors generate may come after that, and is then reported. Between rounds only names are
 * kept, since the elements of one round are stale in the next.
 */
final class Compilation implements RevisionProcessor.Rounds {
  /** The option that says whether bodies are rehearsed: on unless it is {@code off}. */
  static final String REHEARSAL = "retort.rehearsal";

  private final SortedSet<String> revisions = new TreeSet<>();
  private final SortedMap<String, Spot.Owner> sets = new TreeMap<>();
  private final Set<String> sources = new HashSet<>();
  private Optional<RegistryName> written = Optional.empty();
  private Optional<Rehearsing> rehearsing = Optional.empty();
  private boolean done;

  @Override
  public void round(ProcessingEnvironment environment, RoundEnvironment round) {
    for (Element root : round.getRootElements()) {
      sources.add(root.toString());
    }
    SortedSet<String> newRevisions = annotatedClasses(environment, round);
    SortedMap<String, Spot.Owner> newSets = annotatedOwners(environment, round);
    if (done) {
      reportLate(environment, newRevisions, newSets);
      rehearsing.ifPresent(each -> each.run(environment));
      rehearsing = Optional.empty();
      return;
    }
    revisions.addAll(newRevisions);
    sets.putAll(newSets);
    if (!revisions.isEmpty() || !sets.isEmpty()) {
      checkAndWrite(environment, round);
    }
  }

  private void checkAndWrite(ProcessingEnvironment environment, RoundEnvironment round) {
    DeclarationReader reader =
        new DeclarationReader(environment.getElementUtils(), environment.getTypeUtils());
    if (!reader.hasRuntime()) {
      done = true;
      new Printer(environment).print(noRuntime());
      return;
    }
    Declarations declarations = reader.read(revisions, List.copyOf(sets.values()));
    boolean isEmpty = declarations.revisions().isEmpty() && declarations.sets().isEmpty();
    if (isEmpty || (!declarations.isComplete() && !round.processingOver())) {
      return;
    }
    done = true;
    RegistryFiler filer = new RegistryFiler(environment, sources);
    DeclarationCheck check = new DeclarationCheck(declarations, filer::isTaken);
    Printer printer = new Printer(environment);
    check.findings().forEach(printer::print);
    if (check.registry().isPresent() && isWritable(declarations) && !round.errorRaised()) {
      filer.write(check, List.copyOf(sets.values())).ifPresent(printer::print);
      written = check.registry();
      boolean isOff = "off".equals(environment.getOptions().get(REHEARSAL));
      rehearsing = isOff ? Optional.empty() : Rehearsing.of(check);
    }
  }

  /** A set that includes what cannot be found may include the very registry to be written. */
  private static boolean isWritable(Declarations declarations) {
    return declarations.set().map(DeclaredSet::isComplete).orElse(true);
  }

  private Finding noRuntime() {
    Spot.Owner owner =
        revisions.isEmpty() ? sets.get(sets.firstKey()) : Spot.Owner.ofClass(revisions.first());
    Annotation annotation = revisions.isEmpty() ? Annotation.MIGRATION_SET : Annotation.REVISION;
    return new NoRuntime(new Spot(owner, Optional.of(annotation), "", 0)).finding();
  }

  private void reportLate(
      ProcessingEnvironment environment, Set<String> late, SortedMap<String, Spot.Owner> lateSets) {
    if (written.isEmpty()) {
      return;
    }
    Printer printer = new Printer(environment);
    String registry = written.get().text();
    for (String name : late) {
      Spot spot = new Spot(Spot.Owner.ofClass(name), Optional.of(Annotation.REVISION), "", 0);
      printer.print(new LateRevision(spot, name, registry).finding());
    }
    for (Spot.Owner owner : lateSets.values()) {
      Spot spot = new Spot(owner, Optional.of(Annotation.MIGRATION_SET), "", 0);
      printer.print(new LateSet(spot, owner.name(), registry).finding());
    }
  }

  private static SortedSet<String> annotatedClasses(
      ProcessingEnvironment environment, RoundEnvironment round) {
    SortedSet<String> names = new TreeSet<>();
    for (Element element : annotated(environment, round, Annotation.REVISION)) {
      if (element instanceof TypeElement type) {
        names.add(type.getQualifiedName().toString());
      }
    }
    return names;
  }

  private static SortedMap<String, Spot.Owner> annotatedOwners(
      ProcessingEnvironment environment, RoundEnvironment round) {
    SortedMap<String, Spot.Owner> owners = new TreeMap<>();
    for (Element element : annotated(environment, round, Annotation.MIGRATION_SET)) {
      if (element instanceof TypeElement type) {
        String name = type.getQualifiedName().toString();
        owners.put(name, Spot.Owner.ofClass(name));
      } else if (element instanceof PackageElement packageElement) {
        String name = packageElement.getQualifiedName().toString();
        owners.put(name, new Spot.Owner(name, true));
      }
    }
    return owners;
  }

  private static Set<? extends Element> annotated(
      ProcessingEnvironment environment, RoundEnvironment round, Annotation annotation) {
    TypeElement type = environment.getElementUtils().getTypeElement(annotation.className());
    return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
  }
}
