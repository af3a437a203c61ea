package dev.retort.processor.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a method by the values that it is given, in the phases of
 * https://docs.oracle.com/javase/specs/jls/se17/html/jls-15.html#jls-15.12.2 . Where the values
 * leave a choice, there is none.
 */
final class Overloads {
  private Overloads() {}

  /** The type of a parameter. */
  interface Parameter {
    /** Says whether it takes a value as it is. */
    boolean takes(Object value);

    /** Says whether it takes a value that is boxed or unboxed for it. */
    boolean takesLoosely(Object value);

    boolean isWithin(Parameter other);
  }

  /**
   * A method and its parameters.
   *
   * @param spread the type of each further argument, for a method that takes any number
   */
  record Signature<M>(M method, List<Parameter> parameters, Optional<Parameter> spread) {
    private boolean takes(List<Object> arguments, boolean loosely) {
      if (parameters.size() != arguments.size()) {
        return false;
      }
      for (int at = 0; at < arguments.size(); at++) {
        Parameter parameter = parameters.get(at);
        Object argument = arguments.get(at);
        if (!(loosely ? parameter.takesLoosely(argument) : parameter.takes(argument))) {
          return false;
        }
      }
      return true;
    }

    private boolean takesSpread(List<Object> arguments) {
      int fixed = parameters.size() - 1;
      if (spread.isEmpty() || arguments.size() < fixed) {
        return false;
      }
      for (int at = 0; at < arguments.size(); at++) {
        if (!parameter(at).takesLoosely(arguments.get(at))) {
          return false;
        }
      }
      return true;
    }

    private Parameter parameter(int at) {
      return spread.isPresent() && at >= parameters.size() - 1 ? spread.get() : parameters.get(at);
    }

    private boolean isWithin(Signature<M> other, int arguments, boolean spreading) {
      for (int at = 0; at < arguments; at++) {
        Parameter mine = spreading ? parameter(at) : parameters.get(at);
        Parameter theirs = spreading ? other.parameter(at) : other.parameters.get(at);
        if (!mine.isWithin(theirs)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The method that was chosen.
   *
   * @param spreading whether its last arguments are put into an array for it
   */
  record Choice<M>(M method, boolean spreading) {}

  /**
   * Chooses where the static types of the arguments are not known: only a method that is alone in
   * taking the values is certain.
   */
  static <M> Optional<Choice<M>> only(List<Signature<M>> signatures, List<Object> arguments) {
    List<Signature<M>> taking =
        signatures.stream()
            .filter(
                each ->
                    each.takes(arguments, false)
                        || each.takes(arguments, true)
                        || each.takesSpread(arguments))
            .toList();
    return taking.size() == 1 ? choose(taking, arguments) : Optional.empty();
  }

  static <M> Optional<Choice<M>> choose(List<Signature<M>> signatures, List<Object> arguments) {
    for (boolean loosely : List.of(false, true)) {
      List<Signature<M>> fitting = new ArrayList<>();
      for (Signature<M> each : signatures) {
        if (each.takes(arguments, loosely)) {
          fitting.add(each);
        }
      }
      if (!fitting.isEmpty()) {
        return narrowest(fitting, arguments.size(), false);
      }
    }
    List<Signature<M>> spreading =
        signatures.stream().filter(each -> each.takesSpread(arguments)).toList();
    return narrowest(spreading, Math.max(arguments.size(), 1), true);
  }

  private static <M> Optional<Choice<M>> narrowest(
      List<Signature<M>> fitting, int arguments, boolean spreading) {
    List<Signature<M>> found =
        fitting.stream()
            .filter(
                each ->
                    fitting.stream().allMatch(other -> each.isWithin(other, arguments, spreading)))
            .toList();
    return found.size() == 1
        ? Optional.of(new Choice<>(found.get(0).method(), spreading))
        : Optional.empty();
  }
}
