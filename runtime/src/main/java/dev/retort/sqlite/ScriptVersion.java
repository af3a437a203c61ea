package dev.retort.sqlite;

import dev.retort.plan.Statement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oldest SQLite that a script is for.
 *
 * @param minor for example 40 for SQLite 3.40
 */
record ScriptVersion(int minor) {
  /** Has {@code pragma_table_list}, STRICT tables and all else that plans need. */
  private static final int OLDEST = 37;

  /** Needs no driver that knows it: whatever a script has is older. */
  private static final int KNOWN = 40;

  private static final Pattern SHAPE = Pattern.compile("3\\.([0-9]{1,4})");

  /**
   * Reads a version.
   *
   * @param version for example {@code "3.40"}
   * @throws IllegalArgumentException when it is none, or none that scripts are written for
   */
  static ScriptVersion of(String version) throws SQLException {
    Matcher matcher = SHAPE.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "scripts are for a version of SQLite such as \"3.40\", not for \"%s\""
              .formatted(version));
    }
    int minor = Integer.parseInt(matcher.group(1));
    if (minor < OLDEST) {
      throw new IllegalArgumentException(
          "scripts are for SQLite 3.%d or newer, not for \"%s\"".formatted(OLDEST, version));
    }
    int newest = Math.max(KNOWN, driver());
    if (minor > newest) {
      throw new IllegalArgumentException(
          "scripts are for SQLite up to 3.%d, which the driver brings, not for \"%s\". Say the oldest version that is to run them."
              .formatted(newest, version));
    }
    return new ScriptVersion(minor);
  }

  private static int driver() throws SQLException {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      String version = Query.strings(memory, "SELECT sqlite_version()").get(0);
      return Integer.parseInt(version.split("\\.", -1)[1]);
    }
  }

  /** Returns the words for it. */
  String words() {
    return "SQLite 3." + minor;
  }

  /** Returns the query that finds an SQLite which is older. */
  Statement guard() {
    return Statement.refusal(
        "SELECT 'this script is for %s or newer, and this is SQLite ' || sqlite_version() WHERE CAST(substr(sqlite_version(), 3) AS INTEGER) < %d"
            .formatted(words(), minor),
        "look whether SQLite is new enough");
  }
}
