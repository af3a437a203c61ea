package dev.retort.address;

import dev.retort.error.ConnectionException;
import dev.retort.error.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what is wrong with an address of no form that is known. Only the names of other databases
 * are shown of it, as they stand here: what looks like a scheme may be a user.
 */
final class UnknownScheme {
  private static final Set<String> OTHERS =
      Set.of(
          "access",
          "bigquery",
          "clickhouse",
          "cockroachdb",
          "db2",
          "derby",
          "duckdb",
          "exasol",
          "firebird",
          "firebirdsql",
          "h2",
          "hana",
          "hsqldb",
          "informix",
          "libsql",
          "mariadb",
          "mongodb",
          "mssql",
          "mysql",
          "oracle",
          "presto",
          "redshift",
          "sap",
          "snowflake",
          "spanner",
          "sqlserver",
          "sybase",
          "teradata",
          "trino",
          "ucanaccess",
          "vertica");

  /** How the address of a known scheme begins. */
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "sqlite", "sqlite:///",
          "postgresql", "postgresql://",
          "postgres", "postgres://",
          "file", "file:",
          "jdbc", "jdbc:",
          "r2dbc", "r2dbc:");

  private static final String KNOWN =
      "This version knows SQLite, by addresses such as \"jdbc:sqlite:app.db\" and"
          + " \"sqlite:///app.db\"; PostgreSQL is not there yet.";

  private UnknownScheme() {}

  static ConnectionException of(String address) {
    List<String> words = List.of(address.toLowerCase(Locale.ROOT).split(":", -1));
    String first = words.get(0);
    if (words.size() == 1 || first.length() <= 1) {
      return new ConnectionException(
          "the address has no scheme. For a file, put \"jdbc:sqlite:\" before its path. " + KNOWN);
    }
    String api = first.equals("jdbc") || first.startsWith("r2dbc") ? first : "";
    int at = api.isEmpty() ? 0 : words.size() > 2 && words.get(1).equals("pool") ? 2 : 1;
    String scheme = words.get(at).replaceFirst("\\+.*", "");
    if (api.isEmpty() && BEGINNINGS.containsKey(scheme)) {
      return new ConnectionException(unfinished(scheme));
    }
    if (OTHERS.contains(scheme)) {
      return new ConnectionException(
          "the address is one of \"" + scheme + "\", which Retort does not know. " + KNOWN);
    }
    return new ConnectionException(
        "the address begins with no scheme that Retort knows. "
            + KNOWN
            + meant(api, scheme).map(known -> " Did you mean \"" + known + "\"?").orElse(""));
  }

  private static String unfinished(String scheme) {
    return scheme.equals("sqlite")
        ? "an address that begins with \"sqlite:\" goes on with \"///\" and the path, as in"
            + " \"sqlite:///app.db\"."
        : "an address that begins with \""
            + scheme
            + ":\" goes on with \"//\" and the host, as in \""
            + scheme
            + "://host/app\".";
  }

  private static Optional<String> meant(String api, String scheme) {
    Nearest nearest = Nearest.like(scheme);
    if (api.isEmpty()) {
      BEGINNINGS.keySet().forEach(nearest::offer);
      return nearest.best().map(BEGINNINGS::get);
    }
    nearest.offer("sqlite");
    nearest.offer("postgresql");
    String known = api.startsWith("r2dbc") ? "r2dbc" : "jdbc";
    return nearest
        .best()
        .map(
            name ->
                known + ":" + name + (api.equals("jdbc") || name.equals("sqlite") ? ":" : "://"));
  }
}
