package dev.retort;

import dev.retort.error.ConnectionException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The JDBC URL of an SQLite file, for example {@code jdbc:sqlite:app.db} or {@code
 * jdbc:sqlite:file:app.db?cache=shared}.
 *
 * @param text the URL
 */
record SqliteUrl(String text) {
  private static final String PREFIX = "jdbc:sqlite:";

  static SqliteUrl of(String text) {
    if (!text.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      int colon = text.indexOf(':', text.startsWith("jdbc:") ? 5 : 0);
      throw new ConnectionException(
          "this version knows SQLite only, by URLs such as \"jdbc:sqlite:app.db\"; this one begins"
              + " with \""
              + text.substring(0, Math.max(colon, 0) + (colon < 0 ? 0 : 1))
              + "\".");
    }
    SqliteUrl url = new SqliteUrl(text);
    if (url.isInMemory()) {
      throw new ConnectionException(
          "the database \""
              + text
              + "\" lives in memory and would be gone with the connection that Retort opens. Open it"
              + " yourself, and pass the connection: Migrator.builder(..).connection(connection)");
    }
    return url;
  }

  private boolean isInMemory() {
    String name = name();
    String lower = text.toLowerCase(Locale.ROOT);
    return name.isEmpty()
        || name.equals(":memory:")
        || lower.contains("mode=memory")
        || lower.contains("vfs=memdb");
  }

  /** Returns what stands behind the prefix, without parameters and without {@code file:}. */
  private String name() {
    String rest = text.substring(PREFIX.length());
    int parameters = rest.indexOf('?');
    String path = parameters < 0 ? rest : rest.substring(0, parameters);
    return path.startsWith("file:") ? path.substring(5) : path;
  }

  /** Says whether the file is there; where that cannot be told, the database is asked. */
  boolean exists() {
    String name = name();
    if (name.startsWith(":resource:") || isWithHost(name) || name.indexOf('%') >= 0) {
      return true;
    }
    return path(name).map(Files::exists).orElse(true);
  }

  /** Returns the file in words, without parameters, which may hold a secret. */
  String words() {
    return "the database \"" + name() + "\"";
  }

  /** Refuses a file in a folder that is not there, which SQLite would only say it cannot open. */
  void requireFolder() {
    if (exists()) {
      return;
    }
    Optional<Path> folder = path(name()).map(Path::toAbsolutePath).map(Path::getParent);
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new ConnectionException(
          words() + " cannot be made: there is no folder \"" + folder.get() + "\". Make it first.");
    }
  }

  /** A URI may name its host, as {@code file://localhost/app.db} does. */
  private static boolean isWithHost(String name) {
    return name.startsWith("//") && !name.startsWith("///");
  }

  private static Optional<Path> path(String name) {
    try {
      return Optional.of(Path.of(name.startsWith("//") ? name.substring(2) : name));
    } catch (InvalidPathException unknown) {
      return Optional.empty();
    }
  }
}
