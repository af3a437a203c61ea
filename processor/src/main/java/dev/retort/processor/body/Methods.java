package dev.retort.processor.body;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.retort.op.Migration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Runs the methods and constructors of the user's own classes. */
final class Methods {
  private final Interpreter interpreter;
  private final Reading reading;

  Methods(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.reading = interpreter.reading();
  }

  /** Calls the one of several methods that takes the arguments. */
  Object call(List<ExecutableElement> methods, Object self, List<Object> arguments, Site site) {
    Optional<Overloads.Choice<ExecutableElement>> choice = choose(methods, arguments);
    if (choice.isEmpty()) {
      return unseen(site, "it is not clear which method is called", self, arguments);
    }
    ExecutableElement method = choice.get().method();
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    if (!isStatic && !(self instanceof Value.Instance)) {
      return unseen(site, "\"" + method + "\" is called on what is not read", self, arguments);
    }
    ExecutableElement run =
        self instanceof Value.Instance instance && !isStatic
            ? interpreter.members().overriding(method, instance.type())
            : method;
    return run(
        run, choice.get().spreading(), isStatic ? Value.Constant.NULL : self, arguments, site);
  }

  /** Returns the one of several methods that takes the arguments. */
  Optional<ExecutableElement> chosen(List<ExecutableElement> methods, List<Object> arguments) {
    return choose(methods, arguments).map(Overloads.Choice::method);
  }

  private Optional<Overloads.Choice<ExecutableElement>> choose(
      List<ExecutableElement> methods, List<Object> arguments) {
    return Overloads.only(
        methods.stream().map(each -> MirrorParameter.signature(interpreter.types(), each)).toList(),
        arguments);
  }

  Object onInstance(Value.Instance self, String name, List<Object> arguments, Site site) {
    Optional<Object> builtIn = builtIn(self, name, arguments);
    return builtIn.isPresent()
        ? builtIn.get()
        : call(interpreter.members().methods(self.type(), name), self, arguments, site);
  }

  /** Answers for what the compiler writes for enums and records. */
  private Optional<Object> builtIn(Value.Instance self, String name, List<Object> arguments) {
    if (!arguments.isEmpty()) {
      return Optional.empty();
    } else if (self.constant().isPresent() && name.equals("name")) {
      return self.constant().map(text -> text);
    } else if (self.constant().isPresent() && name.equals("ordinal")) {
      return Optional.of(self.ordinal());
    } else if (name.equals("toString")) {
      return Texts.of(self).map(text -> text);
    }
    return interpreter
        .members()
        .field(self.type(), name)
        .filter(field -> self.type().getKind() == ElementKind.RECORD && isImplicit(self, name))
        .map(field -> self.fields().getOrDefault(Fields.key(field), Value.Unknown.HARMLESS));
  }

  private boolean isImplicit(Value.Instance self, String name) {
    return interpreter
        .sources()
        .classTree(self.type())
        .filter(
            tree ->
                tree.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .noneMatch(
                        method ->
                            method.getName().contentEquals(name)
                                && method.getParameters().isEmpty()
                                && !isGenerated(method)))
        .isPresent();
  }

  /** The accessors that javac writes for a record return the field and have no place. */
  private static boolean isGenerated(MethodTree method) {
    return method.getBody() == null
        || method.toString().contains("return this." + method.getName());
  }

  /** Answers {@code values()} and {@code valueOf(..)} of an enum that is compiled. */
  Optional<Object> onEnum(TypeElement type, String name, List<Object> arguments, Site site) {
    if (type.getKind() != ElementKind.ENUM || interpreter.sources().unit(type).isEmpty()) {
      return Optional.empty();
    }
    List<VariableElement> constants = Fields.constants(type);
    if (name.equals("values") && arguments.isEmpty()) {
      List<Object> values = new ArrayList<>();
      for (VariableElement each : constants) {
        values.add(interpreter.fields().read(each, Value.Constant.NULL, site.method()));
      }
      return Optional.of(new Value.Cells(Object.class, values));
    } else if (name.equals("valueOf") && arguments.size() == 1) {
      return Optional.of(
          constants.stream()
              .filter(
                  each ->
                      arguments.get(0) instanceof String text
                          && each.getSimpleName().contentEquals(text))
              .findFirst()
              .map(each -> interpreter.fields().read(each, Value.Constant.NULL, site.method()))
              .orElse(Value.Unknown.HARMLESS));
    }
    return Optional.empty();
  }

  Object onSuper(String name, List<Object> arguments, Code code, Site site) {
    List<ExecutableElement> inherited = new ArrayList<>();
    for (TypeElement each : interpreter.members().ancestry(code.type())) {
      if (!each.equals(code.type()) && inherited.isEmpty()) {
        inherited.addAll(interpreter.members().methods(each, name));
      }
    }
    Optional<Overloads.Choice<ExecutableElement>> choice = choose(inherited, arguments);
    return choice.isPresent()
        ? run(choice.get().method(), choice.get().spreading(), code.self(), arguments, site)
        : unseen(site, "it is not clear which method is called", code.self(), arguments);
  }

  /** Makes an object of a class that is compiled. */
  Object make(TypeElement type, List<Object> arguments, Site site) {
    boolean isInner =
        Members.outer(type).isPresent() && !type.getModifiers().contains(Modifier.STATIC);
    if (isInner || type.getModifiers().contains(Modifier.ABSTRACT)) {
      return Calls.stored(reading, site, arguments);
    }
    Value.Instance made = new Value.Instance(type);
    reading.containers().made(made, reading.level());
    return construct(made, arguments, site) ? made : Calls.stored(reading, site, arguments);
  }

  /** Runs the constructor of a new object; says whether it could be read. */
  boolean construct(Value.Instance made, List<Object> arguments, Site site) {
    TypeElement type = made.type();
    boolean isPlain =
        type.getKind() == ElementKind.RECORD
            || type.getKind() == ElementKind.ENUM
            || !isExtending(type);
    List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
    Optional<Overloads.Choice<ExecutableElement>> choice = choose(constructors, arguments);
    if (!isPlain || choice.isEmpty()) {
      return false;
    }
    ExecutableElement constructor = choice.get().method();
    if (type.getKind() == ElementKind.RECORD && isCanonical(constructor, type)) {
      if (assignsParameters(constructor)) {
        return false;
      }
      keep(made, type, arguments);
    }
    if (hasBody(constructor)) {
      run(constructor, choice.get().spreading(), made, arguments, site);
    }
    return true;
  }

  private static boolean isExtending(TypeElement type) {
    return Members.superclass(type)
        .filter(each -> !each.getQualifiedName().contentEquals("java.lang.Object"))
        .isPresent();
  }

  /** Says whether the user wrote a constructor; javac gives its own no place in the source. */
  private boolean hasBody(ExecutableElement constructor) {
    return interpreter.sources().member(constructor, MethodTree.class).isPresent();
  }

  /** The parameters of a compact constructor are what the record keeps when it ends. */
  private boolean assignsParameters(ExecutableElement constructor) {
    Set<String> names = new HashSet<>();
    constructor.getParameters().forEach(each -> names.add(each.getSimpleName().toString()));
    TreeScanner<Boolean, Boolean> scanner =
        new TreeScanner<>() {
          @Override
          public Boolean visitAssignment(AssignmentTree tree, Boolean found) {
            return isParameter(tree.getVariable()) || super.visitAssignment(tree, found);
          }

          @Override
          public Boolean visitCompoundAssignment(CompoundAssignmentTree tree, Boolean found) {
            return isParameter(tree.getVariable()) || super.visitCompoundAssignment(tree, found);
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }

          private boolean isParameter(Tree variable) {
            return variable instanceof IdentifierTree identifier
                && names.contains(identifier.getName().toString());
          }
        };
    return interpreter
        .sources()
        .member(constructor, MethodTree.class)
        .map(tree -> Boolean.TRUE.equals(scanner.scan(tree.getBody(), false)))
        .orElse(false);
  }

  private static boolean isCanonical(ExecutableElement constructor, TypeElement type) {
    return constructor.getParameters().size() == type.getRecordComponents().size();
  }

  private void keep(Value.Instance made, TypeElement type, List<Object> arguments) {
    List<VariableElement> fields =
        Names.declaredFields(type).stream()
            .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
            .toList();
    for (int at = 0; at < Math.min(fields.size(), arguments.size()); at++) {
      Object value = typing().converted(arguments.get(at), fields.get(at).asType());
      made.fields().put(Fields.key(fields.get(at)), value);
    }
  }

  /** Runs {@code this(..)}; a constructor of a superclass is not read here. */
  Object constructAgain(String name, List<Object> arguments, Code code, Site site) {
    if (name.equals("super") && arguments.isEmpty()) {
      return Value.Constant.NULL;
    }
    boolean isDone =
        name.equals("this")
            && code.self() instanceof Value.Instance made
            && made.type().equals(code.type())
            && construct(made, arguments, site);
    return isDone ? Value.Constant.NULL : Calls.stored(reading, site, arguments);
  }

  /** Runs a method with what it is given. */
  Object run(
      ExecutableElement method, boolean spreading, Object self, List<Object> arguments, Site site) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    Optional<CompilationUnitTree> unit = interpreter.sources().unit(owner);
    Optional<MethodTree> tree = interpreter.sources().member(method, MethodTree.class);
    if (isDefaultDowngrade(method) && arguments.get(0) == Value.Constant.OP) {
      return interpreter.calls().on(Value.Constant.OP, "undoUpgrade", List.of(), site);
    } else if (unit.isEmpty() || tree.isEmpty() || tree.get().getBody() == null) {
      return unseen(site, "no source of \"" + method + "\" of " + owner, self, arguments);
    }
    Target call = new Target(Target.Kind.CALL, Optional.empty());
    Variables variables = Variables.of(new Code(unit.get(), owner, self), call);
    bind(method, tree.get(), spreading ? spread(method, arguments) : arguments, variables);
    Object value =
        reading.calling(
            site.method(),
            () -> result(interpreter.execute(tree.get().getBody(), variables), call));
    return method.getReturnType().getKind() == TypeKind.VOID
        ? Value.Constant.NULL
        : typing().converted(value, method.getReturnType());
  }

  /** Says whether a method is the downgrade that each revision has unless it overrides it. */
  static boolean isDefaultDowngrade(ExecutableElement method) {
    return method.getSimpleName().contentEquals("downgrade")
        && ((TypeElement) method.getEnclosingElement())
            .getQualifiedName()
            .contentEquals(Migration.class.getName());
  }

  private void bind(
      ExecutableElement method, MethodTree tree, List<Object> arguments, Variables variables) {
    for (int at = 0; at < arguments.size(); at++) {
      Object value = typing().converted(arguments.get(at), method.getParameters().get(at).asType());
      interpreter
          .expressions()
          .assignments()
          .declare(tree.getParameters().get(at), value, variables);
    }
  }

  private List<Object> spread(ExecutableElement method, List<Object> arguments) {
    int fixed = method.getParameters().size() - 1;
    List<Object> all = new ArrayList<>(arguments.subList(0, fixed));
    TypeMirror type = MirrorParameter.spread(method);
    List<Object> spread =
        arguments.subList(fixed, arguments.size()).stream()
            .map(each -> typing().converted(each, type))
            .toList();
    Value.Cells rest = new Value.Cells(typing().component(type), spread);
    reading.containers().made(rest, reading.level());
    all.add(rest);
    return all;
  }

  /** Returns what a call returns: it is not known when it has perhaps returned before. */
  Object result(Flow flow, Target call) {
    reading.left(call);
    if (call.values().isEmpty()) {
      return flow.value();
    }
    boolean tainted =
        Value.isTainted(flow.value()) || call.values().stream().anyMatch(Value::isTainted);
    return Value.Unknown.of(tainted);
  }

  private Typing typing() {
    return interpreter.expressions().typing();
  }

  private Value.Unknown unseen(Site site, String reason, Object self, List<Object> arguments) {
    List<Object> involved = new ArrayList<>(arguments);
    involved.add(self);
    return reading.unseen(site.method(), reason, involved);
  }
}
