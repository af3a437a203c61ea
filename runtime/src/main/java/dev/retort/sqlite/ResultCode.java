package dev.retort.sqlite;

import dev.retort.error.StorageException.Fault;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The result codes of SQLite that are no mistake of a statement, each with what helps; see
 * https://www.sqlite.org/rescode.html.
 */
enum ResultCode {
  /** Another connection has the database. */
  BUSY(5, Optional.empty(), ""),

  /** This connection itself is still reading. */
  LOCKED(
      6,
      Optional.empty(),
      "Something on this connection is still being read: close its result sets and statements"
          + " first, those of run(..) steps too"),

  /** No memory is left; the transaction may be gone. */
  NOMEM(7, Optional.empty(), ""),

  /** Said of files, of folders and of connections. */
  READONLY(
      8,
      Optional.of(Fault.READ_ONLY),
      "Let this user write the file and its folder, and open it without mode=ro and query_only"),

  /** Somebody cancelled the statement, or its time was up; the transaction may be gone. */
  INTERRUPT(9, Optional.empty(), ""),

  /** The system failed. */
  IOERR(
      10,
      Optional.of(Fault.IO),
      "The system failed to read or write the file: look at the disk, its quota and its limits"),

  /** Damaged pages, and texts of the schema that cannot be read. */
  CORRUPT(
      11,
      Optional.of(Fault.CORRUPT),
      "The file is damaged: restore a backup, or save what \"sqlite3 FILE .recover\" can read"),

  /** No room on the disk, or no more pages allowed. */
  FULL(
      13,
      Optional.of(Fault.FULL),
      "Make room on the disk, for a rebuild as much as the file has already, or raise"
          + " max_page_count"),

  /** Also said of the journal, which is made beside the file. */
  CANTOPEN(
      14,
      Optional.of(Fault.CANNOT_OPEN),
      "It must be a file, no folder, that this user may open, in a folder where files can be"
          + " made"),

  /** Another kind of file. */
  NOTADB(
      26,
      Optional.of(Fault.NOT_A_DATABASE),
      "The file is of another kind, or encrypted: look at its path");

  private final int code;
  private final Optional<Fault> fault;
  private final String help;

  ResultCode(int code, Optional<Fault> fault, String help) {
    this.code = code;
    this.fault = fault;
    this.help = help;
  }

  /** Returns the code of what SQLite's driver threw; the extended codes have more bits. */
  static Optional<ResultCode> of(SQLException refused) {
    return SqliteMessage.isOfSqlite(refused)
        ? Arrays.stream(values())
            .filter(each -> each.code == (refused.getErrorCode() & 0xff))
            .findFirst()
        : Optional.empty();
  }

  /** Returns what is wrong with the file or the disk, if that is what it says. */
  Optional<Fault> fault() {
    return fault;
  }

  /** Says whether SQLite may have rolled back by itself, as it does in some of these cases. */
  boolean rollsBack() {
    return this == NOMEM || this == INTERRUPT || this == IOERR || this == FULL;
  }

  /** Returns what to do about it; empty where there is nothing to say. */
  String help() {
    return help;
  }
}
