package dev.retort.processor.body;

import java.util.Optional;
import java.util.Set;

/** The classes that are there while the compiler runs, and that a body may be read with. */
final class Known {
  private static final Set<String> OURS = Set.of("dev.retort.schema", "dev.retort.op");

  private Known() {}

  /** Returns one of our classes of values. */
  static Optional<Class<?>> ours(String binaryName) {
    return load(binaryName).filter(Known::isOurs);
  }

  static boolean isOurs(Class<?> type) {
    return OURS.contains(type.getPackageName());
  }

  /** Returns a class of ours or of the JDK. */
  static Optional<Class<?>> named(String binaryName) {
    return load(binaryName);
  }

  private static Optional<Class<?>> load(String name) {
    int end = name.lastIndexOf('.');
    boolean isOurs = OURS.stream().anyMatch(each -> name.startsWith(each + ".")) && end >= 0;
    if (!isOurs && !name.startsWith("java.")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Class.forName(name, false, Known.class.getClassLoader()));
    } catch (ClassNotFoundException newer) {
      return Optional.empty();
    }
  }
}
