package dev.retort.op;

import dev.retort.schema.Schema;
import java.util.List;

/**
 * What an operation does to a schema.
 *
 * @param after the schema after it, made as well as could be where there are problems, so that one
 *     mistake is not reported twice
 * @param problems what is wrong with the operation there; empty when nothing is
 */
public record Effect(Schema after, List<SchemaProblem> problems) {

  /** Copies the problems. */
  public Effect {
    problems = List.copyOf(problems);
  }

  static Effect of(Schema after) {
    return new Effect(after, List.of());
  }

  static Effect refused(Schema before, SchemaProblem problem) {
    return new Effect(before, List.of(problem));
  }
}
