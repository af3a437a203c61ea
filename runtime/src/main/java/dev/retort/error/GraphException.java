package dev.retort.error;

import java.util.List;

/** The revisions of a registry do not form a sound graph. */
public final class GraphException extends MigrationException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> problems;

  /**
   * Makes the exception for a registry's problems.
   *
   * @param problems their texts, each with its code, sorted
   */
  public GraphException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns each problem in the words that the compiler uses for it.
   *
   * @return the texts
   */
  public List<String> problems() {
    return problems;
  }
}
