package dev.retort.schema;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The primary key of a table, for example {@code primaryKey("user_id", "tag_id")}.
 *
 * @param name its name
 * @param columns its columns, in their order
 * @param autoincrement whether keys of deleted rows are never given again
 * @param conflict what happens to a row whose key exists
 */
public record PrimaryKey(
    Optional<Name> name, List<Name> columns, boolean autoincrement, Conflict conflict)
    implements Constraint {

  /**
   * Copies the columns.
   *
   * @throws IllegalArgumentException when there are none, or one twice
   */
  public PrimaryKey {
    columns = Columns.distinct("a primary key", columns);
    if (autoincrement && columns.size() != 1) {
      throw new IllegalArgumentException(
          "the primary key "
              + Columns.list(columns)
              + " cannot autoincrement: it has several columns");
    }
  }

  /**
   * Returns this key with a name.
   *
   * @param name for example {@code "pk_users"}
   * @return the changed copy
   */
  public PrimaryKey named(String name) {
    return new PrimaryKey(Optional.of(Name.of(name)), columns, autoincrement, conflict);
  }

  /**
   * Returns this key with what happens to a row whose key exists.
   *
   * @param conflict on SQLite
   * @return the changed copy
   */
  public PrimaryKey onConflict(Conflict conflict) {
    return new PrimaryKey(name, columns, autoincrement, conflict);
  }

  /**
   * Returns this key, generating its values or no longer.
   *
   * @param autoincrement whether keys of deleted rows are never given again
   * @return the changed copy
   */
  public PrimaryKey autoincrementing(boolean autoincrement) {
    return new PrimaryKey(name, columns, autoincrement, conflict);
  }

  @Override
  public PrimaryKey columnsRenamed(UnaryOperator<Name> names) {
    return new PrimaryKey(name, Columns.renamed(columns, names), autoincrement, conflict);
  }

  @Override
  public String describe() {
    return "primary key " + Columns.list(columns) + Columns.called(name);
  }
}
