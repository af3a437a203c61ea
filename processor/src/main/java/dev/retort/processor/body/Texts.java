package dev.retort.processor.body;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Values as texts, where every JDK and every locale makes the same of them. */
final class Texts {
  private static final List<Class<?>> SAME_EVERYWHERE =
      List.of(
          String.class,
          Integer.class,
          Long.class,
          Short.class,
          Byte.class,
          Boolean.class,
          Character.class,
          StringBuilder.class,
          BigDecimal.class,
          BigInteger.class,
          UUID.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class);

  private Texts() {}

  /** Returns what {@code "" + value} is; floating-point numbers differ between JDKs. */
  static Optional<String> of(Object value) {
    if (value == Value.Constant.NULL) {
      return Optional.of("null");
    } else if (value instanceof Value.Instance instance) {
      return instance.constant().filter(name -> !declaresText(instance));
    } else if (value instanceof Enum<?> constant) {
      return constant.toString().equals(constant.name())
          ? Optional.of(constant.name())
          : Optional.empty();
    }
    return SAME_EVERYWHERE.contains(value.getClass())
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  private static boolean declaresText(Value.Instance instance) {
    return instance.type().getEnclosedElements().stream()
        .anyMatch(each -> each.getSimpleName().contentEquals("toString"));
  }

  /** Says whether a format makes the same of its arguments in every locale. */
  static boolean isPlainFormat(String format, List<?> arguments, boolean isRootLocale) {
    String rest = format.replaceAll("%(?:\\d+\\$)?-?\\d*s|%%", "");
    if (isRootLocale) {
      rest = rest.replaceAll("%(?:\\d+\\$)?0?\\d*[dx]", "");
    }
    return !rest.contains("%") && arguments.stream().allMatch(each -> of(each).isPresent());
  }
}
