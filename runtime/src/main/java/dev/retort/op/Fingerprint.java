package dev.retort.op;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Tells whether a revision still asks for what it asked for when it was applied: {@code 1:} and the
 * SHA-256 of the canonical text of its operations.
 *
 * <p>It is taken of what was recorded, never of source or bytecode: a reformatted or refactored
 * body keeps its fingerprint. Arguments do not count, since they are not the revision's.
 */
public final class Fingerprint {
  private static final String VERSION = "1:";

  private Fingerprint() {}

  /**
   * Returns the fingerprint of a migration.
   *
   * @param migration whose upgrade is recorded, without arguments
   * @param dialect the database; it counts only for a body that asks for it
   * @return for example {@code "1:9f86d0818884..."}, 66 characters
   */
  public static String of(Migration migration, DialectName dialect) {
    return of(new Recorder(dialect, Map.of()).upgrade(migration));
  }

  /**
   * Returns the fingerprint of a recording.
   *
   * @param recording made without arguments
   * @return for example {@code "1:9f86d0818884..."}, 66 characters
   */
  public static String of(Recording recording) {
    StringBuilder text = new StringBuilder();
    recording.dialect().ifPresent(dialect -> text.append(dialect.name()).append('\n'));
    CanonicalText canonical = new CanonicalText();
    for (Operation operation : recording.operations()) {
      text.append(operation.accept(canonical)).append('\n');
    }
    return VERSION + hash(text.toString());
  }

  /**
   * Says whether a fingerprint was taken as this version of Retort takes them.
   *
   * @param fingerprint for example {@code "1:9f86d0818884..."}
   * @return false for one of another version, which tells nothing
   */
  public static boolean isComparable(String fingerprint) {
    return fingerprint.startsWith(VERSION);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder(2 * digest.length);
      for (byte each : digest) {
        hex.append(Character.forDigit((each >> 4) & 0xF, 16))
            .append(Character.forDigit(each & 0xF, 16));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
