package dev.retort.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
   * Returns this constraint with other names for its columns, all changed at once.
   *
   * @param names gives each column its name
   * @return the changed copy
   */
  Constraint columnsRenamed(UnaryOperator<Name> names);

  /**
   * Returns this constraint after a column of its table was renamed.
   *
   * @param from the old name
   * @param to the new name
   * @return the changed copy
   */
  default Constraint columnRenamed(Name from, Name to) {
    return columnsRenamed(name -> name.equals(from) ? to : name);
  }

  /**
   * Says in a few words which constraint this is.
   *
   * @return for example {@code unique ("email") named "uq_users_email"}
   */
  String describe();
}
