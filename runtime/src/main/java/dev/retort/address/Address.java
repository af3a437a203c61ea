package dev.retort.address;

import dev.retort.error.ConnectionException;

/**
 * Where a database is, for example {@code jdbc:sqlite:app.db}, {@code sqlite:////data/app.db} or
 * {@code postgresql+asyncpg://ada:p%40ss@host:5432/db}; docs/addresses.md has all forms.
 *
 * <p>What an address may hold besides, such as a password, is neither in its text nor in a message
 * about it.
 */
public sealed interface Address permits SqliteAddress, PostgresAddress {

  /**
   * Returns an address by its text.
   *
   * @param text for example {@code "sqlite:///app.db"}
   * @return the address
   * @throws ConnectionException when it is none, or none of a database that is known, or of one in
   *     memory
   */
  static Address of(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new ConnectionException(
          "the address of the database is empty. Say for example \"jdbc:sqlite:app.db\".");
    }
    return SqliteAddress.isJdbc(stripped)
        ? SqliteAddress.ofJdbc(stripped)
        : AddressForm.read(stripped).orElseThrow(() -> UnknownScheme.of(stripped));
  }
}
