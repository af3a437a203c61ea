package dev.retort.address;

import java.util.List;
import java.util.Optional;

/**
 * The address of a PostgreSQL database, for example {@code
 * postgresql+asyncpg://ada:p%40ss@host:5432/db?sslmode=require}.
 *
 * @param user who logs in
 * @param password never shown
 * @param hosts where, in the order in which they are tried; none for the driver's own choice
 * @param database which
 * @param parameters the others, in the order in which they were written
 */
public record PostgresAddress(
    Optional<String> user,
    Optional<String> password,
    List<Host> hosts,
    Optional<String> database,
    List<Parameter> parameters)
    implements Address {
  /** The port unless said. */
  static final int DEFAULT_PORT = 5432;

  /** Copies the lists. */
  public PostgresAddress {
    hosts = List.copyOf(hosts);
    parameters = List.copyOf(parameters);
  }

  /**
   * A server.
   *
   * @param name its name, its number without brackets, or the folder of a socket
   * @param port its port
   */
  public record Host(String name, int port) {
    /** Shows nothing, for it may be a part of a password that was not percent-encoded. */
    @Override
    public String toString() {
      return "Host[..]";
    }
  }

  /** Shows nothing that could be a secret. */
  @Override
  public String toString() {
    return "PostgresAddress[..]";
  }
}
