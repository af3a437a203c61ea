package dev.retort.history;

import dev.retort.error.HistoryException;
import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table that holds every applied revision. Its format is public: columns are only ever added,
 * and each row says the format it was written in.
 */
public final class HistoryTable {
  /** The name of the table unless the application gives another. */
  public static final String DEFAULT_NAME = "retort_history";

  /** The columns that a history has; a later version may add some. */
  public static final Set<String> COLUMNS =
      Set.of(
          "seq",
          "id",
          "kind",
          "fingerprint",
          "message",
          "applied_at",
          "duration_ms",
          "applied_by",
          "retort_version",
          "format",
          "undo");

  static final int FORMAT = 1;

  private final Dialect dialect;
  private final String name;
  private final String quoted;

  /**
   * Makes the table's reader and writer; the table itself is made by {@link #create}.
   *
   * @param dialect how to ask whether it is there
   * @param name for example {@code "retort_history"}
   */
  public HistoryTable(Dialect dialect, String name) {
    this.dialect = dialect;
    this.name = name;
    this.quoted = dialect.qualified(name);
  }

  /**
   * Refuses a name that no history can have.
   *
   * @param name for example {@code "retort_history"}
   * @throws IllegalArgumentException when it is blank, holds the character NUL, or begins with
   *     {@code sqlite_}
   */
  public static void requireName(String name) {
    if (name.isBlank()
        || name.indexOf('\0') >= 0
        || name.regionMatches(true, 0, "sqlite_", 0, "sqlite_".length())) {
      throw new IllegalArgumentException(
          "a history table cannot be called \"%s\": SQLite keeps names that begin with sqlite_ for itself, and a name needs letters"
              .formatted(name.replace("\0", "\\0")));
    }
  }

  /**
   * Says whether the database has a history, which may be empty.
   *
   * @param connection the database
   * @return whether the table is there
   * @throws SQLException when the database refuses
   */
  public boolean isThere(Connection connection) throws SQLException {
    return dialect.hasTable(connection, name);
  }

  /**
   * Returns the ids of all applied revisions, in the order in which they were applied; creates
   * nothing.
   *
   * @param connection the database
   * @return none when there is no history
   * @throws SQLException when the database refuses
   * @throws HistoryException when a newer version of Retort wrote it
   */
  public Set<String> ids(Connection connection) throws SQLException {
    return new LinkedHashSet<>(
        read(
            connection,
            "id, format",
            rows -> {
              requireFormat(rows.getInt(2));
              return rows.getString(1);
            }));
  }

  /** Makes something of a row. */
  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** A database without a history has no revisions; anything else is no answer. */
  private <T> List<T> read(Connection connection, String columns, RowReader<T> reader)
      throws SQLException {
    try {
      return selected(connection, columns, reader);
    } catch (SQLException refused) {
      String message = String.valueOf(refused.getMessage());
      if (message.contains("no such table")) {
        // It may be there by now: another run has made it meanwhile.
        return isThere(connection) ? selected(connection, columns, reader) : List.of();
      }
      if (message.contains("no such column")) {
        throw new HistoryException(
            "the table \"%s\" is no history of Retort's (%s). Give this registry another: .historyTable(..)"
                .formatted(name, dialect.message(refused)));
      }
      throw refused;
    }
  }

  private <T> List<T> selected(Connection connection, String columns, RowReader<T> reader)
      throws SQLException {
    List<T> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT " + columns + " FROM " + quoted + " ORDER BY seq")) {
      while (rows.next()) {
        all.add(reader.read(rows));
      }
    }
    return all;
  }

  /**
   * Returns the fingerprint of each applied revision by its id, in the order in which they were
   * applied; creates nothing.
   *
   * @param connection the database
   * @return none when there is no history; an empty fingerprint for a revision without one
   * @throws SQLException when the database refuses
   * @throws HistoryException when a newer version of Retort wrote it
   */
  public Map<String, Optional<String>> fingerprints(Connection connection) throws SQLException {
    Map<String, Optional<String>> fingerprints = new LinkedHashMap<>();
    read(
            connection,
            "id, format, fingerprint",
            rows -> {
              requireFormat(rows.getInt(2));
              return Map.entry(rows.getString(1), Optional.ofNullable(rows.getString(3)));
            })
        .forEach(each -> fingerprints.put(each.getKey(), each.getValue()));
    return fingerprints;
  }

  private void requireFormat(int format) {
    if (format > FORMAT) {
      throw new HistoryException(
          "the history table \"%s\" has format %d, which a newer version of Retort wrote; this one reads format %d. Use the newer version."
              .formatted(name, format, FORMAT));
    }
  }

  /**
   * Returns all rows in the order in which they were written; creates nothing.
   *
   * @param connection the database
   * @return none when there is no history
   * @throws SQLException when the database refuses
   * @throws HistoryException when a newer version of Retort wrote it
   */
  public List<HistoryRow> rows(Connection connection) throws SQLException {
    return read(
        connection,
        "id, kind, fingerprint, message, applied_at, duration_ms, applied_by, retort_version,"
            + " format, undo",
        rows -> {
          requireFormat(rows.getInt(9));
          return new HistoryRow(
              rows.getString(1),
              rows.getString(2),
              Optional.ofNullable(rows.getString(3)),
              rows.getString(4),
              rows.getString(5),
              rows.getLong(6),
              rows.getString(7),
              rows.getString(8),
              Optional.ofNullable(rows.getString(10)));
        });
  }

  /**
   * Makes the table if it is not there.
   *
   * @param connection the database, in the run's transaction
   * @throws SQLException when the database refuses
   */
  public void create(Connection connection) throws SQLException {
    if (isThere(connection)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + definition());
    }
  }

  /** Returns the table with its columns, as it stands behind {@code CREATE TABLE}. */
  String definition() {
    return quoted
        + " (\n  seq INTEGER PRIMARY KEY,\n  id TEXT NOT NULL UNIQUE,\n  kind TEXT NOT NULL,\n"
        + "  fingerprint TEXT,\n  message TEXT NOT NULL,\n  applied_at TEXT NOT NULL,\n"
        + "  duration_ms INTEGER NOT NULL,\n  applied_by TEXT NOT NULL,\n"
        + "  retort_version TEXT NOT NULL,\n  format INTEGER NOT NULL,\n  undo TEXT\n)";
  }

  /** Returns the name as SQL says it. */
  String quoted() {
    return quoted;
  }

  /**
   * Writes a row behind all others.
   *
   * @param connection the database, in the run's transaction
   * @param row the row
   * @throws SQLException when the database refuses
   */
  public void add(Connection connection, HistoryRow row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + quoted
                + " (seq, id, kind, fingerprint, message, applied_at, duration_ms, applied_by,"
                + " retort_version, format, undo) SELECT coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ? FROM "
                + quoted)) {
      insert.setString(1, row.id());
      insert.setString(2, row.kind());
      insert.setString(3, row.fingerprint().orElse(null));
      insert.setString(4, row.message());
      insert.setString(5, row.appliedAt());
      insert.setLong(6, row.durationMillis());
      insert.setString(7, row.appliedBy());
      insert.setString(8, row.retortVersion());
      insert.setInt(9, FORMAT);
      insert.setString(10, row.undo().orElse(null));
      insert.executeUpdate();
    }
  }

  /**
   * Gives the row of a revision another fingerprint, and leaves the rest of it alone.
   *
   * @param connection the database, in the run's transaction
   * @param id the id of the revision
   * @param fingerprint the new one
   * @throws SQLException when the database refuses
   */
  public void bless(Connection connection, String id, String fingerprint) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE " + quoted + " SET fingerprint = ? WHERE id = ?")) {
      update.setString(1, fingerprint);
      update.setString(2, id);
      update.executeUpdate();
    }
  }

  /**
   * Deletes the row of a revision.
   *
   * @param connection the database, in the run's transaction
   * @param id the id of the revision
   * @throws SQLException when the database refuses
   * @throws HistoryException when there is no such row
   */
  public void remove(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + quoted + " WHERE id = ?")) {
      delete.setString(1, id);
      if (delete.executeUpdate() == 0) {
        throw new HistoryException(
            "the table \"%s\" has no row of revision \"%s\" any more, which somebody else has deleted. Run again."
                .formatted(name, id));
      }
    }
  }
}
