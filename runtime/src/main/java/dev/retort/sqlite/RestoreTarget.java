package dev.retort.sqlite;

import dev.retort.error.ConnectionException;
import dev.retort.error.StorageException.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A database that is to become what a file is.
 *
 * @param connection the database
 */
record RestoreTarget(Connection connection) {

  /** What must be the same on both sides. */
  private record Format(long pageSize, String encoding) {
    static Format of(Connection database) throws SQLException {
      return new Format(
          Query.number(database, "PRAGMA main.page_size"),
          Query.strings(database, "PRAGMA encoding").get(0));
    }
  }

  /** Copies the file, which somebody has open for reading, into the database. */
  void become(Path file) throws SQLException {
    Format wanted;
    try (Connection copy = OnlineBackup.reader(file, Duration.ZERO)) {
      wanted = Format.of(copy);
    }
    Optional<Format> found = format(wanted);
    if (found.isPresent()) {
      RunPragmas.requireJournal(connection);
    }
    if (found.isEmpty()) {
      replace(file);
    } else if (found.get().pageSize() == wanted.pageSize()) {
      OnlineBackup.of(connection).from(file);
    } else {
      resize(file, found.get(), wanted);
    }
  }

  /**
   * Copies over a damaged database. SQLite opens one with fewer pages than its header says only
   * while writable_schema is on.
   */
  private void replace(Path file) throws SQLException {
    Query.run(connection, "PRAGMA writable_schema = ON");
    try {
      OnlineBackup.of(connection).from(file);
    } finally {
      Query.run(connection, "PRAGMA writable_schema = RESET");
    }
  }

  /**
   * Returns the format of the database, once an empty one has taken the encoding that is wanted; of
   * a damaged one nothing can be told, and a copy is what it needs.
   */
  private Optional<Format> format(Format wanted) throws SQLException {
    Format found;
    try {
      Query.run(connection, "PRAGMA encoding = '" + wanted.encoding() + "'");
      found = Format.of(connection);
    } catch (SQLException refused) {
      if (SqliteMessage.fault(refused).filter(fault -> fault == Fault.CORRUPT).isPresent()) {
        return Optional.empty();
      }
      throw refused;
    }
    if (!found.encoding().equals(wanted.encoding())) {
      throw new ConnectionException(
          "the database has texts in %s, and the backup in %s, which a connection cannot change. Restore it to a file that is not there yet."
              .formatted(found.encoding(), wanted.encoding()));
    }
    return Optional.of(found);
  }

  /** With a write-ahead log the size of the pages cannot change, so the log is left for a while. */
  private void resize(Path file, Format found, Format wanted) throws SQLException {
    String journal = Query.strings(connection, "PRAGMA main.journal_mode").get(0);
    if (OpenFile.of(connection).isEmpty()
        && Query.number(connection, "PRAGMA main.page_count") > 0) {
      throw new ConnectionException(
          "the database in memory has pages of %d bytes, and the backup of %d bytes, which cannot change. Restore it to another connection."
              .formatted(found.pageSize(), wanted.pageSize()));
    }
    if (!journal.equals("wal")) {
      OnlineBackup.of(connection).from(file);
      return;
    }
    journal("delete");
    try {
      OnlineBackup.of(connection).from(file);
    } catch (SQLException | RuntimeException refused) {
      try {
        journal("wal");
      } catch (SQLException second) {
        refused.addSuppressed(second);
      }
      throw refused;
    }
    journal("wal");
  }

  /** Refused as long as another connection is open. */
  private void journal(String mode) throws SQLException {
    if (!Query.strings(connection, "PRAGMA main.journal_mode = " + mode).contains(mode)) {
      throw new SQLException("the journal of the database cannot be changed to " + mode);
    }
  }
}
