package dev.retort.run;

import dev.retort.error.EditedRevisionException.Edit;
import dev.retort.error.OutOfOrderException.Skipped;
import dev.retort.error.UnknownRevisionException.Unknown;
import dev.retort.schema.Drift;
import java.util.List;

/**
 * How a database differs from what its revisions say.
 *
 * @param pending the ids of the revisions that are not applied, in the order in which they would be
 * @param unknown the applied revisions that this application does not know
 * @param edited the applied revisions that ask for something else now
 * @param outOfOrder the revisions that are not applied although others that come after them are
 * @param uncomparable the applied revisions of which nobody can say whether they were edited
 * @param drift how the schema differs
 */
public record CheckReport(
    List<String> pending,
    List<Unknown> unknown,
    List<Edit> edited,
    List<Skipped> outOfOrder,
    List<Uncomparable> uncomparable,
    Drift drift) {

  /** Copies the lists. */
  public CheckReport {
    pending = List.copyOf(pending);
    unknown = List.copyOf(unknown);
    edited = List.copyOf(edited);
    outOfOrder = List.copyOf(outOfOrder);
    uncomparable = List.copyOf(uncomparable);
  }

  /**
   * An applied revision whose fingerprint cannot be compared.
   *
   * @param revision its id
   * @param why for example {@code it was stamped, and has never run}
   */
  public record Uncomparable(String revision, String why) {}

  /**
   * Says whether the database is just what the revisions say.
   *
   * @return true when nothing is pending, unknown, edited or out of order, and no difference of the
   *     schema is certain; what cannot be compared, and objects that no revision speaks of, do not
   *     count
   */
  public boolean isClean() {
    return pending.isEmpty()
        && unknown.isEmpty()
        && edited.isEmpty()
        && outOfOrder.isEmpty()
        && drift.differences().isEmpty();
  }

  /**
   * Returns the report for a person: what was found, each with what to do.
   *
   * @return lines of text; one line for a clean database of which all is known
   */
  public String text() {
    return CheckText.of(this);
  }
}
