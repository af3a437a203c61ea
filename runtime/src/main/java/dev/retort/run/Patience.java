package dev.retort.run;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Waits for whoever has the database, in short turns, so that the wait can be told of and ended: it
 * is announced after a second, and again every second; an interrupt ends it. How long the
 * connection itself waits is left as the last turn set it.
 */
final class Patience {
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration UNTOLD = Duration.ofSeconds(1);
  private static final long SHORTEST_PAUSE_MILLIS = 5;

  private final Connection connection;
  private final Dialect dialect;
  private final RunSettings settings;

  Patience(Connection connection, Dialect dialect, RunSettings settings) {
    this.connection = connection;
    this.dialect = dialect;
    this.settings = settings;
  }

  /** Something that another connection may be in the way of, and that can be tried again. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws SQLException;
  }

  /**
   * Does something once the database allows it.
   *
   * @throws SQLException what the database says when the time is up, and what it says otherwise
   */
  <T> T wait(Attempt<T> attempt) throws SQLException {
    long started = System.nanoTime();
    Duration told = Duration.ZERO;
    while (true) {
      Duration waited = since(started);
      try {
        return inTurn(attempt, settings.lockTimeout().minus(waited));
      } catch (SQLException refused) {
        if (!dialect.isBusy(refused) || since(started).compareTo(settings.lockTimeout()) >= 0) {
          throw refused;
        }
      }
      Cancellation.requireNone();
      Duration now = since(started);
      if (now.minus(told).compareTo(UNTOLD) >= 0) {
        told = now;
        settings.listener().lockAwaited(now, dialect.holder(connection));
      }
      pauseUnlessWaited(now.minus(waited));
    }
  }

  private <T> T inTurn(Attempt<T> attempt, Duration left) throws SQLException {
    Duration turn = left.compareTo(TURN) < 0 ? left : TURN;
    dialect.waitUpTo(connection, turn.isNegative() ? Duration.ZERO : turn);
    return attempt.make();
  }

  /** Some refusals come at once, whatever the connection was told. */
  private static void pauseUnlessWaited(Duration waited) {
    if (waited.toMillis() < SHORTEST_PAUSE_MILLIS) {
      try {
        Thread.sleep(SHORTEST_PAUSE_MILLIS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
