package dev.retort.processor.body;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of the classes that bodies call, each looked up once for all bodies. */
final class Vocabulary {
  private final Map<Class<?>, Map<String, List<Overloads.Signature<Method>>>> methods =
      new HashMap<>();

  /** Returns the public methods of a name; of those that override each other, the nearest. */
  List<Overloads.Signature<Method>> methods(Class<?> type, String name) {
    return methods
        .computeIfAbsent(type, each -> new HashMap<>())
        .computeIfAbsent(name, each -> ClassParameter.methods(type, each));
  }
}
