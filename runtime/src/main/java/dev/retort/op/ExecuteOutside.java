package dev.retort.op;

import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Optional;

/**
 * Raw SQL that a database runs only where no transaction is under way. A crash may let it run
 * again, so that only what does no harm then is taken.
 *
 * @param sql one statement or many
 */
public record ExecuteOutside(String sql) implements Operation {

  /**
   * Checks the statements.
   *
   * @throws IllegalArgumentException when there are none, or one is no VACUUM and no PRAGMA that is
   *     not the run's
   */
  public ExecuteOutside {
    List<String> statements = SqlScript.statements(sql);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("no statement to execute: \"" + sql + "\"");
    }
    for (String statement : statements) {
      requireRepeatable(statement);
      ExecuteSql.requireOwnPragma(statement);
    }
  }

  private static void requireRepeatable(String statement) {
    List<Token> tokens = SqlScript.tokens(statement);
    if (tokens.get(0).is("VACUUM") && tokens.stream().anyMatch(token -> token.is("INTO"))) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be executed outside of the transaction: a second time it would find its file there. A copy is made by the migrator: .backup(..)"
              .formatted(statement));
    }
    if (!tokens.get(0).is("VACUUM") && !tokens.get(0).is("PRAGMA")) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be executed outside of the transaction: a crash would let it run twice. VACUUM and PRAGMA can; use execute(..) for all else."
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
    return "execute outside of the transaction: " + String.join("; ", statements());
  }

  @Override
  public Effect apply(Schema before) {
    return Effect.of(before);
  }

  /** A VACUUM has nothing to undo; what a PRAGMA was before is not known. */
  @Override
  public Inverse inverse(Schema before) {
    Optional<String> pragma =
        statements().stream()
            .filter(statement -> SqlScript.tokens(statement).get(0).is("PRAGMA"))
            .findFirst();
    return pragma.isEmpty()
        ? new Inverse.Known(List.of())
        : new Inverse.None("it executes \"" + pragma.get() + "\"");
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.executeOutside(this);
  }
}
