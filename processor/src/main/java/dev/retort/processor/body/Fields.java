package dev.retort.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.BaseStream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** Reads fields: constants, final fields with a value that can be read, constants of enums. */
final class Fields {
  private static final Set<String> OF_THE_JDK =
      Set.of(
          "java.util.Locale.ROOT",
          "java.util.Locale.ENGLISH",
          "java.util.Locale.US",
          "java.math.BigDecimal.ZERO",
          "java.math.BigDecimal.ONE",
          "java.math.BigDecimal.TEN",
          "java.time.ZoneOffset.UTC",
          "java.time.LocalTime.MIDNIGHT",
          "java.time.LocalTime.NOON",
          "java.lang.Boolean.TRUE",
          "java.lang.Boolean.FALSE");

  private final Interpreter interpreter;

  Fields(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static String key(VariableElement field) {
    return field.getEnclosingElement() + "." + field.getSimpleName();
  }

  /**
   * Returns the value of a field.
   *
   * @param holder the object that it is read of; anything for a static field
   * @param used where it is read
   */
  Object read(VariableElement field, Object holder, TreePlace used) {
    TypeElement owner = (TypeElement) field.getEnclosingElement();
    Optional<CompilationUnitTree> unit = interpreter.sources().unit(owner);
    if (unit.isEmpty()) {
      return ofClassFile(field, owner, used);
    } else if (field.getKind() == ElementKind.ENUM_CONSTANT) {
      return constant(field, owner, unit.get(), used);
    }
    boolean isStatic = field.getModifiers().contains(Modifier.STATIC);
    if (!isStatic
        && holder instanceof Value.Instance instance
        && instance.fields().containsKey(key(field))) {
      return instance.fields().get(key(field));
    }
    Optional<VariableTree> tree = interpreter.sources().member(field, VariableTree.class);
    boolean isFinal = field.getModifiers().contains(Modifier.FINAL);
    if (!isFinal || tree.isEmpty() || tree.get().getInitializer() == null) {
      return Value.Unknown.HARMLESS;
    }
    Object self = isStatic ? Value.Constant.NULL : holder;
    Variables variables = Variables.of(new Code(unit.get(), owner, self));
    Object value =
        interpreter
            .reading()
            .calling(
                used, () -> interpreter.expressions().assignments().initial(tree.get(), variables));
    return seen(kept(value, field, tree.get(), unit.get()), unit.get(), used);
  }

  /** What can be changed in place is known only when nobody does. */
  private Object kept(
      Object value, VariableElement field, VariableTree tree, CompilationUnitTree unit) {
    boolean isKept =
        value instanceof Value.Cells
            ? field.getModifiers().contains(Modifier.PRIVATE) && Mutations.none(tree, unit)
            : !Containers.isContainer(value) && !(value instanceof BaseStream);
    return isKept ? value : Value.Unknown.HARMLESS;
  }

  /** The text of a constant of another file is to be mended where it is used. */
  private Object seen(Object value, CompilationUnitTree unit, TreePlace used) {
    return value instanceof String text && unit != used.unit()
        ? interpreter.reading().origins().text(text, used)
        : value;
  }

  private Object constant(
      VariableElement field, TypeElement owner, CompilationUnitTree unit, TreePlace used) {
    List<VariableElement> constants = constants(owner);
    Value.Instance made =
        new Value.Instance(
            owner, Optional.of(field.getSimpleName().toString()), constants.indexOf(field));
    Reading reading = interpreter.reading();
    reading.containers().made(made, reading.level());
    Optional<ExpressionTree> initializer =
        interpreter.sources().member(field, VariableTree.class).map(VariableTree::getInitializer);
    if (initializer.isPresent() && initializer.get() instanceof NewClassTree call) {
      if (call.getClassBody() != null) {
        return Value.Unknown.HARMLESS;
      }
      Variables variables = Variables.of(new Code(unit, owner, Value.Constant.NULL));
      List<Object> arguments = interpreter.evaluateAll(call.getArguments(), variables);
      interpreter.calls().methods().construct(made, arguments, new Site(used, used));
    }
    return made;
  }

  static List<VariableElement> constants(TypeElement type) {
    return Names.declaredFields(type).stream()
        .filter(field -> field.getKind() == ElementKind.ENUM_CONSTANT)
        .toList();
  }

  private Object ofClassFile(VariableElement field, TypeElement owner, TreePlace used) {
    Object constant = field.getConstantValue();
    if (constant != null) {
      return interpreter.reading().origins().noted(constant, used);
    }
    String name = interpreter.names().binaryName(owner);
    Optional<Class<?>> type =
        OF_THE_JDK.contains(key(field)) ? Known.named(name) : Known.ours(name);
    return type.isPresent()
        ? read(type.get(), field.getSimpleName().toString())
        : Value.Unknown.HARMLESS;
  }

  private static Object read(Class<?> type, String name) {
    try {
      java.lang.reflect.Field field = type.getField(name);
      return isConstant(field.getModifiers()) ? field.get(null) : Value.Unknown.HARMLESS;
    } catch (ReflectiveOperationException otherVersion) {
      return Value.Unknown.HARMLESS;
    }
  }

  private static boolean isConstant(int modifiers) {
    return java.lang.reflect.Modifier.isStatic(modifiers)
        && java.lang.reflect.Modifier.isFinal(modifiers);
  }
}
