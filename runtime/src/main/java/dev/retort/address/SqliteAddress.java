package dev.retort.address;

import dev.retort.error.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The address of an SQLite file, for example {@code jdbc:sqlite:app.db} or {@code
 * jdbc:sqlite:file:app.db?cache=shared}.
 */
public final class SqliteAddress implements Address {
  private static final String PREFIX = "jdbc:sqlite:";
  private static final String RESOURCE = ":resource:";

  private final String url;

  private SqliteAddress(String url) {
    this.url = url;
  }

  /**
   * Returns the address of an SQLite file by its text in any form.
   *
   * @param text for example {@code "sqlite:///app.db"}
   * @return the address
   * @throws ConnectionException when it is the address of something else, or none
   */
  public static SqliteAddress of(String text) {
    if (Address.of(text) instanceof SqliteAddress sqlite) {
      return sqlite;
    }
    throw new ConnectionException(
        "the address is one of PostgreSQL, which is not there yet. This version knows SQLite only,"
            + " by addresses such as \"jdbc:sqlite:app.db\" and \"sqlite:///app.db\".");
  }

  static boolean isJdbc(String text) {
    return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /** Returns the address that JDBC's URL is; what the driver takes is taken here. */
  static SqliteAddress ofJdbc(String url) {
    SqliteAddress address = new SqliteAddress(url);
    SqliteName.requireAlone(address.name());
    String path = address.path();
    List<Parameter> parameters = address.parameters();
    if (path.isEmpty() || path.equals(":memory:") || isInMemory(parameters)) {
      throw inMemory(PREFIX + address.name() + address.harmlessParameters());
    }
    if (!parameters.isEmpty()) {
      address.requireSound(parameters);
    }
    return address;
  }

  /**
   * Returns the address of a file by its path. A path that the driver would read as something else
   * becomes a URI.
   *
   * @param path for example {@code app.db} or {@code C:\data\app.db}
   * @return the address
   */
  public static SqliteAddress ofPath(String path) {
    if (path.isEmpty() || path.equals(":memory:")) {
      throw inMemory("sqlite://" + (path.isEmpty() ? "" : "/" + path));
    }
    boolean plain =
        path.indexOf('?') < 0
            && path.equals(path.strip())
            && !path.startsWith("file:")
            && !path.startsWith(RESOURCE)
            && SqliteName.isAlone(path);
    if (plain) {
      return new SqliteAddress(PREFIX + path);
    }
    return new SqliteAddress(
        PREFIX + "file:" + (path.startsWith("/") ? "//" : "") + PercentCode.encode(path));
  }

  /**
   * Returns what the JDBC driver takes; it may hold secrets.
   *
   * @return for example {@code jdbc:sqlite:app.db}
   */
  public String url() {
    return url;
  }

  private static ConnectionException inMemory(String shown) {
    return new ConnectionException(
        "the database \""
            + shown
            + "\" lives in memory and would be gone with the connection that Retort opens. Open it"
            + " yourself, and pass the connection: Migrator.builder(..).connection(connection)");
  }

  /** Returns what stands behind the prefix, without parameters. */
  private String name() {
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    return question < 0 ? rest : rest.substring(0, question);
  }

  /** SQLite reads a URI, and the driver any other name. */
  private boolean isUri() {
    return name().startsWith("file:");
  }

  private List<Parameter> parameters() {
    int question = url.indexOf('?');
    if (question < 0) {
      return List.of();
    }
    UnaryOperator<String> decoded = isUri() ? PercentCode::decode : UnaryOperator.identity();
    return Parameter.split(url.substring(question + 1), decoded);
  }

  private String harmlessParameters() {
    String shown =
        parameters().stream()
            .filter(Parameter::isHarmless)
            .map(Parameter::toString)
            .collect(Collectors.joining("&"));
    return shown.isEmpty() ? "" : "?" + shown;
  }

  private static boolean isInMemory(List<Parameter> parameters) {
    for (Parameter each : parameters) {
      if ((each.isNamed("mode") && each.value().equalsIgnoreCase("memory"))
          || (each.isNamed("vfs") && each.value().equalsIgnoreCase("memdb"))) {
        return true;
      }
    }
    return false;
  }

  private void requireSound(List<Parameter> parameters) {
    if (parameters.stream().anyMatch(each -> each.name().indexOf('@') >= 0)) {
      throw SqliteName.notAlone();
    }
    if (!isUri()) {
      DriverParameters.requireKnown(url, parameters);
    }
  }

  /** Returns the path as the system has it. */
  private String path() {
    return isUri() ? SqliteName.pathOfUri(name()) : name();
  }

  /**
   * Returns the file.
   *
   * @return empty for a resource and for a name that no path can have
   */
  public Optional<Path> file() {
    if (path().startsWith(RESOURCE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(path()));
    } catch (InvalidPathException unknown) {
      return Optional.empty();
    }
  }

  /**
   * Says whether the file is there; where that cannot be told, the database is asked.
   *
   * @return false only when it is not there
   */
  public boolean exists() {
    return file().map(Files::exists).orElse(true);
  }

  /**
   * Returns the file in words, without parameters, which may hold a secret.
   *
   * @return for example {@code the database "app.db"}
   */
  public String words() {
    return "the database \"" + path() + "\"";
  }

  /**
   * Refuses a file in a folder that is not there, which SQLite would only say it cannot open.
   *
   * @throws ConnectionException when there is neither file nor folder
   */
  public void requireFolder() {
    Optional<Path> folder = file().map(Path::toAbsolutePath).map(Path::getParent);
    if (!exists() && folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new ConnectionException(
          words() + " cannot be made: there is no folder \"" + folder.get() + "\". Make it first.");
    }
  }

  /**
   * Makes the file, empty as SQLite makes it, if it is not there. Drivers before 3.50 make it to
   * see whether they may and delete it again, even when another process has opened it by then: what
   * that one commits would be gone with the file. They leave a file alone that is there, and URIs.
   * What is in the way of making it is for the driver to say, which comes upon it next.
   */
  public void makeFile() {
    boolean writes = parameters().stream().noneMatch(each -> each.isNamed("open_mode"));
    if (writes && !isUri()) {
      file().ifPresent(SqliteAddress::make);
    }
  }

  /** One thread at a time, since closing a file ends the locks of its process on it. */
  private static synchronized void make(Path file) {
    if (Files.notExists(file)) {
      try {
        Files.createFile(file);
      } catch (IOException refused) {
        return;
      }
    }
  }

  /** Returns what nobody may see, as it is written and as it is meant. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    int question = url.indexOf('?');
    String query = question < 0 ? "" : url.substring(question + 1);
    boolean harmless = true;
    for (UnaryOperator<String> decoded :
        List.<UnaryOperator<String>>of(UnaryOperator.identity(), PercentCode::decode)) {
      for (Parameter each : Parameter.split(query, decoded)) {
        if (!each.isHarmless()) {
          harmless = false;
          secrets.add(each.value().isEmpty() ? each.name() : each.value());
        }
      }
    }
    if (!harmless) {
      secrets.add(query);
    }
    return List.copyOf(secrets);
  }

  /** Shows nothing that could be a secret. */
  @Override
  public String toString() {
    return "SqliteAddress[" + words() + "]";
  }
}
