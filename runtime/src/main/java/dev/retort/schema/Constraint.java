package dev.retort.schema;

import java.util.List;
import java.util.Optional;

/** A rule that the rows of a table keep. Unnamed ones stay unnamed. */
public sealed interface Constraint extends TableElement
    permits PrimaryKey, Unique, ForeignKey, Check {

  /**
   * Returns the name of this constraint.
   *
   * @return for example {@code "uq_users_email"}
   */
  Optional<Name> name();

  /**
   * Returns the columns that this constraint names as such; none for a check.
   *
   * @return in the order of the constraint
   */
  List<Name> columns();

  /**
   * Returns this constraint after a column of its table was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  Constraint columnRenamed(Name from, Name to);

  /**
   * Says in a few words which constraint this is.
   *
   * @return for example {@code unique ("email") named "uq_users_email"}
   */
  String describe();
}
