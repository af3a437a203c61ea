package dev.retort.sqlite;

import java.util.List;

/** What a script says of itself before it does anything. */
final class ScriptHead {
  private ScriptHead() {}

  /** Returns the lines. */
  static List<String> lines(ScriptVersion version, String title) {
    return List.of(
        title,
        "",
        "For " + version.words() + " or newer. Back the database up first:",
        "  sqlite3 app.db \".backup before.db\"",
        "Then, with nothing else at work on it:",
        "  sqlite3 -bail app.db < script.sql",
        "",
        "All is done in one transaction, or nothing. At the top it looks whether the database is",
        "where it begins. No line but the last ends a statement, so that the sqlite3 command takes",
        "all as one, and stops at the first error even without -bail. Another program that runs it",
        "must stop at the first error, and roll back.");
  }
}
