package dev.retort.sqlite;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A VACUUM or a PRAGMA where no transaction is under way. */
final class OutsideStatement {
  private OutsideStatement() {}

  /**
   * Runs it to its end: {@code PRAGMA incremental_vacuum} frees one page with each step.
   *
   * @return what is wrong, where SQLite has silently left all as it was: it answers a wish for a
   *     journal mode with the mode that it has then; see
   *     https://www.sqlite.org/pragma.html#pragma_journal_mode
   */
  static Optional<String> run(Connection connection, String sql) throws SQLException {
    Optional<String> wanted = journalMode(sql);
    if (wanted.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(sql);
      }
      return Optional.empty();
    }
    String mode = Query.strings(connection, sql).get(0);
    return wanted.get().equalsIgnoreCase(mode)
        ? Optional.empty()
        : Optional.of(
            "the journal mode is still \"%s\": this database cannot have \"%s\""
                .formatted(mode, wanted.get().toLowerCase(Locale.ROOT)));
  }

  /** Returns the mode that {@code PRAGMA journal_mode = WAL} or {@code (WAL)} asks for. */
  private static Optional<String> journalMode(String sql) {
    List<Token> tokens = SqlScript.tokens(sql);
    for (int at = 1; at + 2 < tokens.size(); at++) {
      if (tokens.get(at).is("JOURNAL_MODE")
          && (tokens.get(at + 1).is("=") || tokens.get(at + 1).is("("))) {
        return Optional.of(tokens.get(at + 2).name());
      }
    }
    return Optional.empty();
  }
}
