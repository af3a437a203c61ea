package dev.retort.processor.body;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Values on their way to methods that are called by reflection, and back. */
final class Reflected {
  private Reflected() {}

  /** Makes an object of an interface for a closure. */
  @FunctionalInterface
  interface Adapter {
    InvocationHandler handler(Value.Closure closure);
  }

  /** Returns arguments as a method takes them. */
  static Object[] arguments(
      Executable method, boolean spreading, List<Object> values, Adapter adapter) {
    Class<?>[] types = method.getParameterTypes();
    Object[] given = new Object[types.length];
    int fixed = spreading ? types.length - 1 : types.length;
    for (int at = 0; at < fixed; at++) {
      given[at] = argument(values.get(at), types[at], adapter);
    }
    if (spreading) {
      Class<?> component = types[fixed].getComponentType();
      Object rest = Array.newInstance(component, values.size() - fixed);
      for (int at = fixed; at < values.size(); at++) {
        Array.set(rest, at - fixed, argument(values.get(at), component, adapter));
      }
      given[fixed] = rest;
    }
    return given;
  }

  static Object argument(Object value, Class<?> type, Adapter adapter) {
    if (value == Value.Constant.NULL) {
      return null;
    } else if (value instanceof Value.Cells cells) {
      Class<?> component = component(cells, type);
      Object array = Array.newInstance(component, cells.elements().size());
      for (int at = 0; at < cells.elements().size(); at++) {
        Array.set(array, at, argument(cells.elements().get(at), component, adapter));
      }
      return array;
    } else if (value instanceof Value.Closure closure && ClassParameter.isFunctional(type)) {
      InvocationHandler handler = adapter.handler(closure);
      return Proxy.newProxyInstance(
          Reflected.class.getClassLoader(),
          new Class<?>[] {type},
          (proxy, method, arguments) -> answer(proxy, method, arguments, handler));
    }
    return widened(value, type);
  }

  /** An array keeps its class, where that is known. */
  private static Class<?> component(Value.Cells cells, Class<?> type) {
    boolean isKept = !type.isArray() || type.getComponentType().isAssignableFrom(cells.component());
    return isKept ? cells.component() : type.getComponentType();
  }

  /** Only the one abstract method is the closure's; its default methods are those of the JDK. */
  private static Object answer(
      Object proxy, Method method, Object[] arguments, InvocationHandler handler) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    } else if (method.getDeclaringClass() == Object.class) {
      throw new Signals.Asked();
    }
    return handler.invoke(proxy, method, arguments);
  }

  /** Reflection widens a number itself, but not within an array. */
  private static Object widened(Object value, Class<?> type) {
    return Typing.element(type, value);
  }

  /** Returns what a method has returned as a value of the body. */
  static Object value(Object returned) {
    if (returned == null) {
      return Value.Constant.NULL;
    } else if (returned.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int at = 0; at < Array.getLength(returned); at++) {
        elements.add(value(Array.get(returned, at)));
      }
      return new Value.Cells(returned.getClass().getComponentType(), elements);
    }
    return returned;
  }
}
