package dev.retort.processor.body;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.BaseStream;

/** Calls what is pure of the JDK, with lambdas that run the interpreter. */
final class JdkCalls {
  private final Reading reading;
  private final Vocabulary vocabulary;

  JdkCalls(Reading reading, Vocabulary vocabulary) {
    this.reading = reading;
    this.vocabulary = vocabulary;
  }

  /** Has something called. */
  @FunctionalInterface
  private interface Invocation {
    Object with(Object[] arguments) throws ReflectiveOperationException;
  }

  Object onType(Class<?> type, String name, List<Object> arguments, Site site) {
    if (type == Objects.class && name.startsWith("requireNonNull") && isThere(arguments)) {
      return arguments.get(0);
    }
    boolean isArray = arguments.size() == 1 && arguments.get(0) instanceof Value.Cells;
    boolean isView = name.equals("asList") && isArray;
    if (!JdkCatalogue.hasStatic(type, name)) {
      return unseen(name, arguments, site);
    } else if (isView || !isPlain(type, name, arguments)) {
      return uncalled(name, arguments, site);
    }
    List<Overloads.Signature<Method>> statics =
        vocabulary.methods(type, name).stream()
            .filter(each -> Modifier.isStatic(each.method().getModifiers()))
            .toList();
    return choose(name, statics, Optional.empty(), arguments, site);
  }

  /** Whether a number is a place in the list or an object in it depends on its static type. */
  private static boolean isAtPlace(Object receiver, String name, List<Object> arguments) {
    return receiver instanceof List
        && name.equals("remove")
        && arguments.size() == 1
        && arguments.get(0) instanceof Number;
  }

  private static boolean isThere(List<Object> arguments) {
    return !arguments.isEmpty()
        && !Value.isUnknown(arguments.get(0))
        && arguments.get(0) != Value.Constant.NULL;
  }

  Object onValue(Object receiver, String name, List<Object> arguments, Site site) {
    Containers containers = reading.containers();
    List<Overloads.Signature<Method>> found = new ArrayList<>();
    for (Class<?> type : JdkCatalogue.typesOf(receiver, name)) {
      if (found.isEmpty()) {
        found.addAll(vocabulary.methods(type, name));
      }
    }
    boolean isOrdered = Iterables.isOrdered(receiver) || JdkCatalogue.needsNoOrder(name);
    boolean isChanged = JdkCatalogue.changes(receiver, name);
    boolean isKnown =
        isChanged ? containers.change(receiver, reading.level()) : !containers.isSpoilt(receiver);
    boolean isRead =
        !found.isEmpty()
            && isOrdered
            && isKnown
            && !isAtPlace(receiver, name, arguments)
            && isPlain(receiver.getClass(), name, arguments);
    Object result =
        isRead
            ? choose(name, found, Optional.of(receiver), arguments, site)
            : found.isEmpty()
                ? unseen(name, with(receiver, arguments), site)
                : uncalled(name, with(receiver, arguments), site);
    if (isChanged && Value.isUnknown(result)) {
      containers.spoil(receiver);
    } else if (result instanceof Collection
        || result instanceof BaseStream
        || result instanceof Map) {
      containers.shows(result, receiver);
    }
    reading.carry(result, List.of(receiver));
    return result;
  }

  Object make(Class<?> type, List<Object> arguments, Site site) {
    if (!JdkCatalogue.isMade(type) || !areOrdered(arguments)) {
      return Calls.stored(reading, site, arguments);
    }
    List<Overloads.Signature<Constructor<?>>> constructors = new ArrayList<>();
    for (Constructor<?> each : type.getConstructors()) {
      constructors.add(ClassParameter.<Constructor<?>>signature(each));
    }
    Optional<Overloads.Choice<Constructor<?>>> choice = Overloads.choose(constructors, arguments);
    boolean isRead = arguments.stream().allMatch(each -> Factories.isRead(reading, each));
    if (choice.isEmpty() || !isRead) {
      return Calls.stored(reading, site, arguments);
    }
    Constructor<?> constructor = choice.get().method();
    return invoke(constructor, choice.get().spreading(), arguments, constructor::newInstance, site);
  }

  /** Says whether the result depends neither on the locale nor on the order of a set. */
  private static boolean isPlain(Class<?> type, String name, List<Object> arguments) {
    boolean isCase = name.equals("toLowerCase") || name.equals("toUpperCase");
    if (isCase) {
      return !arguments.isEmpty();
    }
    boolean isText = type == String.class || type == StringBuilder.class;
    if (name.equals("format")) {
      boolean isRoot = !arguments.isEmpty() && arguments.get(0) == Locale.ROOT;
      int at = isRoot ? 1 : 0;
      return arguments.size() > at
          && arguments.get(at) instanceof String format
          && Texts.isPlainFormat(format, arguments.subList(at + 1, arguments.size()), isRoot);
    }
    boolean isPrinted = isText && !name.equals("join");
    return areOrdered(arguments)
        && (!isPrinted || arguments.stream().allMatch(each -> Texts.of(each).isPresent()));
  }

  private static boolean areOrdered(List<Object> arguments) {
    return arguments.stream().allMatch(Iterables::isOrdered);
  }

  private Object choose(
      String name,
      List<Overloads.Signature<Method>> methods,
      Optional<Object> receiver,
      List<Object> arguments,
      Site site) {
    Optional<Overloads.Choice<Method>> choice = Overloads.choose(methods, arguments);
    if (choice.isPresent() && stores(choice.get().method(), choice.get().spreading(), arguments)) {
      return Calls.stored(reading, site, arguments);
    }
    boolean isRead = arguments.stream().allMatch(each -> Factories.isRead(reading, each));
    if (choice.isEmpty() || !isRead || !isFormat(name, receiver, arguments)) {
      return uncalled(name, arguments, site);
    }
    Method method = choice.get().method();
    return invoke(
        method,
        choice.get().spreading(),
        arguments,
        given -> method.invoke(receiver.orElse(null), given),
        site);
  }

  private static boolean isFormat(String name, Optional<Object> receiver, List<Object> arguments) {
    return !name.equals("formatted")
        || (receiver.isPresent() && Texts.isPlainFormat((String) receiver.get(), arguments, false));
  }

  /** Says whether the {@code Op} would get into a container, and not only into a lambda's hands. */
  private static boolean stores(Method method, boolean spreading, List<Object> arguments) {
    Class<?>[] types = method.getParameterTypes();
    for (int at = 0; at < arguments.size(); at++) {
      boolean isLambda =
          arguments.get(at) instanceof Value.Closure
              && !(spreading && at >= types.length - 1)
              && ClassParameter.isFunctional(types[at]);
      if (Value.isTainted(arguments.get(at)) && !isLambda) {
        return true;
      }
    }
    return false;
  }

  private Object invoke(
      Executable method,
      boolean spreading,
      List<Object> arguments,
      Invocation invocation,
      Site site) {
    Object[] given =
        Reflected.arguments(method, spreading, arguments, closure -> handler(closure, site));
    try {
      Object result = Reflected.value(invocation.with(given));
      if (Containers.isContainer(result)) {
        reading.containers().made(result, reading.level());
      }
      reading.carry(result, arguments);
      return reading.origins().noted(result, site.call());
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof Signals.Thrown thrown) {
        throw thrown;
      } else if (failure.getCause() instanceof Signals.Exhausted exhausted) {
        throw exhausted;
      }
      return broken(site, failure.getCause().toString());
    } catch (ReflectiveOperationException failure) {
      return broken(site, failure.toString());
    }
  }

  /** What a lambda would still have done is not known. */
  private Object broken(Site site, String failure) {
    String reason = "it is not read to its end: " + failure;
    if (reading.hasCarriers()) {
      reading.unreadable(new Scope.OfEverything(), site.method(), reason);
    } else {
      reading.unread(site.method(), reason);
    }
    return Value.Unknown.of(reading.hasCarriers());
  }

  private InvocationHandler handler(Value.Closure closure, Site site) {
    reading.carry(closure, List.of(closure));
    return (proxy, method, arguments) -> {
      List<Object> values = new ArrayList<>();
      for (Object each : arguments == null ? new Object[0] : arguments) {
        values.add(reading.origins().noted(Reflected.value(each), site.call()));
      }
      Object result = closure.call(values, site);
      if (method.getReturnType() == void.class) {
        return null;
      } else if (Value.isUnknown(result) || Value.isTainted(result)) {
        throw new Signals.Asked();
      }
      return Reflected.argument(result, method.getReturnType(), inner -> handler(inner, site));
    };
  }

  private Object unseen(String name, List<Object> involved, Site site) {
    return reading.unseen(site.method(), "\"" + name + "\" is not read here", involved);
  }

  private Object uncalled(String name, List<Object> involved, Site site) {
    return reading.uncalled(
        site.method(), "\"" + name + "\" is called with what is not known", involved);
  }

  private static List<Object> with(Object receiver, List<Object> arguments) {
    List<Object> all = new ArrayList<>(arguments);
    all.add(receiver);
    return all;
  }
}
