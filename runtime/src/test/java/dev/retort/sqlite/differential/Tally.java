package dev.retort.sqlite.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts how the cases went, by kind of change. */
final class Tally {
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Map<String, Map<Trial.Outcome, Integer>> kinds = new TreeMap<>();
  private int cases;

  void count(Trial trial, Trial.Verdict verdict) {
    cases++;
    String outcome = verdict.outcome().toString().toLowerCase(Locale.ROOT);
    boolean cautious = verdict.outcome() == Trial.Outcome.CAUTIOUS;
    String why = cautious ? " (" + Caution.of(verdict.reason()).orElseThrow() + ")" : "";
    verdicts.merge(outcome + why, 1, Integer::sum);
    for (Change change : trial.changes()) {
      for (String kind : change.kind().split(" and ", -1)) {
        kinds
            .computeIfAbsent(kind, first -> new EnumMap<>(Trial.Outcome.class))
            .merge(verdict.outcome(), 1, Integer::sum);
      }
    }
  }

  int count(Trial.Outcome outcome) {
    return verdicts.getOrDefault(outcome.toString().toLowerCase(Locale.ROOT), 0);
  }

  /** Returns one line: the cases, then ran/refused by both/refused by us alone for each change. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    kinds.forEach(
        (kind, counts) -> {
          List<String> each = new ArrayList<>();
          for (Trial.Outcome outcome : Trial.Outcome.values()) {
            each.add(String.valueOf(counts.getOrDefault(outcome, 0)));
          }
          parts.add(kind + " " + String.join("/", each));
        });
    return cases + " cases " + verdicts + "; changes " + parts;
  }
}
