package dev.retort.address;

import dev.retort.error.ConnectionException;

/** The name of a file, as it stands before the parameters of an address. */
final class SqliteName {
  /** Another address, a user with a password, or parameters behind something else than "?". */
  private static final String MORE = "(?s).*://.*|.*:.*@.*|.*[;&].*=.*";

  private static final String DRIVE = "^(?:file:)?/*[A-Za-z]:(?=[/\\\\])";

  private SqliteName() {}

  /**
   * Refuses a name that holds more than a path. SQLite would take it for a path, make a file of
   * that name, and name it in its messages, with the password that may be in it.
   */
  static void requireAlone(String name) {
    if (!isAlone(name)) {
      throw notAlone();
    }
    if (name.startsWith("file://") && !hasLocalHost(name)) {
      throw new ConnectionException(
          "a \"file:\" URI names a host, and SQLite opens files of this machine only: an absolute"
              + " path follows the third slash, as in \"file:///data/app.db\", a relative one no"
              + " slash at all, as in \"file:app.db\".");
    }
  }

  static ConnectionException notAlone() {
    return new ConnectionException(
        "the address of an SQLite file has more than a path: \"://\", or a \":\" before an \"@\","
            + " or a parameter behind a \";\" or a \"&\". SQLite has neither users nor hosts, and"
            + " parameters follow a \"?\". A path that is really so can be percent-encoded, as in"
            + " \"file:a%3Bb%3Dc.db\".");
  }

  static boolean isAlone(String name) {
    return isPlain(name) || !ownText(name).matches(MORE);
  }

  /** Spares nearly every start the regular expressions. */
  private static boolean isPlain(String name) {
    return name.indexOf('@') < 0
        && name.indexOf(';') < 0
        && name.indexOf('&') < 0
        && !name.contains("://");
  }

  /** Leaves out the colons and slashes that belong to a name. */
  private static String ownText(String name) {
    String rest = name.replaceFirst(DRIVE, "");
    if (rest.startsWith("file:")) {
      rest = rest.substring("file:".length());
    }
    return rest.startsWith(":resource:")
        ? rest.replaceFirst("^:resource:(?:jar:)?(?:\\w+:/+)?", "").replaceFirst("!/", "")
        : rest;
  }

  private static boolean hasLocalHost(String name) {
    return name.startsWith("file:///") || name.startsWith("file://localhost/");
  }

  /** Returns the path of a URI that begins with {@code file:}. */
  static String pathOfUri(String name) {
    int fragment = name.indexOf('#');
    String path = name.substring("file:".length(), fragment < 0 ? name.length() : fragment);
    if (path.startsWith("//")) {
      path = path.substring(path.indexOf('/', 2));
    }
    return PercentCode.decode(path);
  }
}
