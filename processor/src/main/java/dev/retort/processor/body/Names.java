package dev.retort.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Finds what a simple name means, as the compiler will.
 *
 * <p>The compiler is not asked to attribute an expression: doing so within a round attributes the
 * whole class, and has crashed javac 17 for classes that are still to be generated. See
 * https://docs.oracle.com/javase/specs/jls/se17/html/jls-6.html#jls-6.4.1 for the order.
 */
final class Names {
  private final Elements elements;
  private final Members members;
  private final Map<String, Optional<TypeElement>> named = new HashMap<>();

  Names(Elements elements, Members members) {
    this.elements = elements;
    this.members = members;
  }

  /** Thrown where a name may come from a class that is missing, and so may mean anything. */
  static final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unclear(String name) {
      super("what \"" + name + "\" means depends on a class that is missing", null, false, false);
    }
  }

  /** Returns the class that a tree names. */
  Optional<TypeElement> type(Tree tree, Variables variables) {
    if (tree instanceof ParameterizedTypeTree generic) {
      return type(generic.getType(), variables);
    } else if (tree instanceof IdentifierTree identifier) {
      String name = identifier.getName().toString();
      return variables.hasLocalType(name) ? Optional.empty() : type(name, variables.code());
    } else if (tree instanceof MemberSelectTree select) {
      Optional<TypeElement> outer = type(select.getExpression(), variables);
      return outer.isPresent()
          ? members.type(outer.get(), select.getIdentifier().toString())
          : named(select.toString());
    }
    return Optional.empty();
  }

  Optional<TypeElement> named(String name) {
    return named.computeIfAbsent(name, each -> Optional.ofNullable(elements.getTypeElement(each)));
  }

  private Optional<TypeElement> type(String name, Code code) {
    for (Optional<TypeElement> at = Optional.of(code.type());
        at.isPresent();
        at = Members.outer(at.get())) {
      if (at.get().getSimpleName().contentEquals(name)) {
        return at;
      }
      Optional<TypeElement> member = members.type(at.get(), name);
      if (member.isPresent()) {
        return member;
      }
      requireComplete(at.get(), name);
    }
    return imported(name, code.unit());
  }

  private Optional<TypeElement> imported(String name, CompilationUnitTree unit) {
    for (ImportTree each : unit.getImports()) {
      if (!(each.getQualifiedIdentifier() instanceof MemberSelectTree imported)) {
        continue; // a module of one word
      }
      if (imported.getIdentifier().contentEquals(name)) {
        Optional<TypeElement> found = named(imported.toString());
        if (found.isPresent() || !each.isStatic()) {
          return found;
        }
      }
    }
    String home = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
    return named(home + name).or(() -> onDemand(name, unit)).or(() -> named("java.lang." + name));
  }

  private Optional<TypeElement> onDemand(String name, CompilationUnitTree unit) {
    for (ImportTree each : unit.getImports()) {
      if (!(each.getQualifiedIdentifier() instanceof MemberSelectTree imported)) {
        continue; // a module of one word
      }
      if (imported.getIdentifier().contentEquals("*")) {
        Optional<TypeElement> found = named(imported.getExpression() + "." + name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the field that a simple name means, when it is no variable. */
  Optional<VariableElement> field(String name, Code code) {
    for (Optional<TypeElement> at = Optional.of(code.type());
        at.isPresent();
        at = Members.outer(at.get())) {
      Optional<VariableElement> found = members.field(at.get(), name);
      if (found.isPresent()) {
        return found;
      }
      requireComplete(at.get(), name);
    }
    return staticImports(name, code.unit()).stream()
        .flatMap(type -> members.field(type, name).stream())
        .findFirst();
  }

  /** Returns the methods that a simple name may mean. */
  List<ExecutableElement> methods(String name, Code code) {
    for (Optional<TypeElement> at = Optional.of(code.type());
        at.isPresent();
        at = Members.outer(at.get())) {
      requireComplete(at.get(), name);
      List<ExecutableElement> found = members.methods(at.get(), name);
      if (!found.isEmpty()) {
        return found;
      }
    }
    List<ExecutableElement> found = new ArrayList<>();
    for (TypeElement type : staticImports(name, code.unit())) {
      found.addAll(members.methods(type, name));
    }
    return found;
  }

  /** Returns the classes whose static members of a name are imported; single imports come first. */
  private List<TypeElement> staticImports(String name, CompilationUnitTree unit) {
    List<TypeElement> single = new ArrayList<>();
    List<TypeElement> onDemand = new ArrayList<>();
    for (ImportTree each : unit.getImports()) {
      if (!(each.getQualifiedIdentifier() instanceof MemberSelectTree imported)) {
        continue; // a module of one word
      }
      boolean isAll = imported.getIdentifier().contentEquals("*");
      if (each.isStatic() && (isAll || imported.getIdentifier().contentEquals(name))) {
        TypeElement type =
            named(imported.getExpression().toString()).orElseThrow(() -> new Unclear(name));
        (isAll ? onDemand : single).add(type);
      }
    }
    boolean isSingle =
        single.stream()
            .anyMatch(
                type ->
                    members.field(type, name).isPresent()
                        || !members.methods(type, name).isEmpty());
    return isSingle ? single : onDemand;
  }

  private void requireComplete(TypeElement type, String name) {
    if (!members.isComplete(type)) {
      throw new Unclear(name);
    }
  }

  /** Returns the package of a class. */
  PackageElement packageOf(TypeElement type) {
    return elements.getPackageOf(type);
  }

  /** Returns the name by which the JVM knows a class. */
  String binaryName(TypeElement type) {
    return elements.getBinaryName(type).toString();
  }

  /** Returns the fields that a class declares itself. */
  static List<VariableElement> declaredFields(TypeElement type) {
    return ElementFilter.fieldsIn(type.getEnclosedElements());
  }
}
