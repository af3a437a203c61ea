package dev.retort.processor.body;

import javax.tools.Diagnostic;

/**
 * A place in a source that the compiler can point at.
 *
 * <p>Its {@code toString} is for example {@code AddEmail.java:14:7}, where the place begins.
 */
public sealed interface Place permits TreePlace {

  /**
   * Prints a diagnostic with the caret here: at the first character of a name or a text, at the
   * operator of a concatenation, and at the dot before the name of a method that is called on
   * something, as javac does. Literals with nothing but {@code +} between them are one literal to
   * javac, which stands where the first of them does.
   *
   * @param kind for example {@code ERROR}
   * @param text what is wrong
   */
  void print(Diagnostic.Kind kind, String text);
}
