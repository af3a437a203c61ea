package dev.retort.processor.body;

import dev.retort.op.DialectName;
import dev.retort.op.Op;
import dev.retort.op.Operation;
import dev.retort.op.Recorder;
import dev.retort.schema.Name;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of the {@code Op}: each is recorded by a real one, so that every operation is read without
 * a line here.
 *
 * <p>Only for a call with arguments that are not known does it help to know the method; one that is
 * not named here may then change everything.
 */
final class OpCalls {
  /** The first argument is all that they change. */
  private static final Set<String> OF_A_TABLE =
      Set.of("createTable", "alterTable", "createView", "replaceView");

  /** They change no schema. */
  private static final Set<String> OF_ROWS = Set.of("insert", "run");

  private final Reading reading;
  private final Vocabulary vocabulary;

  OpCalls(Reading reading, Vocabulary vocabulary) {
    this.reading = reading;
    this.vocabulary = vocabulary;
  }

  Object ask(String name, List<Object> arguments, Site site) {
    List<Overloads.Signature<Method>> methods = vocabulary.methods(Op.class, name);
    if (methods.isEmpty()
        || methods.stream().allMatch(each -> each.method().getReturnType() != void.class)) {
      reading.unread(site.method(), "what \"" + name + "\" answers is known when it runs");
      return Value.Unknown.PLAIN;
    } else if (name.equals("executeResource")) {
      reading.unreadable(
          new Scope.OfEverything(), site.method(), "resources are not there while this compiles");
    } else if (name.equals("undoUpgrade") && reading.way() == Reading.Way.DOWN) {
      reading.undone(site);
    } else {
      record(name, methods, arguments, site);
    }
    return Value.Constant.NULL;
  }

  private void record(
      String name, List<Overloads.Signature<Method>> methods, List<Object> arguments, Site site) {
    List<Object> given = arguments.stream().map(OpCalls::withoutObjects).toList();
    Optional<Overloads.Choice<Method>> choice = Overloads.choose(methods, given);
    List<Object> known = choice.isPresent() ? withoutSteps(choice.get().method(), given) : given;
    if (choice.isEmpty() || !known.stream().allMatch(each -> Factories.isRead(reading, each))) {
      reach(name, arguments, site);
      return;
    }
    Method method = choice.get().method();
    Object[] taken =
        Reflected.arguments(method, choice.get().spreading(), known, closure -> Factories.never());
    try {
      operation(method, taken).forEach(each -> reading.asked(each, arguments, site));
    } catch (IllegalArgumentException | IllegalStateException refusal) {
      reading.refused(String.valueOf(refusal.getMessage()), arguments, site);
    } catch (RuntimeException failure) {
      reading.unread(site.method(), "it fails: " + failure);
      reach(name, arguments, site);
    }
  }

  /** A step is not run here, so any will do for one that is not known. */
  private static List<Object> withoutSteps(Method method, List<Object> arguments) {
    List<Object> known = new ArrayList<>(arguments);
    Parameter[] parameters = method.getParameters();
    for (int at = 0; at < Math.min(parameters.length, known.size()); at++) {
      boolean isStep = ClassParameter.isFunctional(parameters[at].getType());
      if (isStep && !(known.get(at) instanceof Value.Closure)) {
        known.set(at, someStep());
      }
    }
    return known;
  }

  /** The only objects of the user's own classes that an {@code Op} takes are steps. */
  private static Object withoutObjects(Object value) {
    return value instanceof Value.Instance ? someStep() : value;
  }

  private static Value.Closure someStep() {
    return new Value.Closure((given, site) -> Value.Constant.NULL, List.of());
  }

  private static List<Operation> operation(Method method, Object[] arguments) {
    return new Recorder(DialectName.SQLITE, Map.of())
        .upgrade(
            op -> {
              try {
                method.invoke(op, arguments);
              } catch (InvocationTargetException refusal) {
                if (refusal.getCause() instanceof RuntimeException cause) {
                  throw cause;
                }
                throw new AssertionError(refusal);
              } catch (IllegalAccessException closed) {
                throw new AssertionError(closed);
              }
            })
        .operations();
  }

  private void reach(String name, List<Object> arguments, Site site) {
    String reason = "\"" + name + "\" is called with what is not known";
    if (arguments.isEmpty() || arguments.stream().anyMatch(Value::isTainted)) {
      reading.unseen(site.method(), reason, List.of(Value.Constant.OP));
    } else if (OF_ROWS.contains(name)) {
      reading.unread(site.method(), reason);
    } else if (OF_A_TABLE.contains(name) && arguments.get(0) instanceof String table) {
      scope(new Scope.OfTable(Name.found(table)), site, reason);
    } else {
      scope(new Scope.OfEverything(), site, reason);
    }
  }

  private void scope(Scope scope, Site site, String reason) {
    reading.unreadable(scope, site.method(), reason);
  }
}
