package dev.retort.sqlite.differential;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.MigrationException;
import dev.retort.op.Migration;
import dev.retort.run.CheckReport;
import dev.retort.run.RebuildMode;
import dev.retort.schema.Drift;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random databases that only revisions have changed never differ from what these say; one change by
 * hand is always found and named.
 *
 * <p>{@code -Dretort.drifts=20000} makes more of them, {@code -Dretort.seed=7} others.
 */
class RandomDriftTest {
  private static final int CASES = Integer.getInteger("retort.drifts", 60);
  private static final long SEED = Long.getLong("retort.seed", 1L);

  @Test
  void thereIsDriftOnlyAfterAChangeByHand() throws SQLException {
    Map<String, Integer> changes = new TreeMap<>();
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Trial trial = new Trial(seed);
      try {
        for (RebuildMode mode : RebuildMode.values()) {
          madeByRevisions(trial, mode);
        }
        RebuildMode mode = seed % 2 == 0 ? RebuildMode.AUTO : RebuildMode.CLASSIC;
        stamped(trial, mode);
        openBase(trial, mode);
        changes.merge(changedByHand(trial, new Dice(seed)), 1, Integer::sum);
      } catch (AssertionError | RuntimeException | SQLException wrong) {
        throw new AssertionError(
            "with -Dretort.seed=%d -Dretort.drifts=1:%n  %s".formatted(seed, trial.describe()),
            wrong);
      }
    }
    System.out.println("found by-hand changes: " + changes);
    if (CASES >= 100) {
      assertThat(changes.keySet()).containsAtLeastElementsIn(ChangeByHand.KINDS);
    }
  }

  /** Made without rows; the other two have them. */
  private static void madeByRevisions(Trial trial, RebuildMode mode) throws SQLException {
    try (MemoryDatabase database = MemoryDatabase.open()) {
      CheckReport report = upgraded(database, mode, making(trial), altering(trial));
      assertWithMessage("%s: %s", mode, report.text()).that(quiet(report.drift())).isTrue();
    }
  }

  /** A stamped base says what is there; what revisions do to it after that is certain. */
  private static void stamped(Trial trial, RebuildMode mode) throws SQLException {
    try (MemoryDatabase database = trial.scenario().make()) {
      migrator(database, mode, making(trial), altering(trial)).stamp("r1");
      CheckReport report = upgraded(database, mode, making(trial), altering(trial));
      assertWithMessage("stamped, %s: %s", mode, report.text())
          .that(quiet(report.drift()))
          .isTrue();
    }
  }

  private static void openBase(Trial trial, RebuildMode mode) throws SQLException {
    try (MemoryDatabase database = trial.scenario().make()) {
      CheckReport report = upgraded(database, mode, altering(trial));
      assertWithMessage("open base, %s: %s", mode, report.text())
          .that(report.drift().differences())
          .isEmpty();
      assertThat(report.drift().doubtful()).isEmpty();
      assertThat(report.drift().unchecked()).isEmpty();
    }
  }

  private static boolean quiet(Drift drift) {
    return drift.differences().isEmpty()
        && drift.doubtful().isEmpty()
        && drift.unchecked().isEmpty()
        && drift.unspoken().isEmpty();
  }

  private static String changedByHand(Trial trial, Dice dice) throws SQLException {
    try (MemoryDatabase database = MemoryDatabase.open()) {
      upgraded(database, RebuildMode.AUTO, making(trial), altering(trial));
      ChangeByHand change = ChangeByHand.make(database, dice);
      List<Drift.Difference> found =
          migrator(database, RebuildMode.AUTO, making(trial), altering(trial))
              .check()
              .drift()
              .differences();
      assertWithMessage("%s in %s", change, found)
          .that(found.stream().anyMatch(each -> change.isNamedBy(each)))
          .isTrue();
      return change.kind();
    }
  }

  /** Upgrades as far as that goes: a change may be refused, and is pending then. */
  private static CheckReport upgraded(
      MemoryDatabase database, RebuildMode mode, Migration... revisions) throws SQLException {
    Migrator migrator = migrator(database, mode, revisions);
    for (int at = 1; at <= revisions.length; at++) {
      try {
        migrator.upgrade("r" + at);
      } catch (MigrationException refused) {
        assertWithMessage(refused.getMessage()).that(at).isEqualTo(revisions.length);
      }
    }
    return migrator.check();
  }

  private static Migrator migrator(
      MemoryDatabase database, RebuildMode mode, Migration... revisions) {
    RegisteredRevision[] registered = new RegisteredRevision[revisions.length];
    for (int at = 0; at < revisions.length; at++) {
      Migration revision = revisions[at];
      registered[at] =
          RegisteredRevision.of(
              "r" + (at + 1), at == 0 ? List.of() : List.of("r" + at), () -> revision);
    }
    return Migrator.builder(RevisionRegistry.of(registered))
        .connection(database.connection())
        .rebuild(mode)
        .build();
  }

  private static Migration making(Trial trial) {
    return op ->
        trial.scenario().script().stream()
            .filter(sql -> sql.matches("(?s)(CREATE|ALTER|ANALYZE).*"))
            .forEach(op::execute);
  }

  private static Migration altering(Trial trial) {
    TableChange[] asked = trial.changes().stream().map(Change::asked).toArray(TableChange[]::new);
    return op -> op.alterTable(trial.scenario().table().name(), asked);
  }
}
