package dev.retort.processor.body;

import dev.retort.schema.Index;
import dev.retort.schema.Name;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls the factories and methods of our own values, as the revision will. */
final class Factories {
  private final Reading reading;
  private final Vocabulary vocabulary;

  Factories(Reading reading, Vocabulary vocabulary) {
    this.reading = reading;
    this.vocabulary = vocabulary;
  }

  /** Has a method called. */
  @FunctionalInterface
  private interface Invocation {
    Object with(Object[] arguments) throws ReflectiveOperationException;
  }

  Object onType(Class<?> type, String name, List<Object> arguments, Site site) {
    List<Overloads.Signature<Method>> statics =
        vocabulary.methods(type, name).stream()
            .filter(each -> Modifier.isStatic(each.method().getModifiers()))
            .toList();
    return choose(statics, arguments, Optional.empty(), site);
  }

  Object onValue(Object receiver, String name, List<Object> arguments, Site site) {
    return choose(
        vocabulary.methods(receiver.getClass(), name), arguments, Optional.of(receiver), site);
  }

  private Object choose(
      List<Overloads.Signature<Method>> methods,
      List<Object> arguments,
      Optional<Object> receiver,
      Site site) {
    if (!areRead(arguments)) {
      return receiver.isPresent() ? partly(receiver.get(), arguments, site) : left(arguments, site);
    }
    Optional<Overloads.Choice<Method>> choice = Overloads.choose(methods, arguments);
    if (choice.isEmpty()) {
      return left(arguments, site);
    }
    Method method = choice.get().method();
    return invoke(
        method,
        choice.get().spreading(),
        arguments,
        given -> method.invoke(receiver.orElse(null), given),
        site);
  }

  Object make(Class<?> type, List<Object> arguments, Site site) {
    List<Overloads.Signature<Constructor<?>>> constructors = new ArrayList<>();
    for (Constructor<?> each : type.getConstructors()) {
      constructors.add(ClassParameter.<Constructor<?>>signature(each));
    }
    Optional<Overloads.Choice<Constructor<?>>> choice = Overloads.choose(constructors, arguments);
    if (choice.isEmpty() || !areRead(arguments)) {
      return left(arguments, site);
    }
    Constructor<?> constructor = choice.get().method();
    return invoke(constructor, choice.get().spreading(), arguments, constructor::newInstance, site);
  }

  private boolean areRead(List<Object> arguments) {
    return arguments.stream().allMatch(each -> isRead(reading, each));
  }

  /** Says whether a value, and what it holds, is known. */
  static boolean isRead(Reading reading, Object value) {
    if (value instanceof Value.Cells cells) {
      return !reading.containers().isSpoilt(cells)
          && cells.elements().stream().allMatch(each -> isRead(reading, each));
    }
    return !(value instanceof Value.Unknown)
        && value != Value.Constant.OP
        && !reading.containers().isSpoilt(value);
  }

  /** What is not known of an index may still be the index of a known table. */
  private Value.Unknown partly(Object receiver, List<Object> arguments, Site site) {
    Value.Unknown unknown = left(arguments, site);
    if (unknown.isTainted()) {
      return unknown;
    } else if (receiver instanceof Index index) {
      return Value.Unknown.indexOf(index.table());
    }
    return receiver instanceof Index.Named && arguments.get(0) instanceof String table
        ? Value.Unknown.indexOf(Name.found(table))
        : unknown;
  }

  private Value.Unknown left(List<Object> arguments, Site site) {
    return reading.unseen(site.method(), "this is called with what is not known", arguments);
  }

  private Object invoke(
      Executable method,
      boolean spreading,
      List<Object> arguments,
      Invocation invocation,
      Site site) {
    Object[] given = Reflected.arguments(method, spreading, arguments, closure -> never());
    try {
      return reading.origins().noted(Reflected.value(invocation.with(given)), site.method());
    } catch (InvocationTargetException refusal) {
      if (refusal.getCause() instanceof IllegalArgumentException cause) {
        reading.refused(String.valueOf(cause.getMessage()), arguments, site);
        return Value.Unknown.HARMLESS;
      }
      return reading.unseen(site.method(), "it fails: " + refusal.getCause(), arguments);
    } catch (ReflectiveOperationException failure) {
      return reading.unseen(site.method(), "it cannot be called: " + failure, arguments);
    }
  }

  /** What our values are given to call is not called while a body is read. */
  static InvocationHandler never() {
    return (proxy, method, arguments) -> {
      throw new Signals.Asked();
    };
  }
}
