package dev.retort.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One of the parameters behind the question mark of an address, for example {@code mode=ro}.
 *
 * @param name its name
 * @param value its value, empty when it has none
 */
public record Parameter(String name, String value) {
  /** What is no secret in anybody's address; the value has to be one of the words, or a number. */
  private static final Set<String> HARMLESS_NAMES =
      Set.of(
          "mode",
          "cache",
          "vfs",
          "immutable",
          "nolock",
          "psow",
          "open_mode",
          "foreign_keys",
          "journal_mode",
          "synchronous",
          "busy_timeout",
          "cache_size");

  private static final Set<String> HARMLESS_VALUES =
      Set.of(
          "ro",
          "rw",
          "rwc",
          "memory",
          "shared",
          "private",
          "memdb",
          "true",
          "false",
          "on",
          "off",
          "delete",
          "truncate",
          "persist",
          "wal",
          "normal",
          "full",
          "extra");

  /** Splits what follows the question mark; a part without a name or a value is kept too. */
  static List<Parameter> split(String query, UnaryOperator<String> decoded) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (!part.isEmpty()) {
        parameters.add(
            new Parameter(
                decoded.apply(equals < 0 ? part : part.substring(0, equals)),
                equals < 0 ? "" : decoded.apply(part.substring(equals + 1))));
      }
    }
    return List.copyOf(parameters);
  }

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Says whether it is certain that neither name nor value are a secret. */
  boolean isHarmless() {
    String lower = value.toLowerCase(Locale.ROOT);
    return HARMLESS_NAMES.contains(name.toLowerCase(Locale.ROOT))
        && (HARMLESS_VALUES.contains(lower) || lower.matches("-?[0-9]{1,9}"));
  }

  /** Returns it as it is written in an address. */
  String text() {
    return PercentCode.encode(name) + "=" + PercentCode.encode(value);
  }

  /** Shows nothing that could be a secret. */
  @Override
  public String toString() {
    return isHarmless() ? name + "=" + value : "..";
  }
}
