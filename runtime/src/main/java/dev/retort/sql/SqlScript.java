package dev.retort.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Raw SQL of any number of statements, cut where SQLite would cut it. */
public final class SqlScript {
  private static final Set<String> TRANSACTION =
      Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "START", "ABORT");

  private SqlScript() {}

  /**
   * Returns the statements of a script, each without its closing semicolon and without the
   * whitespace around it, for example {@code [SELECT 1, SELECT 2]} for {@code SELECT 1; SELECT 2;}.
   *
   * <p>Comments before a statement stay with it; a piece without a token is left out. The body of
   * {@code CREATE TRIGGER} ends at the {@code END} that follows a semicolon, as in <a
   * href="https://www.sqlite.org/c3ref/complete.html">sqlite3_complete</a>. Text that SQLite cannot
   * read is cut all the same, for SQLite to say what is wrong.
   *
   * @param sql for example {@code "CREATE TABLE t(a); -- done"}
   * @return a list, empty for a blank text
   */
  public static List<String> statements(String sql) {
    List<String> statements = new ArrayList<>();
    List<Token> statement = new ArrayList<>();
    int start = 0;
    for (Token token : Tokenizer.tokens(sql)) {
      if (token.is(";") && !inTriggerBody(statement)) {
        add(statements, statement, sql.substring(start, token.start()));
        statement.clear();
        start = token.end();
      } else {
        statement.add(token);
      }
    }
    add(statements, statement, sql.substring(start));
    return List.copyOf(statements);
  }

  /**
   * Returns the first word of a statement in upper case, for example {@code CREATE} for {@code
   * create table t(a)}; comments before it do not count.
   *
   * @param statement one statement
   * @return empty when it begins with something else, for example a parenthesis
   */
  public static Optional<String> firstWord(String statement) {
    return Tokenizer.tokens(statement).stream()
        .findFirst()
        .filter(token -> token.kind() == Token.Kind.WORD)
        .map(Token::keyword);
  }

  /**
   * Returns the tokens of a text, for example {@code [PRAGMA, user_version]}.
   *
   * @param sql any text; what SQLite could not read becomes {@link Token.Kind#UNKNOWN}
   * @return a list, without whitespace and comments
   */
  public static List<Token> tokens(String sql) {
    return Tokenizer.tokens(sql);
  }

  /**
   * Returns the first statement of a script that begins or ends a transaction, if one does.
   *
   * @param sql for example {@code "DELETE FROM t; COMMIT"}
   * @return for example {@code COMMIT}
   */
  public static Optional<String> transactionStatement(String sql) {
    return statements(sql).stream()
        .filter(statement -> firstWord(statement).filter(TRANSACTION::contains).isPresent())
        .findFirst();
  }

  private static void add(List<String> statements, List<Token> tokens, String piece) {
    if (!tokens.isEmpty()) {
      statements.add(Characters.trim(piece));
    }
  }

  private static boolean inTriggerBody(List<Token> statement) {
    int at = 0;
    if (word(statement, at, "EXPLAIN")) {
      at += word(statement, 1, "QUERY") ? 3 : 1;
    }
    if (!word(statement, at++, "CREATE")) {
      return false;
    }
    if (word(statement, at, "TEMP") || word(statement, at, "TEMPORARY")) {
      at++;
    }
    return word(statement, at, "TRIGGER")
        && statement.stream().skip(at).anyMatch(token -> token.is("BEGIN"))
        && !(word(statement, statement.size() - 1, "END")
            && word(statement, statement.size() - 2, ";"));
  }

  private static boolean word(List<Token> statement, int at, String keyword) {
    return at < statement.size() && statement.get(at).is(keyword);
  }
}
