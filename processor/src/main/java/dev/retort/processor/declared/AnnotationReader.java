package dev.retort.processor.declared;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads the values of one annotation, and notices those that do not compile. */
public final class AnnotationReader {
  /** What javac gives for a value that it cannot resolve; no id and no name of a class. */
  private static final String UNRESOLVED = "<error>";

  private final Map<? extends ExecutableElement, ? extends AnnotationValue> values;
  private boolean complete = true;

  AnnotationReader(AnnotationMirror annotation) {
    this.values = annotation.getElementValues();
  }

  /** Returns the annotation of that name, if the element carries it. */
  public static Optional<AnnotationMirror> find(Element element, String className) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (annotation.getAnnotationType().asElement() instanceof TypeElement type
          && type.getQualifiedName().contentEquals(className)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }

  /** Returns whether all that was read could be resolved. */
  boolean isComplete() {
    return complete;
  }

  /** Returns a string, or the given one when nothing is written. */
  String text(String member, String otherwise) {
    for (Object value : read(member)) {
      if (value instanceof String text && !text.equals(UNRESOLVED)) {
        return text;
      }
      complete = false;
    }
    return otherwise;
  }

  /** Returns whether a member says {@code true}. */
  boolean flag(String member) {
    return read(member).contains(true);
  }

  /** Returns the strings of an array; one that does not compile is left empty. */
  List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    for (Object value : read(member)) {
      boolean resolved = value instanceof String text && !text.equals(UNRESOLVED);
      complete &= resolved;
      if (resolved) {
        texts.add((String) value);
      }
    }
    return texts;
  }

  /** Returns the classes of an array; one that does not compile is empty. */
  List<Optional<TypeMirror>> classes(String member) {
    List<Optional<TypeMirror>> classes = new ArrayList<>();
    for (Object value : read(member)) {
      boolean resolved = value instanceof TypeMirror;
      complete &= resolved;
      classes.add(resolved ? Optional.of((TypeMirror) value) : Optional.empty());
    }
    return classes;
  }

  private List<Object> read(String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        values.entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(member)) {
        return unpacked(entry.getValue().getValue());
      }
    }
    return List.of();
  }

  private static List<Object> unpacked(Object value) {
    if (!(value instanceof List<?> list)) {
      return List.of(value);
    }
    List<Object> unpacked = new ArrayList<>();
    for (Object one : list) {
      unpacked.add(one instanceof AnnotationValue inner ? inner.getValue() : one);
    }
    return unpacked;
  }
}
