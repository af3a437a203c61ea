package dev.retort.op;

import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * Raw SQL.
 *
 * @param sql one statement or many
 * @param only the database it is for; empty for every one
 */
public record ExecuteSql(String sql, Optional<DialectName> only) implements Operation {

  /**
   * Checks the statements.
   *
   * @throws IllegalArgumentException when there are none, or one begins or ends a transaction or
   *     sets {@code foreign_keys}
   */
  public ExecuteSql {
    List<String> statements = SqlScript.statements(sql);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("no statement to execute: \"" + sql + "\"");
    }
    SqlScript.transactionStatement(sql)
        .ifPresent(
            statement -> {
              throw new IllegalArgumentException(
                  "\"%s\" cannot be executed: the run has its own transaction. Leave it out."
                      .formatted(statement));
            });
    statements.forEach(ExecuteSql::requireForeignKeysAlone);
  }

  private static void requireForeignKeysAlone(String statement) {
    List<Token> tokens = SqlScript.tokens(statement);
    if (tokens.get(0).is("PRAGMA") && tokens.stream().anyMatch(token -> token.is("foreign_keys"))) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be executed: foreign_keys is off during every run, and what it was after it. Leave it out."
              .formatted(statement));
    }
  }

  /**
   * Returns the statements, each without its semicolon.
   *
   * @return at least one
   */
  public List<String> statements() {
    return SqlScript.statements(sql);
  }

  @Override
  public String describe() {
    List<String> statements = statements();
    String first = statements.get(0).lines().findFirst().orElse("").strip();
    String more = statements.size() > 1 ? " and " + (statements.size() - 1) + " more" : "";
    String shown = first.length() > 60 ? first.substring(0, 57) + "..." : first;
    return "execute " + shown + more;
  }

  /** Makes everything unsure, since SQL may change anything. */
  @Override
  public Effect apply(Schema before) {
    return Effect.of(Schema.open());
  }

  @Override
  public Inverse inverse(Schema before) {
    return new Inverse.None("it executes raw SQL");
  }

  @Override
  public boolean touchesRows() {
    return true;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.executeSql(this);
  }
}
