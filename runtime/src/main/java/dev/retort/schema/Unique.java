package dev.retort.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * No two rows have the same values in these columns, for example {@code unique("email")}.
 *
 * @param name its name
 * @param columns its columns, in their order
 * @param conflict what happens to a row whose values exist
 */
public record Unique(Optional<Name> name, List<Name> columns, Conflict conflict)
    implements Constraint {

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when there are none, or one twice
   */
  public Unique {
    columns = Columns.distinct("a unique constraint", columns);
  }

  /**
   * Returns this constraint with a name.
   *
   * @param name for example {@code "uq_users_email"}
   * @return the changed copy
   */
  public Unique named(String name) {
    return new Unique(Optional.of(Name.of(name)), columns, conflict);
  }

  /**
   * Returns this constraint with what happens to a row whose values exist.
   *
   * @param conflict on SQLite
   * @return the changed copy
   */
  public Unique onConflict(Conflict conflict) {
    return new Unique(name, columns, conflict);
  }

  @Override
  public Unique columnsRenamed(UnaryOperator<Name> names) {
    return new Unique(name, Columns.renamed(columns, names), conflict);
  }

  @Override
  public String describe() {
    return "unique " + Columns.list(columns) + Columns.called(name);
  }
}
