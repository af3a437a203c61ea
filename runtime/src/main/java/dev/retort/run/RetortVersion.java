package dev.retort.run;

/** The version of Retort that writes the history. */
final class RetortVersion {
  /** The version, as the build names it; a test compares both. */
  static final String TEXT = "0.1.0-SNAPSHOT";

  private RetortVersion() {}
}
