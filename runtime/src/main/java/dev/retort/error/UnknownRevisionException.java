package dev.retort.error;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The database has revisions that this application does not know: it is newer. Nothing was changed.
 *
 * <p>The first lines of the message are for the user of an application, the last for its developer.
 */
public final class UnknownRevisionException extends MigrationException {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @SuppressWarnings("serial") // an unmodifiable copy, whose elements are serializable
  private final List<Unknown> unknown;

  /**
   * A revision that only the database knows.
   *
   * @param id its id
   * @param message its message; empty for none
   * @param appliedAt when it was applied
   * @param appliedBy the user of the operating system who applied it; may be empty
   * @param retortVersion the version of Retort that applied it
   */
  public record Unknown(
      String id, String message, Instant appliedAt, String appliedBy, String retortVersion)
      implements Serializable {

    /**
     * Says in one line which revision this is.
     *
     * @return for example {@code "r3" (add nicknames), applied on 2026-11-20 10:15 UTC by ada with
     *     Retort 0.1}
     */
    public String words() {
      return "\"%s\"%s, applied on %s%s with Retort %s"
          .formatted(
              id, message.isEmpty() ? "" : " (" + message + ")", when(), by(), retortVersion);
    }

    private String when() {
      return MINUTE.format(appliedAt);
    }

    private String by() {
      return appliedBy.isEmpty() ? "" : " by " + appliedBy;
    }
  }

  /**
   * Makes the exception.
   *
   * @param unknown the revisions, at least one, in the order in which they were applied
   */
  public UnknownRevisionException(List<Unknown> unknown) {
    super(words(unknown));
    this.unknown = List.copyOf(unknown);
  }

  /**
   * Returns the revisions, with when and by whom they were applied.
   *
   * @return in the order in which they were applied
   */
  public List<Unknown> unknown() {
    return unknown;
  }

  /**
   * Returns the ids of the unknown revisions.
   *
   * @return sorted
   */
  public List<String> revisions() {
    return unknown.stream().map(Unknown::id).sorted().toList();
  }

  private static String words(List<Unknown> unknown) {
    Unknown last = unknown.stream().max(Comparator.comparing(Unknown::appliedAt)).orElseThrow();
    StringBuilder text =
        new StringBuilder("This data was last changed by a newer version of this application, on ");
    text.append(last.when()).append(last.by()).append(".\n");
    text.append(
        "Install the newer version, or go back to a backup that was made before. Nothing was changed.\n");
    text.append("For the developer: the registry lacks ")
        .append(Quoted.revisions(unknown.stream().map(Unknown::id).toList()));
    text.append(" of the history. If another set of revisions shares this database, include its")
        .append(
            " registry in this one (@MigrationSet(include = ..)), or give each a history of its")
        .append(" own: .historyTable(..). If ")
        .append(unknown.size() == 1 ? "the revision was" : "the revisions were")
        .append(" deleted from the code, purgeAndStamp(..) takes ")
        .append(unknown.size() == 1 ? "it" : "them")
        .append(" out of the history.");
    unknown.forEach(each -> text.append("\n  ").append(each.words()));
    return text.toString();
  }
}
