package dev.retort.error;

import java.util.List;

/** A revision cannot be applied or undone as it is; nothing was changed by it. */
public final class RefusedException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String revision;

  @SuppressWarnings("serial") // an unmodifiable copy, which is serializable
  private final List<String> problems;

  /**
   * Makes the exception.
   *
   * @param revision its id
   * @param problems what is wrong, each in words
   */
  public RefusedException(String revision, List<String> problems) {
    super(words(revision, problems));
    this.revision = revision;
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns the id of the revision.
   *
   * @return for example {@code "b7f2"}
   */
  public String revision() {
    return revision;
  }

  /**
   * Returns what is wrong, each in words.
   *
   * @return at least one
   */
  public List<String> problems() {
    return problems;
  }

  private static String words(String revision, List<String> problems) {
    StringBuilder text = new StringBuilder();
    for (String problem : problems) {
      for (String line : problem.split("\n", -1)) {
        text.append(text.length() == 0 ? "" : "\n").append("revision \"").append(revision);
        text.append("\" ").append(line);
      }
    }
    return text.toString();
  }
}
