package dev.retort.processor.body;

import dev.retort.schema.Name;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * A value of a body that is no object of ours or of the JDK; those stand for themselves.
 *
 * <p>The JDK is given these values only to be handed back. When it asks whether two of them are
 * equal, or for their text, the answer is not known, and so is all that depends on it.
 */
abstract sealed class Value {

  @Override
  public final boolean equals(Object other) {
    throw new Signals.Asked();
  }

  @Override
  public final int hashCode() {
    throw new Signals.Asked();
  }

  @Override
  public final String toString() {
    throw new Signals.Asked();
  }

  /** Nothing, or the {@code Op}. */
  static final class Constant extends Value {
    static final Constant NULL = new Constant();
    static final Constant OP = new Constant();

    private Constant() {}
  }

  /** What is not known. */
  static final class Unknown extends Value {
    static final Unknown HARMLESS = new Unknown(Knowledge.NONE, Optional.empty());
    static final Unknown TAINTED = new Unknown(Knowledge.MAY_HOLD_OP, Optional.empty());

    /** A value of the JDK or of ours, whose methods keep nothing of what they are given. */
    static final Unknown PLAIN = new Unknown(Knowledge.PLAIN, Optional.empty());

    private final Knowledge knowledge;
    private final Optional<Name> table;

    private Unknown(Knowledge knowledge, Optional<Name> table) {
      this.knowledge = knowledge;
      this.table = table;
    }

    private enum Knowledge {
      NONE,
      MAY_HOLD_OP,
      PLAIN
    }

    static Unknown of(boolean tainted) {
      return tainted ? TAINTED : HARMLESS;
    }

    /** Returns an unknown index of a known table. */
    static Unknown indexOf(Name table) {
      return new Unknown(Knowledge.NONE, Optional.of(table));
    }

    /** Says whether it may hold the {@code Op}. */
    boolean isTainted() {
      return knowledge == Knowledge.MAY_HOLD_OP;
    }

    boolean isPlain() {
      return knowledge == Knowledge.PLAIN;
    }

    Optional<Name> table() {
      return table;
    }
  }

  /** An array. */
  static final class Cells extends Value {
    private final Class<?> component;
    private final List<Object> elements;

    Cells(Class<?> component, List<?> elements) {
      this.component = component;
      this.elements = new ArrayList<>(elements);
    }

    /** The class of its elements; {@code Object} for classes of the user. */
    Class<?> component() {
      return component;
    }

    List<Object> elements() {
      return elements;
    }
  }

  /** An object of a class of the user, whose source is there. */
  static final class Instance extends Value {
    private final TypeElement type;
    private final Optional<String> constant;
    private final int ordinal;
    private final Map<String, Object> fields = new HashMap<>();

    Instance(TypeElement type) {
      this(type, Optional.empty(), -1);
    }

    /** Makes the constant of an enum. */
    Instance(TypeElement type, Optional<String> constant, int ordinal) {
      this.type = type;
      this.constant = constant;
      this.ordinal = ordinal;
    }

    TypeElement type() {
      return type;
    }

    Optional<String> constant() {
      return constant;
    }

    int ordinal() {
      return ordinal;
    }

    /** Its final fields, by their whole name, as its constructor has set them. */
    Map<String, Object> fields() {
      return fields;
    }
  }

  /** A lambda or a reference to a method. */
  static final class Closure extends Value {
    private final Body body;
    private final List<Object> captured;
    private Optional<TypeElement> type = Optional.empty();

    Closure(Body body, List<Object> captured) {
      this.body = body;
      this.captured = List.copyOf(captured);
    }

    /** What it does. */
    @FunctionalInterface
    interface Body {
      Object call(List<Object> arguments, Site site);
    }

    Object call(List<Object> arguments, Site site) {
      return body.call(arguments, site);
    }

    /** Returns what it can get at whenever it is called. */
    List<Object> captured() {
      return captured;
    }

    /** Returns the interface that it implements, where that is known. */
    Optional<TypeElement> type() {
      return type;
    }

    void become(TypeElement target) {
      type = type.or(() -> Optional.of(target));
    }
  }

  static boolean isUnknown(Object value) {
    return value instanceof Unknown;
  }

  /** Says whether a value is the {@code Op}, or may hold it. */
  static boolean isTainted(Object value) {
    return value instanceof Value
        && isTainted(value, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** A lambda may hold the very object that holds the lambda. */
  private static boolean isTainted(Object value, Set<Object> seen) {
    if (value instanceof Unknown unknown) {
      return unknown.isTainted();
    }
    return value == Constant.OP
        || (seen.add(value) && held(value).stream().anyMatch(each -> isTainted(each, seen)));
  }

  /** Returns what a value of this kind hands out to whoever has it. */
  static Collection<?> held(Object value) {
    if (value instanceof Cells cells) {
      return cells.elements();
    } else if (value instanceof Closure closure) {
      return closure.captured();
    }
    return value instanceof Instance instance ? instance.fields().values() : List.of();
  }
}
