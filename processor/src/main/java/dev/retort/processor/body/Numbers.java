package dev.retort.processor.body;

import com.sun.source.tree.Tree;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.type.TypeKind;

/** Numbers and truth values as Java computes with them. */
final class Numbers {
  private static final Map<Class<?>, TypeKind> KINDS =
      Map.of(
          Byte.class, TypeKind.BYTE,
          Short.class, TypeKind.SHORT,
          Character.class, TypeKind.CHAR,
          Integer.class, TypeKind.INT,
          Long.class, TypeKind.LONG,
          Float.class, TypeKind.FLOAT,
          Double.class, TypeKind.DOUBLE,
          Boolean.class, TypeKind.BOOLEAN);

  private Numbers() {}

  /** Returns the primitive type that a value has, or is the box of. */
  static Optional<TypeKind> kind(Object value) {
    return Optional.ofNullable(KINDS.get(value.getClass()));
  }

  static boolean isNumeric(Object value) {
    return kind(value).filter(kind -> kind != TypeKind.BOOLEAN).isPresent();
  }

  /** Returns a value converted to a primitive type; what is no number stays as it is. */
  static Object to(TypeKind kind, Object value) {
    if (!isNumeric(value)) {
      return value;
    }
    Number number = value instanceof Character letter ? (int) letter : (Number) value;
    return switch (kind) {
      case BYTE -> narrow(number).byteValue();
      case SHORT -> narrow(number).shortValue();
      case CHAR -> (char) narrow(number).intValue();
      case INT -> number.intValue();
      case LONG -> number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      default -> value;
    };
  }

  /** A floating-point number becomes an int before it becomes anything smaller. */
  private static Number narrow(Number number) {
    return number instanceof Double || number instanceof Float ? number.intValue() : number;
  }

  /** Says whether a value of a primitive type is taken by another as it is. */
  static boolean widens(TypeKind from, TypeKind to) {
    if (from == to) {
      return true;
    }
    return switch (to) {
      case SHORT -> from == TypeKind.BYTE;
      case INT -> from == TypeKind.BYTE || from == TypeKind.SHORT || from == TypeKind.CHAR;
      case LONG -> widens(from, TypeKind.INT);
      case FLOAT -> widens(from, TypeKind.LONG);
      case DOUBLE -> widens(from, TypeKind.FLOAT);
      default -> false;
    };
  }

  static Object unary(Tree.Kind operator, Object value) {
    if (operator == Tree.Kind.LOGICAL_COMPLEMENT && value instanceof Boolean truth) {
      return !truth;
    } else if (!isNumeric(value)) {
      return Value.Unknown.HARMLESS;
    }
    Object number = binary(Tree.Kind.PLUS, value, 0);
    return switch (operator) {
      case UNARY_PLUS -> number;
      case UNARY_MINUS ->
          number instanceof Double || number instanceof Float
              ? binary(Tree.Kind.MULTIPLY, number, -1)
              : binary(Tree.Kind.MINUS, 0, number);
      case BITWISE_COMPLEMENT -> binary(Tree.Kind.XOR, number, -1);
      default -> Value.Unknown.HARMLESS;
    };
  }

  /** Returns what an operator makes of two values, neither of which is a text. */
  static Object binary(Tree.Kind operator, Object left, Object right) {
    if (left instanceof Boolean one && right instanceof Boolean other) {
      return truths(operator, one, other);
    } else if (!isNumeric(left) || !isNumeric(right)) {
      return Value.Unknown.HARMLESS;
    } else if (left instanceof Double || right instanceof Double) {
      return doubles(
          operator, (double) to(TypeKind.DOUBLE, left), (double) to(TypeKind.DOUBLE, right));
    } else if (left instanceof Float || right instanceof Float) {
      return Value.Unknown.HARMLESS;
    }
    boolean isShift = operator == Tree.Kind.LEFT_SHIFT || operator == Tree.Kind.RIGHT_SHIFT;
    boolean isLong = left instanceof Long || (right instanceof Long && !isShift);
    long one = (long) to(TypeKind.LONG, left);
    long other = (long) to(TypeKind.LONG, right);
    if (isShift) {
      other = isLong ? other & 63 : other & 31;
    }
    Object result = longs(operator, one, other);
    return isLong || !(result instanceof Long) ? result : to(TypeKind.INT, result);
  }

  private static Object truths(Tree.Kind operator, boolean left, boolean right) {
    return switch (operator) {
      case AND -> left && right;
      case OR -> left || right;
      case XOR, NOT_EQUAL_TO -> left ^ right;
      case EQUAL_TO -> left == right;
      default -> Value.Unknown.HARMLESS;
    };
  }

  private static Object longs(Tree.Kind operator, long left, long right) {
    boolean isDivision = operator == Tree.Kind.DIVIDE || operator == Tree.Kind.REMAINDER;
    if (isDivision && right == 0) {
      return Value.Unknown.HARMLESS;
    }
    boolean compares = operator == Tree.Kind.EQUAL_TO || operator == Tree.Kind.NOT_EQUAL_TO;
    if (compares && left == right && !isShared(left)) {
      return Value.Unknown.HARMLESS;
    }
    return switch (operator) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case REMAINDER -> left % right;
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case LEFT_SHIFT -> left << right;
      case RIGHT_SHIFT -> left >> right;
      case LESS_THAN -> left < right;
      case LESS_THAN_EQUAL -> left <= right;
      case GREATER_THAN -> left > right;
      case GREATER_THAN_EQUAL -> left >= right;
      case EQUAL_TO -> left == right;
      case NOT_EQUAL_TO -> left != right;
      default -> Value.Unknown.HARMLESS;
    };
  }

  /** Two boxes of one number are the same object only for these; see JLS 5.1.7. */
  private static boolean isShared(long number) {
    return number >= -128 && number <= 127;
  }

  private static Object doubles(Tree.Kind operator, double left, double right) {
    return switch (operator) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case LESS_THAN -> left < right;
      case LESS_THAN_EQUAL -> left <= right;
      case GREATER_THAN -> left > right;
      case GREATER_THAN_EQUAL -> left >= right;
      case EQUAL_TO -> left == right;
      case NOT_EQUAL_TO -> left != right;
      default -> Value.Unknown.HARMLESS;
    };
  }
}
