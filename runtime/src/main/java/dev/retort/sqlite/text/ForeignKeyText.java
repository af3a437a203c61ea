package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import java.util.List;
import java.util.Optional;

/**
 * What stands behind {@code REFERENCES}, for example {@code pets(id) ON DELETE CASCADE}.
 *
 * @param table the parent, for example {@code "pets"}
 * @param columns the parent's columns; empty when the text names none, which means its primary key
 * @param onDelete for example {@code CASCADE}; {@code NO ACTION} when nothing is said
 * @param onUpdate for example {@code SET NULL}; {@code NO ACTION} when nothing is said
 * @param deferrable whether it says {@code DEFERRABLE}
 * @param initiallyDeferred whether SQLite checks it at the commit: {@code DEFERRABLE INITIALLY
 *     DEFERRED}
 * @param match for example {@code FULL}, in upper case
 */
public record ForeignKeyText(
    Name table,
    List<Name> columns,
    String onDelete,
    String onUpdate,
    boolean deferrable,
    boolean initiallyDeferred,
    Optional<String> match) {
  /** Keeps the column list as it is now. */
  public ForeignKeyText {
    columns = List.copyOf(columns);
  }

  ForeignKeyText deferred(boolean isDeferrable, boolean isInitiallyDeferred) {
    return new ForeignKeyText(
        table, columns, onDelete, onUpdate, isDeferrable, isInitiallyDeferred, match);
  }
}
