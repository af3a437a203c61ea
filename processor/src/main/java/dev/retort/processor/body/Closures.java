package dev.retort.processor.body;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Lambdas and references to methods: made, and called. */
final class Closures {
  /** The methods of the functional interfaces of the JDK; none is a default method there. */
  private static final Set<String> USUAL =
      Set.of(
          "accept",
          "apply",
          "applyAsInt",
          "applyAsLong",
          "applyAsDouble",
          "test",
          "get",
          "getAsInt",
          "getAsBoolean",
          "run",
          "call");

  /** How many arguments the lambdas of an {@code Optional} take. */
  private static final Map<String, Integer> OF_AN_OPTIONAL =
      Map.of(
          "ifPresent",
          1,
          "map",
          1,
          "flatMap",
          1,
          "filter",
          1,
          "or",
          0,
          "orElseGet",
          0,
          "orElseThrow",
          0);

  private final Interpreter interpreter;

  Closures(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Object lambda(LambdaExpressionTree tree, Variables variables) {
    return new Value.Closure(
        (arguments, site) -> run(tree, variables, arguments, site),
        interpreter.taint().mentioned(tree.getBody(), variables));
  }

  private Object run(
      LambdaExpressionTree tree, Variables variables, List<Object> arguments, Site site) {
    Reading reading = interpreter.reading();
    if (arguments.size() != tree.getParameters().size()) {
      return reading.unseen(site.method(), "a lambda is called in another way", arguments);
    }
    Target call = new Target(Target.Kind.CALL, Optional.empty());
    Variables inner = variables.inner(call);
    int at = 0;
    for (VariableTree parameter : tree.getParameters()) {
      interpreter.expressions().assignments().declare(parameter, arguments.get(at++), inner);
    }
    return reading.calling(
        site.method(),
        () -> {
          if (tree.getBody() instanceof BlockTree block) {
            return interpreter.calls().methods().result(interpreter.execute(block, inner), call);
          }
          return interpreter.evaluate(tree.getBody(), inner);
        });
  }

  Object reference(MemberReferenceTree tree, Variables variables) {
    String name = tree.getName().toString();
    if (tree.getQualifierExpression() instanceof ArrayTypeTree array) {
      Class<?> component = interpreter.expressions().typing().component(array.getType(), variables);
      return new Value.Closure((arguments, site) -> array(component, arguments), List.of());
    }
    Object holder =
        tree.getQualifierExpression().toString().equals("super")
            ? Value.Unknown.of(Value.isTainted(variables.code().self()))
            : interpreter.expressions().receiver(tree.getQualifierExpression(), variables);
    List<Object> captured = holder instanceof TypeElement ? List.of() : List.of(holder);
    if (tree.getMode() == MemberReferenceTree.ReferenceMode.NEW) {
      return new Value.Closure(
          (arguments, site) ->
              holder instanceof TypeElement type
                  ? interpreter.calls().make(type, arguments, site)
                  : interpreter
                      .reading()
                      .unseen(site.method(), "this object is not read", arguments),
          List.of());
    }
    return new Value.Closure((arguments, site) -> refer(holder, name, arguments, site), captured);
  }

  private static Object array(Class<?> component, List<Object> arguments) {
    return arguments.get(0) instanceof Integer size && size >= 0 && !component.isPrimitive()
        ? new Value.Cells(component, Collections.nCopies(size, Value.Constant.NULL))
        : Value.Unknown.HARMLESS;
  }

  private Object refer(Object holder, String name, List<Object> arguments, Site site) {
    Calls calls = interpreter.calls();
    if (holder instanceof TypeElement type && !hasStatic(type, name)) {
      if (arguments.isEmpty()) {
        return Value.Unknown.HARMLESS;
      }
      List<Object> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
      return calls.on(arguments.get(0), name, rest, site);
    }
    return calls.on(holder, name, arguments, site);
  }

  private boolean hasStatic(TypeElement type, String name) {
    return interpreter.members().methods(type, name).stream()
        .anyMatch(each -> each.getModifiers().contains(Modifier.STATIC));
  }

  /**
   * Calls what an {@code Optional} that is not known perhaps calls.
   *
   * @return whether that is all that is done
   */
  boolean perhapsCalls(String name, List<Object> arguments, Site site) {
    if (!OF_AN_OPTIONAL.containsKey(name)
        || !arguments.stream().allMatch(Value.Closure.class::isInstance)) {
      return false;
    }
    int parameters = OF_AN_OPTIONAL.get(name);
    boolean[] tainted = {false};
    for (Object each : arguments) {
      List<Object> given = Collections.nCopies(parameters, Value.Unknown.PLAIN);
      interpreter
          .reading()
          .perhaps(
              () -> {
                Value.Closure closure = (Value.Closure) each;
                tainted[0] |= Value.isTainted(closure.call(given, site));
                return Flow.ON;
              });
    }
    return !tainted[0];
  }

  /** Calls the one method of the interface that a closure implements. */
  Object call(Value.Closure closure, String name, List<Object> arguments, Site site) {
    Optional<ExecutableElement> method = closure.type().flatMap(type -> method(type, name));
    boolean isIts =
        closure.type().isPresent()
            ? method.filter(each -> each.getModifiers().contains(Modifier.ABSTRACT)).isPresent()
            : USUAL.contains(name);
    if (isIts) {
      Object result = closure.call(arguments, site);
      return method.isPresent()
          ? interpreter.expressions().typing().converted(result, method.get().getReturnType())
          : result;
    }
    List<Object> involved = new ArrayList<>(arguments);
    involved.add(closure);
    return interpreter
        .reading()
        .unseen(site.method(), "\"" + name + "\" of a lambda is not read", involved);
  }

  private Optional<ExecutableElement> method(TypeElement type, String name) {
    for (TypeElement each : interpreter.members().ancestry(type)) {
      for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(name)) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }
}
