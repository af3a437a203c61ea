package dev.retort.plan;

import java.util.List;

/**
 * What a revision does, step by step.
 *
 * @param steps in their order
 * @param choices which way was chosen for each change of a table, and why, in words
 * @param notes what is worth knowing of the database beside, in words
 * @param references whether the references between rows are to be checked after it
 */
public record Plan(
    List<Step> steps, List<String> choices, List<String> notes, References references) {

  /** What a plan may do to the references between rows. */
  public enum References {
    /** It neither changes a row nor a key, so that none can break. */
    KEPT,
    /** It may break one. */
    TOUCHED
  }

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    choices = List.copyOf(choices);
    notes = List.copyOf(notes);
  }
}
