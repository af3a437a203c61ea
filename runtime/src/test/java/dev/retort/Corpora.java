package dev.retort;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;

/** Where the real cases are: the folder of {@code -Dcorpora=..}, for example {@code ../corpora}. */
public final class Corpora {
  private Corpora() {}

  /**
   * Returns the folder; a relative one begins at the root of the project. Without one the test is
   * skipped.
   *
   * @return an absolute path
   */
  public static Path folder() {
    String folder = System.getProperty("corpora", "");
    assumeFalse(folder.isBlank(), "no -Dcorpora");
    return Path.of(System.getProperty("retort.root", "")).toAbsolutePath().resolve(folder);
  }
}
