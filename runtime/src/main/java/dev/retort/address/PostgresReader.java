package dev.retort.address;

import dev.retort.address.PostgresAddress.Host;
import dev.retort.error.ConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads what follows {@code postgresql://}.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection
 *     URIs</a>
 */
final class PostgresReader {
  private PostgresReader() {}

  static PostgresAddress read(String rest, UnaryOperator<String> parameterText) {
    int question = rest.indexOf('?');
    String location = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : rest.substring(question + 1);
    int slash = location.indexOf('/');
    String server = slash < 0 ? location : location.substring(0, slash);
    String database = slash < 0 ? "" : location.substring(slash + 1);
    int at = server.indexOf('@');
    if (database.indexOf('@') >= 0 || at != server.lastIndexOf('@') || isCutOff(query)) {
      throw unreadable("an \"@\" stands where none is expected");
    }
    Optional<String> login = at < 0 ? Optional.empty() : Optional.of(server.substring(0, at));
    List<Parameter> parameters = new ArrayList<>(Parameter.split(query, parameterText));
    Optional<String> user = login.map(text -> text.split(":", 2)[0]).flatMap(PostgresReader::said);
    Optional<String> password =
        login.filter(text -> text.indexOf(':') >= 0).map(text -> text.split(":", 2)[1]);
    return new PostgresAddress(
        user.map(PercentCode::decode).or(() -> value(parameters, "user")),
        password.map(PercentCode::decode).or(() -> value(parameters, "password")),
        hosts(server.substring(at + 1)),
        said(PercentCode.decode(database)),
        parameters.stream()
            .filter(each -> !each.isNamed("user") && !each.isNamed("password"))
            .toList());
  }

  /** A password with a "?" that was not encoded leaves its end, and all behind it, here. */
  private static boolean isCutOff(String query) {
    return Parameter.split(query, UnaryOperator.identity()).stream()
        .anyMatch(each -> each.name().indexOf('@') >= 0);
  }

  private static Optional<String> said(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<String> value(List<Parameter> parameters, String name) {
    return parameters.stream().filter(each -> each.isNamed(name)).map(Parameter::value).findFirst();
  }

  private static List<Host> hosts(String text) {
    List<Host> hosts = new ArrayList<>();
    for (String each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      hosts.add(host(each));
    }
    return hosts;
  }

  private static Host host(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    if (text.startsWith("[") && end == 0) {
      throw unreadable("a \"[\" has no \"]\"");
    }
    String name = end < 0 ? text : text.substring(0, end);
    String port = end < 0 ? "" : text.substring(end);
    if (!port.isEmpty() && port.charAt(0) != ':') {
      throw unreadable("something other than a port follows a \"]\"");
    }
    String bare = text.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    if (bare.isEmpty()) {
      throw unreadable("a host has no name");
    }
    return new Host(PercentCode.decode(bare), port(port));
  }

  private static int port(String text) {
    if (text.length() <= 1) {
      return PostgresAddress.DEFAULT_PORT;
    }
    int port = text.matches(":[0-9]{1,5}") ? Integer.parseInt(text.substring(1)) : 0;
    if (port < 1 || port > 65_535) {
      throw unreadable(
          "a port is no number from 1 to 65535 (a host with colons of its own stands in \"[\" and"
              + " \"]\")");
    }
    return port;
  }

  /** Shows nothing of the address: what is out of place may be a part of a password. */
  private static ConnectionException unreadable(String reason) {
    return new ConnectionException(
        "the address of a PostgreSQL database cannot be read: "
            + reason
            + ". In a user and a password, write \"%40\" for \"@\", \"%3A\" for \":\", \"%2F\" for"
            + " \"/\", \"%3F\" for \"?\" and \"%25\" for \"%\".");
  }
}
