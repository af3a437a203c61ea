package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a class has, inherited or its own. */
final class Members {
  private final Elements elements;
  private final Types types;
  private final Map<TypeElement, Map<String, List<ExecutableElement>>> methods = new HashMap<>();
  private final Map<TypeElement, Boolean> complete = new HashMap<>();

  Members(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  static Optional<TypeElement> outer(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? Optional.of(outer)
        : Optional.empty();
  }

  /** Returns a class and all that it extends and implements, the nearest first. */
  List<TypeElement> ancestry(TypeElement type) {
    Set<TypeElement> found = new LinkedHashSet<>();
    for (Optional<TypeElement> at = Optional.of(type); at.isPresent(); at = superclass(at.get())) {
      found.add(at.get());
    }
    for (TypeElement each : List.copyOf(found)) {
      addInterfaces(each, found);
    }
    return List.copyOf(found);
  }

  static Optional<TypeElement> superclass(TypeElement type) {
    return element(type.getSuperclass());
  }

  private static void addInterfaces(TypeElement type, Set<TypeElement> found) {
    for (TypeMirror each : type.getInterfaces()) {
      element(each).filter(found::add).ifPresent(added -> addInterfaces(added, found));
    }
  }

  private static Optional<TypeElement> element(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }

  /** Says whether all that a class extends and implements is there. */
  boolean isComplete(TypeElement type) {
    return complete.computeIfAbsent(type, this::findsAll);
  }

  private boolean findsAll(TypeElement type) {
    for (TypeElement each : ancestry(type)) {
      if (each.getSuperclass().getKind() == TypeKind.ERROR
          || each.getInterfaces().stream().anyMatch(one -> one.getKind() == TypeKind.ERROR)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the field of a name: private ones and those of other packages are not inherited. */
  Optional<VariableElement> field(TypeElement type, String name) {
    for (TypeElement each : ancestry(type)) {
      for (VariableElement field : ElementFilter.fieldsIn(each.getEnclosedElements())) {
        if (field.getSimpleName().contentEquals(name) && isInherited(field, type)) {
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }

  Optional<TypeElement> type(TypeElement type, String name) {
    for (TypeElement each : ancestry(type)) {
      for (TypeElement member : ElementFilter.typesIn(each.getEnclosedElements())) {
        if (member.getSimpleName().contentEquals(name) && isInherited(member, type)) {
          return Optional.of(member);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the methods of a name, without those that others of them override. */
  List<ExecutableElement> methods(TypeElement type, String name) {
    return methods
        .computeIfAbsent(type, each -> new HashMap<>())
        .computeIfAbsent(name, each -> List.copyOf(find(type, each)));
  }

  private List<ExecutableElement> find(TypeElement type, String name) {
    List<ExecutableElement> found = new ArrayList<>();
    for (TypeElement each : ancestry(type)) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(name)
            && isInherited(method, type)
            && found.stream().noneMatch(nearer -> hasSameParameters(nearer, method))) {
          found.add(method);
        }
      }
    }
    return found;
  }

  /** Returns the method that is run when one is called on an object of a class. */
  ExecutableElement overriding(ExecutableElement method, TypeElement type) {
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.PRIVATE)) {
      return method;
    }
    Optional<ExecutableElement> byDefault = Optional.empty();
    for (ExecutableElement each : methods(type, method.getSimpleName().toString())) {
      if (hasSameParameters(each, method)) {
        if (!each.getModifiers().contains(Modifier.ABSTRACT)) {
          return each;
        }
        byDefault = byDefault.or(() -> Optional.of(each));
      }
    }
    return byDefault.orElse(method);
  }

  private boolean hasSameParameters(ExecutableElement one, ExecutableElement other) {
    List<TypeMirror> left = erased(one);
    List<TypeMirror> right = erased(other);
    if (left.size() != right.size()) {
      return false;
    }
    for (int at = 0; at < left.size(); at++) {
      if (!types.isSameType(left.get(at), right.get(at))) {
        return false;
      }
    }
    return true;
  }

  private List<TypeMirror> erased(ExecutableElement method) {
    return method.getParameters().stream().map(each -> types.erasure(each.asType())).toList();
  }

  private boolean isInherited(Element member, TypeElement by) {
    Element owner = member.getEnclosingElement();
    Set<Modifier> modifiers = member.getModifiers();
    if (owner.equals(by)) {
      return true;
    } else if (modifiers.contains(Modifier.PRIVATE)) {
      return false;
    } else if (owner.getKind() == ElementKind.INTERFACE
        && member.getKind() == ElementKind.METHOD
        && modifiers.contains(Modifier.STATIC)) {
      return false;
    }
    return modifiers.contains(Modifier.PUBLIC)
        || modifiers.contains(Modifier.PROTECTED)
        || elements.getPackageOf(owner).equals(elements.getPackageOf(by));
  }
}
