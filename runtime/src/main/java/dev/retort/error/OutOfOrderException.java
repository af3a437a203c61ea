package dev.retort.error;

import java.io.Serializable;
import java.util.List;

/** Revisions would be applied below ones that are applied. Nothing was changed. */
public final class OutOfOrderException extends MigrationException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 3;

  @SuppressWarnings("serial") // an unmodifiable copy, whose elements are serializable
  private final List<Skipped> skipped;

  /**
   * A revision that is not applied, although others that come after it are.
   *
   * @param revision its id
   * @param below the applied revisions that come after it, the first of them first
   */
  public record Skipped(String revision, List<String> below) implements Serializable {
    /** Copies the list. */
    public Skipped {
      below = List.copyOf(below);
    }

    /**
     * Says in one line where the revision is.
     *
     * @return for example {@code "r2" is below "r3" and 4 more, which are applied}
     */
    public String words() {
      List<String> shown = below.subList(0, Math.min(SHOWN, below.size()));
      return "\"%s\" is below %s%s, which %s applied"
          .formatted(
              revision,
              Quoted.ids(shown),
              below.size() > SHOWN ? " and " + (below.size() - SHOWN) + " more" : "",
              below.size() == 1 ? "is" : "are");
    }
  }

  /**
   * Makes the exception.
   *
   * @param skipped the revisions that were passed over, in the order in which they could have been
   *     applied
   */
  public OutOfOrderException(List<Skipped> skipped) {
    super(words(skipped));
    this.skipped = List.copyOf(skipped);
  }

  /**
   * Returns the revisions that were passed over, with the applied ones above each.
   *
   * @return in the order in which they could have been applied
   */
  public List<Skipped> skipped() {
    return skipped;
  }

  /**
   * Returns the ids of the revisions that were passed over.
   *
   * @return in the order in which they could have been applied
   */
  public List<String> revisions() {
    return skipped.stream().map(Skipped::revision).toList();
  }

  private static String words(List<Skipped> skipped) {
    boolean one = skipped.size() == 1;
    String it = one ? "it" : "them";
    StringBuilder text =
        new StringBuilder(Quoted.revisions(skipped.stream().map(Skipped::revision).toList()));
    text.append(one ? " was" : " were")
        .append(" put below revisions that are applied to this database already. Move ")
        .append(it)
        .append(" to the head, by ")
        .append(one ? "its down" : "their down")
        .append("; or apply ")
        .append(it)
        .append(" out of order: .allowOutOfOrder(true); or, where the database has what ")
        .append(one ? "it does" : "they do")
        .append(" already, stamp the head.");
    skipped.forEach(each -> text.append("\n  ").append(each.words()));
    return text.toString();
  }
}
