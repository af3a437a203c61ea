package dev.retort.run;

import dev.retort.plan.Portions;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    OptionalLong next = next(Long.MIN_VALUE);
    if (next.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(whole);
      }
      return;
    }
    long first = Long.MIN_VALUE;
    long done = 0;
    try (PreparedStatement copy = connection.prepareStatement(portions.sql())) {
      while (next.isPresent()) {
        done += copy(copy, first, next.getAsLong() - 1);
        listener.accept(new Progress(done, portions.rows()));
        Cancellation.requireNone();
        first = next.getAsLong();
        next = next(first);
      }
      done += copy(copy, first, Long.MAX_VALUE);
    }
    listener.accept(new Progress(done, portions.rows()));
  }

  private static int copy(PreparedStatement copy, long first, long last) throws SQLException {
    copy.setLong(1, first);
    copy.setLong(2, last);
    return copy.executeUpdate();
  }

  /** Returns the number with which the portion after the next one begins. */
  private OptionalLong next(long first) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(portions.next())) {
      query.setLong(1, first);
      query.setInt(2, ROWS);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    }
  }
}
