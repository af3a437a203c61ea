package dev.retort.processor.declared;

import dev.retort.processor.declared.DeclaredClass.Constructor;
import dev.retort.processor.declared.DeclaredClass.Kind;
import dev.retort.processor.declared.DeclaredClass.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads what a registry has to know of a class to make it. */
final class ClassReader {
  private final Elements elements;
  private final Types types;

  ClassReader(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Returns the class as a value. */
  DeclaredClass read(TypeElement element, String neededType) {
    return new DeclaredClass(
        element.getQualifiedName().toString(),
        elements.getPackageOf(element).getQualifiedName().toString(),
        kind(element),
        element.getModifiers().contains(Modifier.ABSTRACT),
        isInner(element),
        reach(element),
        hasType(element, neededType),
        constructor(element),
        !element.getTypeParameters().isEmpty(),
        isDeprecated(element));
  }

  /** Returns whether all classes and interfaces above a class compile. */
  boolean isComplete(TypeElement element) {
    for (TypeMirror above : types.directSupertypes(element.asType())) {
      if (above.getKind() == TypeKind.ERROR
          || (types.asElement(above) instanceof TypeElement type && !isComplete(type))) {
        return false;
      }
    }
    return true;
  }

  private static Kind kind(TypeElement element) {
    return switch (element.getKind()) {
      case INTERFACE -> Kind.INTERFACE;
      case ANNOTATION_TYPE -> Kind.ANNOTATION;
      case ENUM -> Kind.ENUM;
      default -> Kind.CLASS;
    };
  }

  private static boolean isInner(TypeElement element) {
    return element.getNestingKind() == NestingKind.MEMBER
        && !element.getModifiers().contains(Modifier.STATIC);
  }

  private static Reach reach(TypeElement element) {
    Reach reach = Reach.EVERYWHERE;
    Element at = element;
    while (at instanceof TypeElement) {
      Reach here = reach(at.getModifiers());
      reach = here.compareTo(reach) > 0 ? here : reach;
      at = at.getEnclosingElement();
    }
    return reach;
  }

  private static Reach reach(Set<Modifier> modifiers) {
    if (modifiers.contains(Modifier.PRIVATE)) {
      return Reach.PRIVATE;
    }
    return modifiers.contains(Modifier.PUBLIC) ? Reach.EVERYWHERE : Reach.PACKAGE;
  }

  private boolean hasType(TypeElement element, String neededType) {
    TypeElement needed = elements.getTypeElement(neededType);
    return needed == null
        || !isComplete(element)
        || types.isSubtype(types.erasure(element.asType()), types.erasure(needed.asType()));
  }

  private Optional<Constructor> constructor(TypeElement element) {
    for (ExecutableElement one : ElementFilter.constructorsIn(element.getEnclosedElements())) {
      if (one.getParameters().isEmpty()) {
        return Optional.of(new Constructor(reach(one.getModifiers()), checked(one)));
      }
    }
    return Optional.empty();
  }

  private List<String> checked(ExecutableElement constructor) {
    List<String> checked = new ArrayList<>();
    for (TypeMirror thrown : constructor.getThrownTypes()) {
      if (thrown.getKind() == TypeKind.DECLARED
          && !isSubtype(thrown, "java.lang.RuntimeException")
          && !isSubtype(thrown, "java.lang.Error")) {
        checked.add(types.asElement(thrown).toString());
      }
    }
    return checked;
  }

  private boolean isSubtype(TypeMirror type, String className) {
    return types.isSubtype(type, elements.getTypeElement(className).asType());
  }

  private boolean isDeprecated(TypeElement element) {
    boolean deprecated = false;
    for (Element at = element; at.getKind() != ElementKind.PACKAGE; at = at.getEnclosingElement()) {
      deprecated |= elements.isDeprecated(at);
    }
    for (Element one : ElementFilter.constructorsIn(element.getEnclosedElements())) {
      deprecated |= elements.isDeprecated(one);
    }
    return deprecated;
  }
}
