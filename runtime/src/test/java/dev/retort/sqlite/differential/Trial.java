package dev.retort.sqlite.differential;

import dev.retort.Migrator;
import dev.retort.RegisteredRevision;
import dev.retort.RevisionRegistry;
import dev.retort.error.MigrationException;
import dev.retort.error.RefusedException;
import dev.retort.error.RevisionFailedException;
import dev.retort.run.RebuildMode;
import dev.retort.schema.TableChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One case: a random database, random changes, the truth, and what Retort makes of it. */
final class Trial {
  private final Dice dice;
  private final Scenario scenario;
  private final List<Change> changes;

  Trial(long seed) throws SQLException {
    this.dice = new Dice(seed);
    ColumnNames names = new ColumnNames(dice);
    this.scenario = ScenarioGenerator.scenario(dice, names, new ClauseGenerator(dice));
    this.changes =
        new ChangeGenerator(dice, names, scenario.dependents()).changes(scenario.table());
  }

  Trial(Scenario scenario, List<Change> changes) {
    this.dice = new Dice(1);
    this.scenario = scenario;
    this.changes = List.copyOf(changes);
  }

  /** How a case went. */
  record Verdict(Outcome outcome, String reason) {}

  enum Outcome {
    /** Retort made what was wanted. */
    RAN,
    /** There was nothing to want, and Retort refused. */
    REFUSED,
    /** Retort refused what could have been. */
    CAUTIOUS
  }

  TableModel after() {
    return changes.get(changes.size() - 1).after();
  }

  Scenario scenario() {
    return scenario;
  }

  List<Change> changes() {
    return changes;
  }

  /**
   * Runs the case.
   *
   * @throws AssertionError when Retort made something else than what was wanted
   */
  Verdict run() throws SQLException {
    try (MemoryDatabase old = scenario.make();
        MemoryDatabase other = scenario.make()) {
      Map<String, String> before = Facts.of(old);
      try (Truth truth = Truth.of(scenario, after(), old)) {
        Probes probes = Probes.of(dice, after());
        Comparison comparison = new Comparison(scenario.table(), after(), truth, probes);
        return compared(comparison, before, old, other);
      } catch (Wrong wrong) {
        return refused(wrong, before, old, other);
      }
    }
  }

  private Verdict compared(
      Comparison comparison, Map<String, String> before, MemoryDatabase old, MemoryDatabase other)
      throws SQLException {
    Optional<String> automatic = alter(old, RebuildMode.AUTO);
    Optional<String> classic = alter(other, RebuildMode.CLASSIC);
    boolean cautious =
        Caution.of(automatic.orElse("")).filter(Caution.VIRTUAL_MISFIT::equals).isPresent();
    if (automatic.isPresent() && classic.isEmpty() && cautious) {
      requireNone("refused by AUTO, but", Facts.differences(before, Facts.of(old)));
      requireNone("CLASSIC", comparison.differences(other));
      return new Verdict(Outcome.CAUTIOUS, automatic.get());
    }
    if (automatic.isPresent() != classic.isPresent()) {
      throw new AssertionError("AUTO says " + automatic + ", CLASSIC says " + classic);
    }
    if (automatic.isPresent()) {
      requireNone("refused by AUTO, but", Facts.differences(before, Facts.of(old)));
      requireNone("refused by CLASSIC, but", Facts.differences(before, Facts.of(other)));
      return new Verdict(Outcome.CAUTIOUS, automatic.get());
    }
    requireNone("AUTO", comparison.differences(old));
    requireNone("CLASSIC", comparison.differences(other));
    requireNone("CLASSIC from AUTO", Facts.differences(Facts.of(old), Facts.of(other)));
    return new Verdict(Outcome.RAN, "");
  }

  private Verdict refused(
      Wrong wrong, Map<String, String> before, MemoryDatabase old, MemoryDatabase other)
      throws SQLException {
    for (RebuildMode mode : RebuildMode.values()) {
      MemoryDatabase database = mode == RebuildMode.AUTO ? old : other;
      if (alter(database, mode).isEmpty()) {
        throw new AssertionError(mode + " did what must be refused: " + wrong.why());
      }
      requireNone("refused by " + mode + ", but", Facts.differences(before, Facts.of(database)));
    }
    return new Verdict(Outcome.REFUSED, wrong.why());
  }

  private static void requireNone(String what, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new AssertionError(what + " differs:\n  " + String.join("\n  ", differences));
    }
  }

  /** Returns the message of a refusal, empty when the change was made. */
  Optional<String> alter(MemoryDatabase database, RebuildMode mode) {
    TableChange[] asked = changes.stream().map(Change::asked).toArray(TableChange[]::new);
    RevisionRegistry registry =
        RevisionRegistry.of(
            RegisteredRevision.of(
                "r1", List.of(), () -> op -> op.alterTable(scenario.table().name(), asked)));
    try {
      Migrator.builder(registry).connection(database.connection()).rebuild(mode).build().upgrade();
      return Optional.empty();
    } catch (RefusedException | RevisionFailedException refused) {
      return Optional.of(refused.getMessage());
    } catch (MigrationException unexpected) {
      throw new AssertionError("neither refused nor failed", unexpected);
    }
  }

  /** Returns the statements and the changes, to be read. */
  String describe() {
    List<String> lines = new ArrayList<>(scenario.script());
    changes.forEach(change -> lines.add("-> " + change.asked().describe()));
    return String.join(";\n  ", lines);
  }
}
