package dev.retort.run;

import dev.retort.error.EditedRevisionException;
import dev.retort.history.HistoryRow;
import dev.retort.history.HistoryTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Writes down, in the transaction of a run, what it does to the history. */
final class HistoryWriter {
  private final HistoryTable history;
  private final Connection connection;

  HistoryWriter(HistoryTable history, Connection connection) {
    this.history = history;
    this.connection = connection;
  }

  /** A revision has run. */
  void ran(
      RevisionTask task, Optional<String> fingerprint, Instant started, Duration took, String undo)
      throws SQLException {
    add(task, HistoryRow.UPGRADE, fingerprint, started, took, Optional.of(undo));
  }

  /** A revision is said to be there. */
  void stamped(RevisionTask task) throws SQLException {
    add(task, HistoryRow.STAMP, Optional.empty(), Instant.now(), Duration.ZERO, Optional.empty());
  }

  /** A revision is undone, or said not to be there. */
  void gone(String id) throws SQLException {
    history.remove(connection, id);
  }

  /** A revision is said to be meant as it is now. */
  void blessed(EditedRevisionException.Edit edit) throws SQLException {
    history.bless(connection, edit.revision(), edit.present());
  }

  private void add(
      RevisionTask task,
      String kind,
      Optional<String> fingerprint,
      Instant at,
      Duration took,
      Optional<String> undo)
      throws SQLException {
    history.add(
        connection,
        new HistoryRow(
            task.id(),
            kind,
            fingerprint,
            task.message(),
            at.truncatedTo(ChronoUnit.MILLIS).toString(),
            took.toMillis(),
            System.getProperty("user.name", ""),
            RetortVersion.TEXT,
            undo));
  }
}
