package dev.retort.address;

import dev.retort.error.ConnectionException;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The parameters that the JDBC driver takes out of a URL. */
final class DriverParameters {
  private DriverParameters() {}

  /**
   * Refuses a parameter that the driver does not know. It would leave it in the name: {@code
   * jdbc:sqlite:app.db?mode=ro} makes a file {@code app.db?mode=ro}, and one can write to it.
   */
  static void requireKnown(String url, List<Parameter> parameters) {
    Set<String> known = known(url);
    for (Parameter each : parameters) {
      if (!known.isEmpty() && !known.contains(each.name().strip().toLowerCase(Locale.ROOT))) {
        throw new ConnectionException(
            "the address has a parameter that the JDBC driver does not know and would take for a"
                + " part of the file's name. One of SQLite itself wants a URI, as in"
                + " \"jdbc:sqlite:file:app.db?mode=ro\".");
      }
    }
  }

  /** Returns what the driver says it knows, nothing without a driver. */
  private static Set<String> known(String url) {
    List<String> names = new ArrayList<>();
    try {
      for (DriverPropertyInfo each :
          DriverManager.getDriver(url).getPropertyInfo(url, new Properties())) {
        names.add(each.name.toLowerCase(Locale.ROOT));
      }
    } catch (SQLException without) {
      return Set.of();
    }
    return new TreeSet<>(names);
  }
}
