package dev.retort.run;

import dev.retort.plan.Portions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Copies the rows of a table, many of them in portions, so that one can tell how far it is, and
 * that an interrupt ends it.
 */
final class PortionedCopy {
  /** How many rows are copied at once. */
  static final int ROWS = 50_000;

  private final Connection connection;
  private final String whole;
  private final Portions portions;

  PortionedCopy(Connection connection, String whole, Portions portions) {
    this.connection = connection;
    this.whole = whole;
    this.portions = portions;
  }

  /**
   * How far it is.
   *
   * @param done how many rows are copied
   * @param rows how many there are, where that is known
   */
  record Progress(long done, OptionalLong rows) {}

  void run(Consumer<Progress> listener) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      OptionalLong next = next(statement, Long.MIN_VALUE);
      if (next.isEmpty()) {
        statement.execute(whole);
        return;
      }
      long first = Long.MIN_VALUE;
      long done = 0;
      while (next.isPresent()) {
        done += copy(statement, first, next.getAsLong() - 1);
        listener.accept(new Progress(done, portions.rows()));
        Cancellation.requireNone();
        first = next.getAsLong();
        next = next(statement, first);
      }
      done += copy(statement, first, Long.MAX_VALUE);
      listener.accept(new Progress(done, portions.rows()));
    }
  }

  private int copy(Statement statement, long first, long last) throws SQLException {
    statement.execute(portions.copying(first, last));
    return statement.getUpdateCount();
  }

  /** Returns the number with which the portion after the next one begins. */
  private OptionalLong next(Statement statement, long first) throws SQLException {
    try (ResultSet rows = statement.executeQuery(portions.following(first, ROWS))) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }
}
