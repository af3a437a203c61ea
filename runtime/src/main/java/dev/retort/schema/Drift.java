package dev.retort.schema;

import java.util.List;
import java.util.Optional;

/**
 * How the schema of a database differs from what its revisions say.
 *
 * @param differences what is certainly not what the revisions say
 * @param doubtful differences in objects that may have been so before: of revisions that were
 *     stamped, or that make an object only if there is none
 * @param unchecked objects of which the revisions do not tell what they should be
 * @param unspoken objects that no revision speaks of, for example {@code view "v"}
 * @param broken views and triggers, of the revisions or not, that name what is not there
 */
public record Drift(
    List<Difference> differences,
    List<Doubtful> doubtful,
    List<Unchecked> unchecked,
    List<String> unspoken,
    List<Broken> broken) {

  /** Copies the lists. */
  public Drift {
    differences = List.copyOf(differences);
    doubtful = List.copyOf(doubtful);
    unchecked = List.copyOf(unchecked);
    unspoken = List.copyOf(unspoken);
    broken = List.copyOf(broken);
  }

  /**
   * Returns what is said of a database that is not there.
   *
   * @return nothing
   */
  public static Drift none() {
    return new Drift(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Something that is not what the revisions say.
   *
   * @param object what it is, for example {@code default of column "age" of table "users"}
   * @param said what the revisions say, for example {@code 18}; empty when it should not be there
   * @param there what is there, for example {@code 21}; empty when it is missing
   */
  public record Difference(String object, Optional<String> said, Optional<String> there) {

    /**
     * Says it in one line.
     *
     * @return for example {@code index "ix" is missing: CREATE INDEX ix ON users (age)}
     */
    public String words() {
      if (there.isEmpty()) {
        return object + " is missing" + behind(said);
      } else if (said.isEmpty()) {
        return object + " is there, and should not be" + behind(there);
      }
      return "%s: the revisions say %s, there is %s".formatted(object, said.get(), there.get());
    }

    private static String behind(Optional<String> shown) {
      return shown.filter(text -> !text.isEmpty()).map(text -> ": " + text).orElse("");
    }
  }

  /**
   * A difference that may be none.
   *
   * @param difference what differs
   * @param why why it may have been so before, for example {@code revision "r1" was stamped}
   */
  public record Doubtful(Difference difference, String why) {}

  /**
   * An object of which the revisions do not tell what it should be.
   *
   * @param object for example {@code table "users"}
   * @param why for example {@code revision "r1" cannot be played without it: no such table: users}
   */
  public record Unchecked(String object, String why) {}

  /**
   * A view or a trigger that names what is not there.
   *
   * @param object for example {@code view "v"}
   * @param message what SQLite says when it is used, for example {@code no such column: age}
   */
  public record Broken(String object, String message) {}
}
