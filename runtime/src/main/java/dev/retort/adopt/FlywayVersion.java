package dev.retort.adopt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Flyway counts them: numbers, compared one by one; what is not there is zero.
 *
 * @param parts for example {@code [1, 10]}, without zeros at the end
 */
record FlywayVersion(List<BigInteger> parts) implements Comparable<FlywayVersion> {
  private static final Pattern TEXT =
      Pattern.compile("[Vv]?(?<parts>[0-9]+(?:[._][0-9]+)*)(?:__.*)?");

  FlywayVersion {
    int end = parts.size();
    while (end > 0 && parts.get(end - 1).signum() == 0) {
      end--;
    }
    parts = List.copyOf(parts.subList(0, end));
  }

  /**
   * Reads a version.
   *
   * @param text as in the table, {@code "1.10"}, or as in the name of a script, {@code "1_10"} or
   *     {@code "V1_10__add_users.sql"}
   */
  static Optional<FlywayVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<BigInteger> parts = new ArrayList<>();
    for (String part : matcher.group("parts").split("[._]", -1)) {
      parts.add(new BigInteger(part));
    }
    return Optional.of(new FlywayVersion(parts));
  }

  @Override
  public int compareTo(FlywayVersion other) {
    int most = Math.max(parts.size(), other.parts.size());
    for (int at = 0; at < most; at++) {
      int compared = part(at).compareTo(other.part(at));
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }

  private BigInteger part(int at) {
    return at < parts.size() ? parts.get(at) : BigInteger.ZERO;
  }
}
