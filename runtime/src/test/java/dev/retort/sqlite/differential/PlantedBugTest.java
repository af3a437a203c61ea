package dev.retort.sqlite.differential;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.retort.run.RebuildMode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison with the truth can fail: it finds each bug that is planted into a result. */
class PlantedBugTest {

  static List<PlantedBug> bugs() {
    return PlantedBugs.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void aPlantedBugIsFound(PlantedBug bug) throws SQLException {
    Trial trial = bug.trial();
    try (MemoryDatabase old = trial.scenario().make();
        MemoryDatabase changed = trial.scenario().make();
        Truth truth = Truth.of(trial.scenario(), trial.after(), old)) {
      Comparison comparison =
          new Comparison(
              trial.scenario().table(),
              trial.after(),
              truth,
              Probes.of(new Dice(1), trial.after()));
      assertThat(trial.alter(changed, RebuildMode.AUTO)).isEmpty();
      assertThat(comparison.differences(changed)).isEmpty();
      bug.plant(changed);
      List<String> differences = comparison.differences(changed);
      assertWithMessage("%s", differences)
          .that(differences.stream().anyMatch(it -> it.startsWith(bug.found())))
          .isTrue();
    } catch (Wrong wrong) {
      throw new AssertionError(wrong);
    }
  }
}
