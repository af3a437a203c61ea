package dev.retort.processor.body;

import dev.retort.op.Op;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.type.TypeKind;

/** The type of a parameter of a class that is there at run time, one of ours or the JDK's. */
record ClassParameter(Class<?> type) implements Overloads.Parameter {

  static <M extends Executable> Overloads.Signature<M> signature(M method) {
    List<Overloads.Parameter> parameters = new ArrayList<>();
    for (Class<?> each : method.getParameterTypes()) {
      parameters.add(new ClassParameter(each));
    }
    return new Overloads.Signature<>(
        method,
        parameters,
        method.isVarArgs() ? Optional.of(new ClassParameter(spread(method))) : Optional.empty());
  }

  static Class<?> spread(Executable method) {
    Class<?>[] types = method.getParameterTypes();
    return types[types.length - 1].getComponentType();
  }

  /** Returns the public methods of a name; of those that override each other, the nearest. */
  static List<Overloads.Signature<Method>> methods(Class<?> type, String name) {
    List<Overloads.Signature<Method>> found = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)
          && !method.isBridge()
          && Arrays.stream(type.getMethods()).noneMatch(other -> overrides(other, method))) {
        found.add(signature(method));
      }
    }
    return found;
  }

  private static boolean overrides(Method nearer, Method method) {
    return !nearer.equals(method)
        && !nearer.isBridge()
        && nearer.getName().equals(method.getName())
        && Arrays.equals(nearer.getParameterTypes(), method.getParameterTypes())
        && nearer.getDeclaringClass() != method.getDeclaringClass()
        && method.getDeclaringClass().isAssignableFrom(nearer.getDeclaringClass());
  }

  @Override
  public boolean takes(Object value) {
    if (value instanceof Value.Unknown) {
      return true;
    } else if (value == Value.Constant.NULL) {
      return !type.isPrimitive();
    } else if (value == Value.Constant.OP) {
      return type.isAssignableFrom(Op.class);
    } else if (value instanceof Value.Closure) {
      return type == Object.class || isFunctional(type);
    } else if (value instanceof Value.Cells cells) {
      return type == Object.class || isArrayOf(cells.component());
    } else if (value instanceof Value) {
      return type == Object.class;
    } else if (type.isPrimitive()) {
      return Numbers.kind(value).filter(kind -> Numbers.widens(kind, primitive())).isPresent();
    }
    return Numbers.kind(value).isEmpty() && type.isInstance(value);
  }

  private boolean isArrayOf(Class<?> component) {
    return type.isArray()
        && (type.getComponentType() == component
            || (!component.isPrimitive() && type.getComponentType().isAssignableFrom(component)));
  }

  @Override
  public boolean takesLoosely(Object value) {
    return takes(value) || type.isInstance(value);
  }

  @Override
  public boolean isWithin(Overloads.Parameter other) {
    Class<?> wider = ((ClassParameter) other).type;
    return wider.isAssignableFrom(type)
        || (type.isPrimitive()
            && wider.isPrimitive()
            && Numbers.widens(primitive(), ((ClassParameter) other).primitive()));
  }

  private TypeKind primitive() {
    return TypeKind.valueOf(type.getName().toUpperCase(Locale.ROOT));
  }

  static boolean isFunctional(Class<?> type) {
    return type.isInterface() && abstractMethods(type) == 1;
  }

  private static long abstractMethods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .filter(method -> !isOfObject(method))
        .count();
  }

  private static boolean isOfObject(Method method) {
    return Arrays.stream(Object.class.getMethods())
        .anyMatch(
            each ->
                each.getName().equals(method.getName())
                    && Arrays.equals(each.getParameterTypes(), method.getParameterTypes()));
  }
}
