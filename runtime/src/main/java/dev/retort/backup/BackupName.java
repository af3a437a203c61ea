package dev.retort.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the backups of one database are called, for example {@code
 * app-b7f2-20261120T101530Z-3f9a1c2e05.db}: the name of the database, its heads, the time in UTC,
 * and a hash of the path of the database, by which its backups are known from those of another one
 * of the same name.
 *
 * @param database the name of the database, as far as every file system takes it
 * @param identity ten hexadecimal digits
 */
record BackupName(String database, String identity) {
  /** All parts together, with what SQLite adds for its journal, stay below 143 bytes. */
  private static final int DATABASE_BYTES = 50;

  private static final int HEADS_BYTES = 40;
  private static final String CUT = "~";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * What the name of a backup says.
   *
   * @param heads the heads of the database then
   * @param time when it was made
   * @param number 1, or more for those that were made in the same second
   */
  record Parts(String heads, String time, int number) {}

  /**
   * Returns how the backups of a database are called. A database in memory has no place by which it
   * would be known again, so none of its backups is taken for that of another.
   *
   * @param file the real path of the database; empty for one in memory
   */
  static BackupName of(Optional<Path> file) {
    String name = file.map(Path::getFileName).map(Path::toString).orElse("memory");
    int dot = name.lastIndexOf('.');
    return new BackupName(
        shortened(clean(dot > 0 ? name.substring(0, dot) : name), DATABASE_BYTES),
        hash(file.map(Path::toString).orElseGet(() -> UUID.randomUUID().toString())));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 5);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Returns a text with nothing in it that a file system may refuse. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(each -> Character.isLetterOrDigit(each) || "._-+".indexOf(each) >= 0 ? each : '_')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static String shortened(String text, int bytes) {
    StringBuilder kept = new StringBuilder();
    int room = bytes;
    for (int letter : text.codePoints().toArray()) {
      room -= Character.toString(letter).getBytes(StandardCharsets.UTF_8).length;
      if (room < 0) {
        return kept + CUT;
      }
      kept.appendCodePoint(letter);
    }
    return kept.toString();
  }

  /** Returns the heads as names have them: {@code base} for none. */
  static String heads(List<String> heads) {
    return heads.isEmpty() ? "base" : shortened(clean(String.join("+", heads)), HEADS_BYTES);
  }

  /** Returns a time as names have it, for example {@code 20261120T101530Z}. */
  static String time(Instant time) {
    return TIME.format(time);
  }

  /** Returns the name of a backup. */
  String file(List<String> heads, Instant time, int number) {
    return "%s-%s-%s%s-%s.db"
        .formatted(
            database, heads(heads), TIME.format(time), number == 1 ? "" : "-" + number, identity);
  }

  /** Returns what a name says; empty for a file that is no backup of this database. */
  Optional<Parts> parse(String file) {
    Matcher matcher =
        Pattern.compile(
                Pattern.quote(database)
                    + "-(.+)-(\\d{8}T\\d{6}Z)(?:-(\\d{1,9}))?-"
                    + identity
                    + "\\.db")
            .matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
    return Optional.of(new Parts(matcher.group(1), matcher.group(2), number));
  }
}
