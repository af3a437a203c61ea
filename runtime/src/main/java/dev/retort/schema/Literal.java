package dev.retort.schema;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A constant that writes itself as SQL, for example {@code 'it''s'} or {@code 42}.
 *
 * <p>Truth values are {@code 1} and {@code 0}; dates and times are text in ISO-8601 with seconds,
 * for example {@code '2026-11-20T10:15:30'}; bytes are {@code X'CAFE'}.
 */
public final class Literal {
  /** The SQL constant {@code NULL}. */
  public static final Literal NULL = new Literal("NULL");

  private static final String HEX = "0123456789ABCDEF";

  private final String sql;

  private Literal(String sql) {
    this.sql = sql;
  }

  /**
   * Returns the literal of a value.
   *
   * @param value a {@link Boolean}, {@link Short}, {@link Integer}, {@link Long}, {@link Double},
   *     {@link BigDecimal}, {@link String}, {@code byte[]}, {@link LocalDate}, {@link LocalTime},
   *     {@link LocalDateTime}, {@link OffsetDateTime} or {@link UUID}
   * @return the literal
   * @throws IllegalArgumentException when it is of another type, or has no literal, as a text with
   *     the character NUL or a number that is not finite
   */
  public static Literal of(Object value) {
    return new Literal(write(value));
  }

  /**
   * Returns the literal as SQL.
   *
   * @return for example {@code 'it''s'}, quotes included
   */
  public String sql() {
    return sql;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Literal literal && sql.equals(literal.sql);
  }

  @Override
  public int hashCode() {
    return sql.hashCode();
  }

  @Override
  public String toString() {
    return sql;
  }

  private static String write(Object value) {
    if (value instanceof String text) {
      return quote(text);
    } else if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return value.toString();
    } else if (value instanceof Double number) {
      return finite(number);
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof byte[] bytes) {
      return hex(bytes);
    } else if (value instanceof LocalDate || value instanceof UUID) {
      return quote(value.toString());
    } else if (value instanceof LocalTime time) {
      return quote(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
    } else if (value instanceof LocalDateTime time) {
      return quote(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
    } else if (value instanceof OffsetDateTime time) {
      return quote(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
    }
    throw new IllegalArgumentException(
        "no literal for the value " + value + " of " + value.getClass().getName());
  }

  private static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the text \"" + text.replace("\0", "\\0") + "\" holds the character NUL");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  private static String finite(Double number) {
    if (number.isNaN() || number.isInfinite()) {
      throw new IllegalArgumentException("the number " + number + " is not finite");
    }
    return shortest(number);
  }

  /** Writes the fewest digits that give the number again; what Double says depends on the JDK. */
  private static String shortest(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(number);
    int digits = 1;
    BigDecimal rounded = exact.round(new MathContext(digits));
    while (rounded.doubleValue() != number) {
      rounded = exact.round(new MathContext(++digits));
    }
    String text = rounded.stripTrailingZeros().toString();
    return text.contains(".") || text.contains("E") ? text : text + ".0";
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder("X'");
    for (byte each : bytes) {
      text.append(HEX.charAt((each >> 4) & 0xF)).append(HEX.charAt(each & 0xF));
    }
    return text.append('\'').toString();
  }
}
