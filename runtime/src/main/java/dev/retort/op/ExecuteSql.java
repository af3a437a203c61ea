package dev.retort.op;

import dev.retort.schema.Schema;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Raw SQL.
 *
 * @param sql one statement or many
 * @param only the database it is for; empty for every one
 */
public record ExecuteSql(String sql, Optional<DialectName> only) implements Operation {

  private static final Map<String, String> RESERVED =
      Map.of(
          "FOREIGN_KEYS", "foreign_keys is off during every run, and what it was after it",
          "LEGACY_ALTER_TABLE",
              "legacy_alter_table is on in steps of the run's own alone, and what it was after it",
          "WRITABLE_SCHEMA",
              "writable_schema is on in steps of the run's own alone, and what it was after it",
          "SCHEMA_VERSION",
              "schema_version counts the changes of the schema, and all connections go by it");

  /**
   * Checks the statements.
   *
   * @throws IllegalArgumentException when there are none, or one begins or ends a transaction or
   *     has a PRAGMA that is the run's
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
    statements.forEach(ExecuteSql::requireOwnPragma);
  }

  static void requireOwnPragma(String statement) {
    List<Token> tokens = SqlScript.tokens(statement);
    if (!tokens.get(0).is("PRAGMA")) {
      return;
    }
    int name = tokens.size() > 2 && tokens.get(2).is(".") ? 3 : 1;
    if (name < tokens.size()) {
      String pragma = new Token(Token.Kind.WORD, tokens.get(name).name(), 0, 0).keyword();
      Optional.ofNullable(RESERVED.get(pragma))
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(
                    "\"%s\" cannot be executed: %s. Leave it out.".formatted(statement, why));
              });
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
