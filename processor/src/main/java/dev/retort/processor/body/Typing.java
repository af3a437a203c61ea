package dev.retort.processor.body;

import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What the declared types of Java make of values. */
final class Typing {
  private static final Map<TypeKind, Class<?>> PRIMITIVES =
      Map.of(
          TypeKind.BYTE, byte.class,
          TypeKind.SHORT, short.class,
          TypeKind.CHAR, char.class,
          TypeKind.INT, int.class,
          TypeKind.LONG, long.class,
          TypeKind.FLOAT, float.class,
          TypeKind.DOUBLE, double.class,
          TypeKind.BOOLEAN, boolean.class);
  private static final Map<String, TypeKind> BOXES =
      Map.of(
          "Byte", TypeKind.BYTE,
          "Short", TypeKind.SHORT,
          "Character", TypeKind.CHAR,
          "Integer", TypeKind.INT,
          "Long", TypeKind.LONG,
          "Float", TypeKind.FLOAT,
          "Double", TypeKind.DOUBLE);

  private final Interpreter interpreter;

  Typing(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Returns a value as a variable of a type holds it. */
  Object converted(Object value, Tree type, Variables variables) {
    Optional<TypeKind> kind = kind(type);
    if (kind.isPresent()) {
      return Numbers.to(kind.get(), value);
    } else if (value instanceof Value.Closure closure) {
      interpreter.names().type(type, variables).ifPresent(closure::become);
    }
    return value;
  }

  /** Returns a value as a parameter or a result of a type. */
  Object converted(Object value, TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return Numbers.to(type.getKind(), value);
    } else if (type.getKind() == TypeKind.DECLARED) {
      TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
      if (value instanceof Value.Closure closure) {
        closure.become(element);
      }
      TypeKind box = BOXES.get(element.getSimpleName().toString());
      return box == null ? value : Numbers.to(box, value);
    }
    return value;
  }

  private static Optional<TypeKind> kind(Tree type) {
    if (type instanceof PrimitiveTypeTree primitive) {
      return Optional.of(primitive.getPrimitiveTypeKind());
    }
    return type instanceof IdentifierTree identifier
        ? Optional.ofNullable(BOXES.get(identifier.getName().toString()))
        : Optional.empty();
  }

  /**
   * Returns the value of one branch of several. A number is only known when the others have its
   * type, since Java gives all of them one.
   */
  Object oneOf(Object value, ExpressionTree taken, ExpressionTree other) {
    if (!Numbers.isNumeric(value)) {
      return value;
    }
    Optional<Tree.Kind> kind = literal(taken);
    return kind.isPresent() && kind.equals(literal(other)) ? value : Value.Unknown.HARMLESS;
  }

  private static Optional<Tree.Kind> literal(ExpressionTree tree) {
    ExpressionTree inner =
        tree instanceof UnaryTree unary && unary.getKind() == Tree.Kind.UNARY_MINUS
            ? unary.getExpression()
            : tree;
    return inner instanceof LiteralTree ? Optional.of(inner.getKind()) : Optional.empty();
  }

  /** Returns what an operator makes of two values. */
  Object binary(Tree.Kind operator, Object left, Object right, TreePlace place) {
    Containers containers = interpreter.reading().containers();
    boolean isSpoilt = containers.isSpoilt(left) || containers.isSpoilt(right);
    if (isSpoilt || Value.isUnknown(left) || Value.isUnknown(right)) {
      return Value.Unknown.HARMLESS;
    } else if (operator == Tree.Kind.PLUS && (left instanceof String || right instanceof String)) {
      return joined(left, right, place);
    } else if (operator == Tree.Kind.EQUAL_TO || operator == Tree.Kind.NOT_EQUAL_TO) {
      Optional<Boolean> same = isSame(left, right);
      if (same.isPresent()) {
        return same.get() == (operator == Tree.Kind.EQUAL_TO);
      }
    }
    return Numbers.binary(operator, left, right);
  }

  private Object joined(Object left, Object right, TreePlace place) {
    Optional<String> one = Texts.of(left);
    Optional<String> other = Texts.of(right);
    if (one.isEmpty() || other.isEmpty()) {
      return Value.Unknown.HARMLESS;
    }
    Origins origins = interpreter.reading().origins();
    Origin origin =
        origins.of(left, place).followedBy(one.get().length(), origins.of(right, place), place);
    return origins.text(one.get() + other.get(), origin);
  }

  /** Says whether two references are the same, where that does not depend on who made them. */
  private static Optional<Boolean> isSame(Object left, Object right) {
    if (left == Value.Constant.NULL || right == Value.Constant.NULL) {
      return Optional.of(left == right);
    } else if (left instanceof Enum<?> && right instanceof Enum<?>) {
      return Optional.of(left == right);
    } else if (left instanceof Value.Instance one && right instanceof Value.Instance other) {
      return one.constant().isPresent() && other.constant().isPresent()
          ? Optional.of(one.type().equals(other.type()) && one.constant().equals(other.constant()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** Returns the class of {@code String.class}. */
  Object classValue(Tree type, Variables variables) {
    if (type instanceof PrimitiveTypeTree primitive) {
      Class<?> found = PRIMITIVES.get(primitive.getPrimitiveTypeKind());
      return found == null ? Value.Unknown.HARMLESS : found;
    } else if (type instanceof ArrayTypeTree array) {
      Object component = classValue(array.getType(), variables);
      return component instanceof Class<?> found ? found.arrayType() : component;
    }
    return interpreter
        .names()
        .type(type, variables)
        .flatMap(element -> Known.named(interpreter.names().binaryName(element)))
        .<Object>map(found -> found)
        .orElse(Value.Unknown.HARMLESS);
  }

  /** Returns a value as an array of a class holds it. */
  static Object element(Class<?> component, Object value) {
    return component.isPrimitive() && component != boolean.class
        ? Numbers.to(TypeKind.valueOf(component.getName().toUpperCase(Locale.ROOT)), value)
        : value;
  }

  Class<?> component(Tree type, Variables variables) {
    return classValue(type, variables) instanceof Class<?> found ? found : Object.class;
  }

  Class<?> component(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return PRIMITIVES.get(type.getKind());
    }
    return interpreter.types().erasure(type) instanceof DeclaredType declared
        ? Known.named(interpreter.names().binaryName((TypeElement) declared.asElement()))
            .orElse(Object.class)
        : Object.class;
  }

  Object newArray(NewArrayTree tree, Variables variables) {
    List<Object> sizes = interpreter.evaluateAll(tree.getDimensions(), variables);
    if (tree.getInitializers() != null) {
      return initialised(tree, Optional.ofNullable(tree.getType()), variables);
    }
    Class<?> component = component(tree.getType(), variables);
    boolean isPlain = sizes.size() == 1 && !component.isPrimitive();
    if (!isPlain || !(sizes.get(0) instanceof Integer size) || size < 0 || size > 10_000) {
      return Value.Unknown.HARMLESS;
    }
    return made(new Value.Cells(component, Collections.nCopies(size, Value.Constant.NULL)));
  }

  /** Returns an array by its elements; {@code {"a", "b"}} alone has the type of its variable. */
  Object initialised(NewArrayTree tree, Optional<Tree> type, Variables variables) {
    List<Object> elements =
        tree.getInitializers().stream()
            .map(
                each -> {
                  Object value = interpreter.evaluate(each, variables);
                  if (type.isPresent()) {
                    return converted(value, type.get(), variables);
                  }
                  // The inner of nested braces: the type of its numbers is said elsewhere.
                  return Numbers.isNumeric(value) ? Value.Unknown.HARMLESS : value;
                })
            .toList();
    if (elements.stream().anyMatch(Value::isTainted)) {
      interpreter
          .reading()
          .escape(interpreter.place(variables, tree), "the Op is stored in an array");
    }
    Class<?> component = type.isPresent() ? component(type.get(), variables) : Object.class;
    return made(new Value.Cells(component, elements));
  }

  private Value.Cells made(Value.Cells cells) {
    Reading reading = interpreter.reading();
    reading.containers().made(cells, reading.level());
    return cells;
  }
}
