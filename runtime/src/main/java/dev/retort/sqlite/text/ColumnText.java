package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import java.util.Optional;

/**
 * One column of a table, for example {@code age INT NOT NULL DEFAULT 0}.
 *
 * @param name for example {@code "age"}
 * @param type the declared type as {@code PRAGMA table_xinfo} shows it, for example {@code INT}, or
 *     {@code ""} for none
 * @param constraints its clauses, in order
 * @param sql the whole definition as written
 */
public record ColumnText(Name name, String type, List<ConstraintText> constraints, String sql) {
  /** Keeps the list of clauses as it is now. */
  public ColumnText {
    constraints = List.copyOf(constraints);
  }

  /**
   * Returns what stands behind {@code DEFAULT}, for example {@code 'x'} or {@code (1 + 1)},
   * parentheses included; of several the last, as SQLite takes it.
   *
   * @return empty when there is no {@code DEFAULT}
   */
  public Optional<String> defaultSql() {
    return last(Kind.DEFAULT).map(clause -> Clauses.after(clause, "DEFAULT").of(clause.sql()));
  }

  /**
   * Returns whether the text says {@code NOT NULL}, for example for {@code age INT NOT NULL}.
   *
   * @return false for a key that is not null only by SQLite's rules
   */
  public boolean notNull() {
    return last(Kind.NOT_NULL).isPresent();
  }

  /**
   * Returns the collation, for example {@code NOCASE}, as it is spelt but without quotes; of
   * several the last.
   *
   * @return empty when there is no {@code COLLATE}
   */
  public Optional<String> collation() {
    return last(Kind.COLLATE).map(ConstraintText::expression);
  }

  /**
   * Returns the expression of a generated column, for example {@code a + b} for {@code AS (a + b)}.
   *
   * @return empty for a plain column
   */
  public Optional<String> generatedAs() {
    return last(Kind.GENERATED).map(ConstraintText::expression);
  }

  /**
   * Returns whether it is a generated column that is stored: {@code AS (a + b) STORED}.
   *
   * @return false for a virtual and for a plain column
   */
  public boolean stored() {
    return last(Kind.GENERATED)
        .filter(
            clause -> {
              List<Token> tokens = Tokenizer.tokens(clause.sql());
              return tokens.get(tokens.size() - 1).is("STORED");
            })
        .isPresent();
  }

  Optional<ConstraintText> last(Kind kind) {
    return constraints.stream()
        .filter(clause -> clause.kind() == kind)
        .reduce((before, after) -> after);
  }
}
