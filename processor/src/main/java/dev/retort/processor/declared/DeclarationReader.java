package dev.retort.processor.declared;

import dev.retort.processor.declared.Spot.Annotation;
import dev.retort.revision.RevisionNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Reads declarations from the annotations of the compilation, and those of included registries from
 * their class files, where {@code @Registered} lists them.
 */
public final class DeclarationReader {
  private static final String MIGRATION = "dev.retort.op.Migration";
  private static final String REGISTRY = "dev.retort.RevisionRegistry";
  private static final String SUPPRESSED = "retort:";
  private static final String REGISTERED = "dev.retort.annotation.Registered";

  private final Elements elements;
  private final Types types;
  private final ClassReader classes;
  private boolean complete = true;

  /**
   * Makes a reader for one round: what javac hands out in a round is stale in the next one.
   *
   * @param elements of this round
   * @param types of this round
   */
  public DeclarationReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
    this.classes = new ClassReader(elements, types);
  }

  /** Returns whether there is a runtime to write a registry for. */
  public boolean hasRuntime() {
    return elements.getTypeElement(MIGRATION) != null && elements.getTypeElement(REGISTRY) != null;
  }

  /**
   * Reads declarations.
   *
   * @param revisions the names of the classes with {@code @Revision}
   * @param sets what carries {@code @MigrationSet}
   */
  public Declarations read(SortedSet<String> revisions, List<Spot.Owner> sets) {
    List<DeclaredRevision> readRevisions = new ArrayList<>();
    for (String name : revisions) {
      TypeElement element = elements.getTypeElement(name);
      if (element != null) {
        complete &= classes.isComplete(element);
        revision(element).ifPresent(readRevisions::add);
      }
    }
    List<DeclaredSet> readSets = new ArrayList<>();
    for (Spot.Owner owner : sets) {
      set(owner).ifPresent(readSets::add);
    }
    return new Declarations(readRevisions, readSets, complete);
  }

  private Optional<DeclaredRevision> revision(TypeElement element) {
    Optional<AnnotationMirror> annotation =
        AnnotationReader.find(element, Annotation.REVISION.className());
    if (annotation.isEmpty()) {
      return Optional.empty();
    }
    AnnotationReader reader = new AnnotationReader(annotation.get());
    List<String> id = reader.texts("id");
    List<String> down = reader.texts("down");
    List<String> labels = reader.texts("labels");
    List<String> dependsOn = reader.texts("dependsOn");
    String message = reader.text("message", "");
    String irreversible = reader.text("irreversible", "");
    complete &= reader.isComplete() && !id.isEmpty();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeclaredRevision(
            classes.read(element, MIGRATION),
            new RevisionNode(id.get(0), down, labels, dependsOn),
            message,
            irreversible,
            reader.flag("destructive"),
            suppressed(element)));
  }

  /** Returns what {@code @SuppressWarnings("retort:Code")} names on a class of this compilation. */
  private static Set<String> suppressed(TypeElement element) {
    Set<String> codes = new HashSet<>();
    AnnotationReader.find(element, SuppressWarnings.class.getName())
        .ifPresent(
            annotation -> {
              for (String warning : new AnnotationReader(annotation).texts("value")) {
                if (warning.startsWith(SUPPRESSED)) {
                  codes.add(warning.substring(SUPPRESSED.length()));
                }
              }
            });
    return codes;
  }

  private Optional<DeclaredSet> set(Spot.Owner owner) {
    Element element =
        owner.isPackage()
            ? elements.getPackageElement(owner.name())
            : elements.getTypeElement(owner.name());
    if (element == null) {
      return Optional.empty();
    }
    return AnnotationReader.find(element, Annotation.MIGRATION_SET.className())
        .map(annotation -> set(owner, elements.getPackageOf(element), annotation));
  }

  private DeclaredSet set(Spot.Owner owner, PackageElement home, AnnotationMirror annotation) {
    AnnotationReader reader = new AnnotationReader(annotation);
    String name = reader.text("name", "Migrations");
    List<IncludedRegistry> included = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<Optional<TypeMirror>> written = reader.classes("include");
    for (int index = 0; index < written.size(); index++) {
      if (written.get(index).isPresent() && seen.add(written.get(index).get().toString())) {
        included.add(included(index, written.get(index).get()));
      }
    }
    complete &= reader.isComplete();
    return new DeclaredSet(
        owner,
        home.getQualifiedName().toString(),
        name,
        included,
        reader.flag("openBaseline"),
        reader.isComplete());
  }

  private IncludedRegistry included(int index, TypeMirror type) {
    if (!(type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element)) {
      return new IncludedRegistry(index, type.toString(), Optional.empty(), List.of(), false);
    }
    List<DeclaredRevision> revisions = new ArrayList<>();
    boolean isComplete = readRegistered(element, revisions, new HashSet<>());
    return new IncludedRegistry(
        index,
        element.getQualifiedName().toString(),
        Optional.of(classes.read(element, REGISTRY)),
        revisions,
        isComplete);
  }

  /** Adds the revisions of a generated registry; returns whether these are all. */
  private boolean readRegistered(
      TypeElement registry, List<DeclaredRevision> into, Set<String> seen) {
    if (!seen.add(registry.getQualifiedName().toString())) {
      return true;
    }
    Optional<AnnotationMirror> registered = AnnotationReader.find(registry, REGISTERED);
    if (registered.isEmpty()) {
      return false;
    }
    AnnotationReader reader = new AnnotationReader(registered.get());
    boolean known = true;
    for (Optional<TypeMirror> include : reader.classes("include")) {
      Optional<TypeElement> element = element(include);
      known &= element.isPresent() && readRegistered(element.get(), into, seen);
    }
    for (Optional<TypeMirror> type : reader.classes("value")) {
      Optional<DeclaredRevision> revision = element(type).flatMap(this::includedRevision);
      revision.ifPresent(into::add);
      known &= revision.isPresent();
    }
    return known && reader.isComplete();
  }

  private Optional<DeclaredRevision> includedRevision(TypeElement element) {
    boolean before = complete;
    Optional<DeclaredRevision> revision = revision(element);
    complete = before;
    return revision;
  }

  private Optional<TypeElement> element(Optional<TypeMirror> type) {
    return type.map(types::asElement)
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast);
  }
}
