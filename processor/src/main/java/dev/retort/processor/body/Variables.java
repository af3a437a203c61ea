package dev.retort.processor.body;

import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The variables that are in scope, and the jumps that can be made. */
final class Variables {
  private final Optional<Variables> outer;
  private final Optional<Target> target;
  private final Code code;
  private final Map<String, Variable> own = new HashMap<>();

  private Variables(Optional<Variables> outer, Optional<Target> target, Code code) {
    this.outer = outer;
    this.target = target;
    this.code = code;
  }

  /** A variable; its level is how many conditions it was declared under. */
  static final class Variable {
    private final Optional<Tree> type;
    private final int level;
    private Object value;

    Variable(Optional<Tree> type, int level, Object value) {
      this.type = type;
      this.level = level;
      this.value = value;
    }

    Optional<Tree> type() {
      return type;
    }

    int level() {
      return level;
    }

    Object value() {
      return value;
    }

    void set(Object changed) {
      value = changed;
    }

    void forget() {
      value = Value.Unknown.of(Value.isTainted(value));
    }
  }

  static Variables of(Code code) {
    return new Variables(Optional.empty(), Optional.empty(), code);
  }

  static Variables of(Code code, Target call) {
    return new Variables(Optional.empty(), Optional.of(call), code);
  }

  Variables inner() {
    return new Variables(Optional.of(this), Optional.empty(), code);
  }

  Variables inner(Target jumps) {
    return new Variables(Optional.of(this), Optional.of(jumps), code);
  }

  Code code() {
    return code;
  }

  void declare(String name, Variable variable) {
    own.put(name, variable);
  }

  Optional<Variable> find(String name) {
    for (Optional<Variables> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
      Variable found = at.get().own.get(name);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Declares a class that is local to a method, whose name then means no other. */
  void declareType(String name) {
    own.put("class " + name, new Variable(Optional.empty(), 0, Value.Unknown.HARMLESS));
  }

  boolean hasLocalType(String name) {
    return find("class " + name).isPresent();
  }

  /** Returns the nearest target of a kind; no jump leaves a method or a lambda but its return. */
  Optional<Target> target(Predicate<Target> wanted) {
    for (Optional<Variables> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
      Optional<Target> here = at.get().target;
      if (here.isPresent() && wanted.test(here.get())) {
        return here;
      }
      if (here.isPresent() && here.get().kind() == Target.Kind.CALL) {
        break;
      }
    }
    return Optional.empty();
  }
}
