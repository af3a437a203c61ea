package dev.retort.processor.body;

import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * Finds javac's own environment behind the wrappers of build tools.
 *
 * <p>Gradle keeps it in a field, and so does kapt. IntelliJ's is a proxy, which a method of its own
 * opens for processors; see {@code org.jetbrains.jps.javac.APIWrappers}.
 */
final class Unwrapping {
  private static final int MOST_LAYERS = 8;

  private Unwrapping() {}

  /**
   * Returns the trees of the compiler.
   *
   * @throws UnsupportedOperationException when no layer of the environment is javac's
   */
  static Trees trees(ProcessingEnvironment environment) {
    ProcessingEnvironment layer = environment;
    for (int depth = 0; depth < MOST_LAYERS; depth++) {
      Optional<Trees> trees = treesOf(layer);
      if (trees.isPresent()) {
        return trees.get();
      }
      Optional<ProcessingEnvironment> next = opened(layer);
      if (next.isEmpty()) {
        break;
      }
      layer = next.get();
    }
    throw new UnsupportedOperationException("not javac: " + layer.getClass().getName());
  }

  private static Optional<Trees> treesOf(ProcessingEnvironment environment) {
    try {
      return Optional.of(Trees.instance(environment));
    } catch (IllegalArgumentException wrapped) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessingEnvironment> opened(ProcessingEnvironment wrapper) {
    return byIntelliJ(wrapper)
        .or(() -> byField(wrapper))
        .or(
            () ->
                Proxy.isProxyClass(wrapper.getClass())
                    ? byField(Proxy.getInvocationHandler(wrapper))
                    : Optional.empty());
  }

  private static Optional<ProcessingEnvironment> byIntelliJ(ProcessingEnvironment wrapper) {
    try {
      Class<?> wrappers =
          Class.forName(
              "org.jetbrains.jps.javac.APIWrappers", false, wrapper.getClass().getClassLoader());
      Object opened =
          wrappers
              .getMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
      return opened instanceof ProcessingEnvironment inner && inner != wrapper
          ? Optional.of(inner)
          : Optional.empty();
    } catch (ReflectiveOperationException notIntelliJ) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessingEnvironment> byField(Object wrapper) {
    for (Class<?> type = wrapper.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Optional<ProcessingEnvironment> found = read(field, wrapper);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ProcessingEnvironment> read(Field field, Object wrapper) {
    boolean mayHold =
        ProcessingEnvironment.class.isAssignableFrom(field.getType())
            || (wrapper instanceof InvocationHandler && field.getName().startsWith("val$"));
    try {
      return mayHold
              && field.trySetAccessible()
              && field.get(wrapper) instanceof ProcessingEnvironment inner
              && inner != wrapper
          ? Optional.of(inner)
          : Optional.empty();
    } catch (IllegalAccessException closed) {
      return Optional.empty();
    }
  }
}
