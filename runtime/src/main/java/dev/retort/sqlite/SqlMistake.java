package dev.retort.sqlite;

import dev.retort.error.Nearest;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mistake in raw SQL that is seen without a database, and that SQLite refuses for certain.
 *
 * <pre>{@code
 * SqlMistake.in("DELETE FROM t WHERE (a = 1").get(0).message(); // a "(" is not closed
 * }</pre>
 *
 * @param kind what kind of mistake
 * @param message what is wrong, in words
 * @param offset where in the SQL, counted in chars from 0
 */
public record SqlMistake(Kind kind, String message, int offset) {
  /** What SQLite 3.54 lets a statement begin with; https://www.sqlite.org/lang.html. */
  private static final Set<String> FIRST_WORDS =
      Set.of(
          "ALTER",
          "ANALYZE",
          "ATTACH",
          "BEGIN",
          "COMMIT",
          "CREATE",
          "DELETE",
          "DETACH",
          "DROP",
          "END",
          "EXPLAIN",
          "INSERT",
          "PRAGMA",
          "REINDEX",
          "RELEASE",
          "REPLACE",
          "ROLLBACK",
          "SAVEPOINT",
          "SELECT",
          "UPDATE",
          "VACUUM",
          "VALUES",
          "WITH");

  /** What kind of mistake. */
  public enum Kind {
    /** A quote that is never closed, or a sign that SQL does not have. */
    UNREADABLE_SQL,
    /** A parenthesis without its partner. */
    UNBALANCED_SQL,
    /** A first word that nearly is one. */
    UNKNOWN_STATEMENT
  }

  /**
   * Finds the first mistake of each statement.
   *
   * @param sql one statement or many
   * @return the mistakes, in the order of the SQL
   */
  public static List<SqlMistake> in(String sql) {
    List<SqlMistake> mistakes = new ArrayList<>();
    int at = 0;
    for (String statement : SqlScript.statements(sql)) {
      int start = sql.indexOf(statement, at);
      at = start + statement.length();
      of(SqlScript.tokens(statement), start).ifPresent(mistakes::add);
    }
    return List.copyOf(mistakes);
  }

  private static Optional<SqlMistake> of(List<Token> tokens, int start) {
    return unreadable(tokens, start)
        .or(() -> misspelt(tokens.get(0), start))
        .or(() -> unbalanced(tokens, start));
  }

  private static Optional<SqlMistake> unreadable(List<Token> tokens, int start) {
    return tokens.stream()
        .filter(token -> token.kind() == Token.Kind.UNKNOWN)
        .findFirst()
        .map(
            token ->
                new SqlMistake(
                    Kind.UNREADABLE_SQL,
                    isQuote(token.text().charAt(0))
                        ? "the quote " + token.text().charAt(0) + " is not closed"
                        : "SQL has no \"" + token.text() + "\"",
                    start + token.start()));
  }

  private static boolean isQuote(char sign) {
    return "'\"`[".indexOf(sign) >= 0;
  }

  /** Only what is nearly a word: another one may be of a version that is not there yet. */
  private static Optional<SqlMistake> misspelt(Token first, int start) {
    if (first.kind() != Token.Kind.WORD || FIRST_WORDS.contains(first.keyword())) {
      return Optional.empty();
    }
    Nearest nearest = Nearest.like(first.keyword());
    FIRST_WORDS.stream().sorted().forEach(nearest::offer);
    return nearest
        .best()
        .map(
            word ->
                new SqlMistake(
                    Kind.UNKNOWN_STATEMENT,
                    "no statement begins with \"%s\". Did you mean \"%s\"?"
                        .formatted(first.text(), word),
                    start + first.start()));
  }

  private static Optional<SqlMistake> unbalanced(List<Token> tokens, int start) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      if (token.is("(")) {
        open.push(token);
      } else if (token.is(")") && open.isEmpty()) {
        return Optional.of(
            new SqlMistake(Kind.UNBALANCED_SQL, "a \")\" closes nothing", start + token.start()));
      } else if (token.is(")")) {
        open.pop();
      }
    }
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SqlMistake(
                Kind.UNBALANCED_SQL, "a \"(\" is not closed", start + open.pop().start()));
  }
}
