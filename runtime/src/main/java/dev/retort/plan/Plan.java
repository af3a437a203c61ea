package dev.retort.plan;

import java.util.List;

/**
 * What a revision does, step by step.
 *
 * @param steps in their order
 * @param choices which way was chosen for each change of a table, and why, in words
 */
public record Plan(List<Step> steps, List<String> choices) {

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    choices = List.copyOf(choices);
  }
}
