package dev.retort.schema;

import dev.retort.sql.Expressions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * The type of a column, and the Java type of its values, for example {@code
 * ColumnType.varchar(320)} with {@link String}. What a database calls it is its dialect's affair.
 *
 * @param kind which type it is
 * @param arguments its length, or its precision and scale; empty for most
 * @param declared the text of a {@link Kind#DECLARED} type; empty for the others
 * @param javaType the class of its values
 * @param <T> the type of its values
 */
public record ColumnType<T>(
    Kind kind, List<Integer> arguments, String declared, Class<T> javaType) {

  /** The types that a revision can name without writing their SQL. */
  public enum Kind {
    /** Two bytes. */
    SMALLINT,
    /** Four bytes. */
    INTEGER,
    /** Eight bytes. */
    BIGINT,
    /** A floating-point number that may be of single precision. */
    REAL,
    /** A floating-point number of double precision. */
    DOUBLE_PRECISION,
    /** A decimal number with a precision and a scale. */
    NUMERIC,
    /** True or false. */
    BOOLEAN,
    /** Text of any length. */
    TEXT,
    /** Text of at most so many characters. */
    VARCHAR,
    /** Text of just so many characters. */
    CHARACTER,
    /** Bytes. */
    BLOB,
    /** A day. */
    DATE,
    /** A time of day. */
    TIME,
    /** A day and a time of day. */
    TIMESTAMP,
    /** A day, a time of day and an offset. */
    TIMESTAMP_TZ,
    /** A UUID. */
    UUID,
    /** A JSON text. */
    JSON,
    /** What the revision, or a database, wrote. */
    DECLARED
  }

  /** How many decimal digits every database here keeps exactly. */
  private static final int EXACT_DIGITS = 15;

  /**
   * Copies the arguments and checks them.
   *
   * @throws IllegalArgumentException when a length is not positive, or a precision or scale is out
   *     of range
   */
  public ColumnType {
    arguments = List.copyOf(arguments);
    if (kind == Kind.VARCHAR || kind == Kind.CHARACTER) {
      if (arguments.get(0) < 1) {
        throw new IllegalArgumentException(
            "a text of length " + arguments.get(0) + " holds nothing");
      }
    } else if (kind == Kind.NUMERIC) {
      checkDigits(arguments.get(0), arguments.get(1));
    }
  }

  private static void checkDigits(int precision, int scale) {
    if (precision > EXACT_DIGITS) {
      throw new IllegalArgumentException(
          "numeric(%d, %d) is exact to %d digits only; use text, or bigint and count in the smallest unit"
              .formatted(precision, scale, EXACT_DIGITS));
    }
    if (precision < 1 || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "numeric(%d, %d): the precision is 1 to %d, the scale 0 to the precision"
              .formatted(precision, scale, EXACT_DIGITS));
    }
  }

  /**
   * Returns the type of small whole numbers.
   *
   * @return {@code SMALLINT}
   */
  public static ColumnType<Integer> smallint() {
    return plain(Kind.SMALLINT, Integer.class);
  }

  /**
   * Returns the type of whole numbers.
   *
   * @return {@code INTEGER}
   */
  public static ColumnType<Integer> integer() {
    return plain(Kind.INTEGER, Integer.class);
  }

  /**
   * Returns the type of large whole numbers.
   *
   * @return {@code BIGINT}
   */
  public static ColumnType<Long> bigint() {
    return plain(Kind.BIGINT, Long.class);
  }

  /**
   * Returns the type of floating-point numbers.
   *
   * @return {@code REAL}
   */
  public static ColumnType<Double> real() {
    return plain(Kind.REAL, Double.class);
  }

  /**
   * Returns the type of floating-point numbers of double precision.
   *
   * @return {@code DOUBLE PRECISION}
   */
  public static ColumnType<Double> doublePrecision() {
    return plain(Kind.DOUBLE_PRECISION, Double.class);
  }

  /**
   * Returns the type of decimal numbers, exact to 15 digits: SQLite stores them as integers or
   * floating-point numbers.
   *
   * @param precision how many digits in all, 1 to 15
   * @param scale how many of them after the point
   * @return for example {@code NUMERIC(10,2)}
   * @throws IllegalArgumentException when a digit would be lost; text or bigint keep it
   */
  public static ColumnType<BigDecimal> numeric(int precision, int scale) {
    return new ColumnType<>(Kind.NUMERIC, List.of(precision, scale), "", BigDecimal.class);
  }

  /**
   * Returns the type of truth values.
   *
   * @return {@code BOOLEAN}
   */
  public static ColumnType<Boolean> bool() {
    return plain(Kind.BOOLEAN, Boolean.class);
  }

  /**
   * Returns the type of texts.
   *
   * @return {@code TEXT}
   */
  public static ColumnType<String> text() {
    return plain(Kind.TEXT, String.class);
  }

  /**
   * Returns the type of texts up to a length. SQLite does not enforce the length.
   *
   * @param length in characters, at least 1
   * @return for example {@code VARCHAR(320)}
   */
  public static ColumnType<String> varchar(int length) {
    return new ColumnType<>(Kind.VARCHAR, List.of(length), "", String.class);
  }

  /**
   * Returns the type of texts of one length. SQLite does not enforce the length.
   *
   * @param length in characters, at least 1
   * @return for example {@code CHAR(2)}
   */
  public static ColumnType<String> character(int length) {
    return new ColumnType<>(Kind.CHARACTER, List.of(length), "", String.class);
  }

  /**
   * Returns the type of bytes.
   *
   * @return {@code BLOB}
   */
  public static ColumnType<byte[]> blob() {
    return plain(Kind.BLOB, byte[].class);
  }

  /**
   * Returns the type of days.
   *
   * @return {@code DATE}; on SQLite {@code TEXT} in ISO-8601
   */
  public static ColumnType<LocalDate> date() {
    return plain(Kind.DATE, LocalDate.class);
  }

  /**
   * Returns the type of times of day.
   *
   * @return {@code TIME}; on SQLite {@code TEXT} in ISO-8601
   */
  public static ColumnType<LocalTime> time() {
    return plain(Kind.TIME, LocalTime.class);
  }

  /**
   * Returns the type of days with a time.
   *
   * @return {@code TIMESTAMP}; on SQLite {@code TEXT} in ISO-8601
   */
  public static ColumnType<LocalDateTime> timestamp() {
    return plain(Kind.TIMESTAMP, LocalDateTime.class);
  }

  /**
   * Returns the type of days with a time and an offset.
   *
   * @return {@code TIMESTAMP WITH TIME ZONE}; on SQLite {@code TEXT} in ISO-8601
   */
  public static ColumnType<OffsetDateTime> timestampTz() {
    return plain(Kind.TIMESTAMP_TZ, OffsetDateTime.class);
  }

  /**
   * Returns the type of UUIDs.
   *
   * @return {@code UUID}; on SQLite {@code TEXT}
   */
  public static ColumnType<UUID> uuid() {
    return plain(Kind.UUID, UUID.class);
  }

  /**
   * Returns the type of JSON texts.
   *
   * @return {@code JSON}; on SQLite {@code TEXT}
   */
  public static ColumnType<String> json() {
    return plain(Kind.JSON, String.class);
  }

  /**
   * Returns a type by its SQL.
   *
   * @param declared as it is written in a column, for example {@code "DECIMAL(10,5)"}; empty for
   *     none
   * @param javaType the class of its values
   * @param <T> the type of its values
   * @return the type
   * @throws IllegalArgumentException when it ends the column
   */
  public static <T> ColumnType<T> declared(String declared, Class<T> javaType) {
    if (!Expressions.isOne(declared)) {
      throw new IllegalArgumentException("this is no single type: \"" + declared + "\"");
    }
    return found(declared, javaType);
  }

  /**
   * Returns a type that was found in a database, whatever it is.
   *
   * @param declared for example {@code "my type](3"}, which SQLite makes of {@code [my type](3)};
   *     empty for none
   * @param javaType the class of its values
   * @param <T> the type of its values
   * @return the type
   */
  public static <T> ColumnType<T> found(String declared, Class<T> javaType) {
    return new ColumnType<>(Kind.DECLARED, List.of(), declared, javaType);
  }

  /**
   * Says whether the values are whole numbers by this type's name.
   *
   * @return true for {@code smallint}, {@code integer}, {@code bigint} and declared types that are
   *     called so
   */
  public boolean isInteger() {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT -> true;
      case DECLARED -> declared.toUpperCase(Locale.ROOT).contains("INT");
      default -> false;
    };
  }

  /**
   * Returns the literal of a value of this type.
   *
   * @param value of this type
   * @return the literal
   * @throws IllegalArgumentException when the value is of another type or does not fit
   */
  public Literal literal(Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a value is null; say .isNull(), or no default at all");
    }
    if (!javaType.isInstance(value)) {
      throw new IllegalArgumentException(
          "%s is of %s, but values of %s are of %s"
              .formatted(value, value.getClass().getSimpleName(), this, javaType.getSimpleName()));
    }
    if (!fits(value)) {
      throw new IllegalArgumentException(
          "the value " + Literal.of(value) + " does not fit " + this);
    }
    return Literal.of(value);
  }

  private boolean fits(Object value) {
    return switch (kind) {
      case SMALLINT -> (Integer) value == ((Integer) value).shortValue();
      case VARCHAR, CHARACTER -> {
        String text = (String) value;
        yield text.codePointCount(0, text.length()) <= arguments.get(0);
      }
      case NUMERIC -> {
        BigDecimal number = ((BigDecimal) value).stripTrailingZeros();
        yield number.scale() <= arguments.get(1)
            && number.precision() - number.scale() <= arguments.get(0) - arguments.get(1);
      }
      default -> true;
    };
  }

  /**
   * Returns the type in lower case, as messages show it.
   *
   * @return for example {@code varchar(320)}
   */
  @Override
  public String toString() {
    if (kind == Kind.DECLARED) {
      return declared.isEmpty() ? "no type" : declared;
    }
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (arguments.isEmpty()) {
      return name;
    }
    StringBuilder text = new StringBuilder(name).append('(').append(arguments.get(0));
    for (int argument : arguments.subList(1, arguments.size())) {
      text.append(", ").append(argument);
    }
    return text.append(')').toString();
  }

  private static <T> ColumnType<T> plain(Kind kind, Class<T> javaType) {
    return new ColumnType<>(kind, List.of(), "", javaType);
  }
}
