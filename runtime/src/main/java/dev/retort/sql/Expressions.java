package dev.retort.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Expressions, compared and unwrapped as tokens. */
public final class Expressions {
  private Expressions() {}

  /**
   * Says whether two expressions are the same but for spaces, comments, the case of words, and
   * outer parentheses, for example {@code (A > 0)} and {@code a>0}.
   *
   * @param expression one of them
   * @param other the other one
   * @return whether they are
   */
  public static boolean same(String expression, String other) {
    List<Token> tokens = bare(SqlScript.tokens(expression));
    List<Token> others = bare(SqlScript.tokens(other));
    if (tokens.size() != others.size()) {
      return false;
    }
    for (int at = 0; at < tokens.size(); at++) {
      if (!same(tokens.get(at), others.get(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Token token, Token other) {
    return switch (token.kind()) {
      case STRING -> token.kind() == other.kind() && token.text().equals(other.text());
      case QUOTED ->
          token.kind() == other.kind()
              && new Token(Token.Kind.WORD, token.name(), 0, 0).is(other.name());
      default -> token.kind() == other.kind() && token.keyword().equals(other.keyword());
    };
  }

  /**
   * Says whether a text is one expression as far as its tokens tell: it closes the parentheses that
   * it opens, and has no comma or semicolon outside of them.
   *
   * @param sql for example {@code "a > 0"}
   * @return false for {@code "a > 0) CHECK (b > 0"}
   */
  public static boolean isOne(String sql) {
    int depth = 0;
    for (Token token : SqlScript.tokens(sql)) {
      if (token.is("(")) {
        depth++;
      } else if (token.is(")") && --depth < 0) {
        return false;
      } else if (token.is(";") || (token.is(",") && depth == 0)) {
        return false;
      }
    }
    return depth == 0;
  }

  /**
   * Returns the tokens without the parentheses that go around the whole.
   *
   * @param tokens of an expression
   * @return a part of the list
   */
  public static List<Token> bare(List<Token> tokens) {
    List<Token> bare = tokens;
    while (isWrapped(bare)) {
      bare = bare.subList(1, bare.size() - 1);
    }
    return bare;
  }

  /**
   * Says whether the first token is a parenthesis that the last one closes.
   *
   * @param tokens of an expression
   * @return false for {@code (a) + (b)}
   */
  public static boolean isWrapped(List<Token> tokens) {
    if (tokens.size() < 2 || !tokens.get(0).is("(")) {
      return false;
    }
    int depth = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is("(")) {
        depth++;
      } else if (tokens.get(at).is(")") && --depth == 0) {
        return at == tokens.size() - 1;
      }
    }
    return false;
  }

  /**
   * Returns an expression with other names for columns. A word before a parenthesis is a function,
   * one behind a dot counts as a column.
   *
   * @param expression for example {@code a > 0 AND length(b) > a}
   * @param renames the new name of a column by its old one, as it stands in SQL; empty where it
   *     keeps its name
   * @return for example {@code "x" > 0 AND length(b) > "x"}
   */
  public static String renamed(String expression, Function<String, Optional<String>> renames) {
    List<Token> tokens = SqlScript.tokens(expression);
    StringBuilder renamed = new StringBuilder();
    int copied = 0;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      boolean isName = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED;
      boolean isCalled = at + 1 < tokens.size() && tokens.get(at + 1).is("(");
      boolean isTable = at + 1 < tokens.size() && tokens.get(at + 1).is(".");
      if (isName && !isCalled && !isTable) {
        Optional<String> name = renames.apply(token.name());
        if (name.isPresent()) {
          renamed.append(expression, copied, token.start()).append(name.get());
          copied = token.end();
        }
      }
    }
    return renamed.append(expression.substring(copied)).toString();
  }
}
