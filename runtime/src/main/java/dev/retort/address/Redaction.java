package dev.retort.address;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of what a driver throws, whose message may have the whole address in it, and
 * out of the causes of that.
 *
 * <p>A message with a word of a secret is left out as a whole: what remains of it would say where
 * the secret stood, and how long it is.
 */
public final class Redaction {
  private static final String LEFT_OUT =
      "what the driver said is left out, for it shows what may be a password";

  /** An address with more than a path, or a password by its name; for what we are not told. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "\\b\\w+:\\S*[?@;]|(?:pass(?:word|wd|phrase)?|pwd|key|secret|token)\\W*[=:]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}_]+");
  private static final Pattern CODE = Pattern.compile("^\\[SQLITE_\\w+\\]");

  private final List<String> secrets;

  private Redaction(List<String> secrets) {
    this.secrets = secrets.stream().flatMap(Redaction::parts).distinct().toList();
  }

  /** SQLite names the word at which it stumbles, and an enum what it lacks, in capitals. */
  private static Stream<String> parts(String secret) {
    String lower = secret.toLowerCase(Locale.ROOT);
    return Stream.concat(Stream.of(lower), WORDS.splitAsStream(lower))
        .filter(each -> !each.isBlank());
  }

  /**
   * Returns what takes out the secrets of an address.
   *
   * @param address the address
   * @param properties what is given to the driver besides; all but the user is a secret
   * @return the redaction
   */
  public static Redaction of(SqliteAddress address, Properties properties) {
    List<String> secrets = new ArrayList<>(address.secrets());
    for (String name : properties.stringPropertyNames()) {
      if (!name.equals("user")) {
        secrets.add(properties.getProperty(name));
      }
    }
    return new Redaction(secrets);
  }

  /**
   * Returns what takes out what looks like a secret, for a data source, whose address is not known.
   *
   * @return the redaction
   */
  public static Redaction ofUnknown() {
    return new Redaction(List.of());
  }

  /**
   * Returns an exception without secrets.
   *
   * @param thrown what was thrown
   * @return the same one when there is nothing to take out
   */
  public SQLException of(SQLException thrown) {
    return isClean(thrown, newSet()) ? thrown : copy(thrown, newSet());
  }

  /**
   * Returns an exception without secrets.
   *
   * @param thrown what was thrown
   * @return the same one when there is nothing to take out
   */
  public Throwable of(Throwable thrown) {
    return isClean(thrown, newSet()) ? thrown : anyCopy(thrown, newSet());
  }

  private static Set<Throwable> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private boolean isClean(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return secrets.stream().noneMatch(lower::contains) && !SUSPECT.matcher(text).find();
  }

  private boolean isClean(Throwable thrown, Set<Throwable> seen) {
    return !seen.add(thrown)
        || (isClean(String.valueOf(thrown.getMessage()))
            && isClean(thrown.toString())
            && parts(thrown).stream().allMatch(each -> isClean(each, seen)));
  }

  /** Returns everything that comes with an exception. */
  private static List<Throwable> parts(Throwable thrown) {
    List<Throwable> parts = new ArrayList<>(List.of(thrown.getSuppressed()));
    if (thrown.getCause() != null) {
      parts.add(thrown.getCause());
    }
    if (thrown instanceof SQLException sql && sql.getNextException() != null) {
      parts.add(sql.getNextException());
    }
    return parts;
  }

  private String clean(String text) {
    if (isClean(text)) {
      return text;
    }
    Matcher code = CODE.matcher(text);
    return code.find() ? code.group() + " (" + LEFT_OUT + ")" : LEFT_OUT;
  }

  private Throwable anyCopy(Throwable thrown, Set<Throwable> seen) {
    if (thrown instanceof SQLException sql) {
      return copy(sql, seen);
    }
    return withParts(
        new IllegalStateException(
            thrown.getClass().getName() + ": " + clean(String.valueOf(thrown.getMessage()))),
        thrown,
        seen);
  }

  private SQLException copy(SQLException thrown, Set<Throwable> seen) {
    SQLException copy =
        new SQLException(
            clean(String.valueOf(thrown.getMessage())),
            thrown.getSQLState(),
            thrown.getErrorCode());
    return withParts(copy, thrown, seen);
  }

  /** The next exception becomes a suppressed one; a circle is left out. */
  private <T extends Throwable> T withParts(T copy, Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    copy.setStackTrace(thrown.getStackTrace());
    Throwable cause = thrown.getCause();
    if (cause != null && !seen.contains(cause)) {
      copy.initCause(anyCopy(cause, seen));
    }
    for (Throwable each : parts(thrown)) {
      if (!seen.contains(each)) {
        copy.addSuppressed(anyCopy(each, seen));
      }
    }
    return copy;
  }
}
