package dev.retort;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;

/** The real cases that are read from outside the repository, where {@code -Dcorpora=} says. */
public final class Corpora {
  private Corpora() {}

  /** Returns their folder, or skips the test when none is named. */
  public static Path folder() {
    String folder = System.getProperty("corpora", "");
    assumeFalse(folder.isBlank(), "-Dcorpora= names no folder");
    return Path.of(System.getProperty("retort.root", "")).resolve(folder);
  }
}
