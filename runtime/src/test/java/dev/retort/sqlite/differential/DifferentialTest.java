package dev.retort.sqlite.differential;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Random databases go through random changes, and are compared with the truth: a database that was
 * built from scratch as it is wanted.
 *
 * <p>{@code -Dretort.cases=20000} makes more of them, {@code -Dretort.seed=7} others; both replay
 * one: {@code -Dretort.seed=7 -Dretort.cases=1}.
 */
class DifferentialTest {
  private static final int CASES = Integer.getInteger("retort.cases", 500);
  private static final int SHOWN = 20;
  private static final long SEED = Long.getLong("retort.seed", 1L);

  @Test
  void everyChangeLeadsToTheTruthOrIsRefused() throws SQLException {
    Tally tally = new Tally();
    AssertionError wrong = new AssertionError("these cases went wrong");
    for (long seed = SEED; seed < SEED + CASES && wrong.getSuppressed().length < SHOWN; seed++) {
      Trial trial = new Trial(seed);
      try {
        Trial.Verdict verdict = trial.run();
        if (verdict.outcome() == Trial.Outcome.CAUTIOUS) {
          assertWithMessage("refused, although it could be done: %s", verdict.reason())
              .that(Caution.of(verdict.reason()))
              .isPresent();
        }
        tally.count(trial, verdict);
      } catch (AssertionError | RuntimeException | SQLException mistake) {
        wrong.addSuppressed(
            new AssertionError(
                "with -Dretort.seed=%d -Dretort.cases=1:%n  %s%n%s"
                    .formatted(seed, trial.describe(), mistake),
                mistake));
      }
    }
    System.out.println(tally);
    if (wrong.getSuppressed().length > 0) {
      throw wrong;
    }
    if (CASES > 100) {
      assertThat(tally.count(Trial.Outcome.RAN)).isAtLeast(CASES / 3);
      assertThat(tally.count(Trial.Outcome.REFUSED)).isAtLeast(CASES / 20);
    }
  }
}
