package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import java.util.List;
import java.util.Optional;

/**
 * One clause of a column or of a table, for example {@code CONSTRAINT positive CHECK (age > 0)}.
 *
 * @param kind for example {@link Kind#CHECK}
 * @param name the name right before it, for example {@code "positive"}
 * @param columns the columns of a key, in order; of a column's clause that column
 * @param expression what is inside {@code CHECK (..)} or {@code AS (..)}, the value behind {@code
 *     DEFAULT} without its parentheses, the collation's name behind {@code COLLATE}, or {@code ""}
 * @param foreignKey what stands behind {@code REFERENCES}
 * @param onConflict for example {@code IGNORE}, in upper case
 * @param autoincrement whether a primary key says {@code AUTOINCREMENT}
 * @param descending whether a column of a primary key or unique constraint says {@code DESC}
 * @param sql the whole clause as written, its name included
 * @param start where it begins in the text of the table
 * @param end where it ends in the text of the table, exclusive
 */
public record ConstraintText(
    Kind kind,
    Optional<Name> name,
    List<Name> columns,
    String expression,
    Optional<ForeignKeyText> foreignKey,
    Optional<String> onConflict,
    boolean autoincrement,
    boolean descending,
    String sql,
    int start,
    int end) {
  /** What a clause is about. */
  public enum Kind {
    /** {@code PRIMARY KEY}. */
    PRIMARY_KEY,
    /** {@code NOT NULL}. */
    NOT_NULL,
    /** {@code NULL}, which says nothing. */
    NULL,
    /** {@code UNIQUE}. */
    UNIQUE,
    /** {@code CHECK (..)}. */
    CHECK,
    /** {@code REFERENCES ..} or {@code FOREIGN KEY (..) REFERENCES ..}. */
    FOREIGN_KEY,
    /** {@code DEFAULT ..}. */
    DEFAULT,
    /** {@code COLLATE ..}. */
    COLLATE,
    /** {@code GENERATED ALWAYS AS (..)} or {@code AS (..)}. */
    GENERATED,
    /** {@code DEFERRABLE ..} apart from its {@code REFERENCES}. */
    DEFERRABLE,
    /** {@code CONSTRAINT name} with no clause behind it. */
    LABEL,
    /** A clause that has no word here; it is carried along. */
    OTHER
  }

  /** Keeps the column list as it is now. */
  public ConstraintText {
    columns = List.copyOf(columns);
  }

  ConstraintText withForeignKey(ForeignKeyText changed) {
    return new ConstraintText(
        kind,
        name,
        columns,
        expression,
        Optional.of(changed),
        onConflict,
        autoincrement,
        descending,
        sql,
        start,
        end);
  }

  boolean named(Name other) {
    return name.filter(other::equals).isPresent();
  }

  Span span() {
    return new Span(start, end);
  }
}
