package dev.retort.op;

import dev.retort.schema.Schema;

/**
 * Work on rows, in Java.
 *
 * @param description what it does
 * @param step the work
 */
public record RunStep(String description, DataStep step) implements Operation {

  /**
   * Checks that there is a description.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public RunStep {
    if (description.isBlank()) {
      throw new IllegalArgumentException("a step has no description: \"" + description + "\"");
    }
  }

  @Override
  public String describe() {
    return "run: " + description;
  }

  @Override
  public Effect apply(Schema before) {
    return Effect.of(before);
  }

  @Override
  public Inverse inverse(Schema before) {
    return new Inverse.None("it runs \"" + description + "\"");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.runStep(this);
  }
}
