package dev.retort.address;

import dev.retort.error.ConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the addresses of SQLAlchemy for SQLite: the path is what follows the third slash, and is
 * percent-encoded, as SQLAlchemy writes it from version 2.1 on.
 *
 * @see <a href="https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#connect-strings">Connect
 *     strings</a>
 */
final class PythonSqlite {
  private static final Set<String> OF_PYTHON =
      Set.of(
          "timeout",
          "isolation_level",
          "detect_types",
          "check_same_thread",
          "cached_statements",
          "uri");

  private PythonSqlite() {}

  /** Reads what follows {@code sqlite+driver://}. */
  static SqliteAddress of(Optional<String> driver, String rest) {
    if (driver.filter(name -> name.toLowerCase(Locale.ROOT).contains("cipher")).isPresent()) {
      throw new ConnectionException(
          "the address is one of SQLCipher, whose files are encrypted. This version reads plain"
              + " SQLite files.");
    }
    int question = rest.indexOf('?');
    String location = question < 0 ? rest : rest.substring(0, question);
    List<Parameter> parameters =
        question < 0
            ? List.of()
            : Parameter.split(rest.substring(question + 1), PercentCode::decodeForm);
    int slash = location.indexOf('/');
    String host = slash < 0 ? location : location.substring(0, slash);
    String path = slash < 0 ? host : location.substring(slash + 1);
    if (!host.isEmpty() && !host.equals(":memory:")) {
      throw new ConnectionException(
          "an address that begins with \"sqlite://\" has no user, password, host or port: the path"
              + " follows the third slash, as in \"sqlite:///app.db\", and an absolute one has a"
              + " slash of its own, as in \"sqlite:////data/app.db\".");
    }
    return path.startsWith("file:") ? uri(path, parameters) : file(path, parameters);
  }

  /** Decoding is left to SQLite here. */
  private static SqliteAddress uri(String path, List<Parameter> parameters) {
    if (parameters.stream().noneMatch(PythonSqlite::asksForUri)) {
      throw new ConnectionException(
          "the path begins with \"file:\", which SQLAlchemy takes for the name of a file unless"
              + " there is the parameter uri=true. Add it, or leave \"file:\" out.");
    }
    String ofSqlite =
        parameters.stream()
            .filter(each -> !OF_PYTHON.contains(each.name()))
            .map(Parameter::text)
            .collect(Collectors.joining("&"));
    return SqliteAddress.ofJdbc("jdbc:sqlite:" + path + (ofSqlite.isEmpty() ? "" : "?" + ofSqlite));
  }

  private static SqliteAddress file(String path, List<Parameter> parameters) {
    if (parameters.stream().anyMatch(each -> !OF_PYTHON.contains(each.name()))) {
      throw new ConnectionException(
          "the address has a parameter that SQLAlchemy leaves out here. It takes "
              + OF_PYTHON.stream().sorted().collect(Collectors.joining(", "))
              + "; one of SQLite itself wants a URI, as in"
              + " \"sqlite:///file:app.db?mode=ro&uri=true\".");
    }
    SqliteName.requireAlone(path);
    return SqliteAddress.ofPath(PercentCode.decode(path));
  }

  private static boolean asksForUri(Parameter parameter) {
    return parameter.name().equals("uri")
        && Set.of("true", "1", "yes", "on", "y", "t")
            .contains(parameter.value().toLowerCase(Locale.ROOT));
  }
}
