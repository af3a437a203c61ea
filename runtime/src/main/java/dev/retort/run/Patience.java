package dev.retort.run;

import dev.retort.plan.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Waits for whoever has the database, in short turns, so that the wait can be told of and ended: it
 * is announced after a second, and again every second; an interrupt ends it. How long the
 * connection itself waits is left as the last turn set it.
 */
@SuppressWarnings("exports") // the package is exported for its reports; this is for Migrator alone
public final class Patience {
  private static final Duration TURN = Duration.ofMillis(200);
  private static final Duration UNTOLD = Duration.ofSeconds(1);
  private static final long SHORTEST_PAUSE_MILLIS = 5;

  private final RunSettings settings;
  private final Obstacle obstacle;

  private Patience(RunSettings settings, Obstacle obstacle) {
    this.settings = settings;
    this.obstacle = obstacle;
  }

  /** What is in the way. */
  public interface Obstacle {
    /**
     * Says whether this is why something was refused.
     *
     * @param refused what was thrown
     * @return whether it is worth while to try again
     */
    boolean isCauseOf(SQLException refused);

    /**
     * Returns who it is.
     *
     * @return empty when that cannot be told
     */
    Optional<String> holder();

    /**
     * Is told how long the next attempt may wait by itself.
     *
     * @param turn how long
     * @throws SQLException when the database refuses
     */
    void waitUpTo(Duration turn) throws SQLException;
  }

  /** Waits for others on a connection. */
  static Patience on(Connection connection, Dialect dialect, RunSettings settings) {
    return new Patience(
        settings,
        new Obstacle() {
          @Override
          public boolean isCauseOf(SQLException refused) {
            return dialect.isBusy(refused);
          }

          @Override
          public Optional<String> holder() {
            return dialect.holder(connection);
          }

          @Override
          public void waitUpTo(Duration turn) throws SQLException {
            dialect.waitUpTo(connection, turn);
          }
        });
  }

  /**
   * Waits where there is no connection yet: to open a file may be to write to it.
   *
   * @param settings how long, and who is told
   * @param isBusy whether others are in the way
   * @return what waits
   */
  public static Patience toOpen(RunSettings settings, Predicate<SQLException> isBusy) {
    return new Patience(
        settings,
        new Obstacle() {
          @Override
          public boolean isCauseOf(SQLException refused) {
            return isBusy.test(refused);
          }

          @Override
          public Optional<String> holder() {
            return Optional.empty();
          }

          @Override
          public void waitUpTo(Duration turn) {} // nobody is there yet who could
        });
  }

  /**
   * Something that another connection may be in the way of, and that can be tried again.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Tries it.
     *
     * @return what it gives
     * @throws SQLException when the database refuses
     */
    T make() throws SQLException;
  }

  /**
   * Does something once the database allows it.
   *
   * @param <T> what it gives
   * @param attempt what to do
   * @return what it gives
   * @throws SQLException what the database says when the time is up, and what it says otherwise
   * @throws dev.retort.error.CancelledException when the thread is interrupted meanwhile
   */
  public <T> T wait(Attempt<T> attempt) throws SQLException {
    long started = System.nanoTime();
    Duration told = Duration.ZERO;
    while (true) {
      Duration waited = since(started);
      try {
        return inTurn(attempt, settings.lockTimeout().minus(waited));
      } catch (SQLException refused) {
        if (!obstacle.isCauseOf(refused) || since(started).compareTo(settings.lockTimeout()) >= 0) {
          throw refused;
        }
      }
      Cancellation.requireNone();
      Duration now = since(started);
      if (now.minus(told).compareTo(UNTOLD) >= 0) {
        told = now;
        settings.listener().lockAwaited(now, obstacle.holder());
      }
      pauseUnlessWaited(now.minus(waited));
    }
  }

  private <T> T inTurn(Attempt<T> attempt, Duration left) throws SQLException {
    Duration turn = left.compareTo(TURN) < 0 ? left : TURN;
    obstacle.waitUpTo(turn.isNegative() ? Duration.ZERO : turn);
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
