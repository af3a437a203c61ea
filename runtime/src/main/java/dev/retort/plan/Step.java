package dev.retort.plan;

import dev.retort.op.DataStep;
import dev.retort.schema.Name;
import java.util.Optional;

/** One thing that a run does: a statement, or a call of a revision's own code. */
public sealed interface Step permits Statement, Step.Call, Step.Reread {

  /**
   * Says why this is done.
   *
   * @return for example {@code copy the rows of "pets" into its new shape}
   */
  String why();

  /**
   * Says what is done, as it is shown when it fails.
   *
   * @return the SQL of a statement
   */
  String text();

  /**
   * Returns the table that this is about.
   *
   * @return empty where it is about none, or about several
   */
  default Optional<Name> table() {
    return Optional.empty();
  }

  /**
   * A call of a revision's own code.
   *
   * @param why what it does
   * @param step the code
   */
  record Call(String why, DataStep step) implements Step {
    @Override
    public String text() {
      return "(Java code)";
    }
  }

  /**
   * Raises the version of the schema by one, so that every connection reads it again.
   *
   * @param why why they must
   */
  record Reread(String why) implements Step {
    @Override
    public String text() {
      return "(raise the schema version by one)";
    }
  }
}
