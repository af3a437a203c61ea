package dev.retort.sql;

import dev.retort.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into tokens exactly as SQLite does; see
 * https://www.sqlite.org/src/file?name=src/tokenize.c.
 */
public final class Tokenizer {
  private static final String VARIABLE_SIGNS = "$@#:";

  private final String sql;
  private int at;

  private Tokenizer(String sql) {
    this.sql = sql;
  }

  public static List<Token> tokens(String sql) {
    Tokenizer tokenizer = new Tokenizer(sql);
    List<Token> tokens = new ArrayList<>(sql.length() / 5 + 1);
    while (true) {
      tokenizer.at = skip(sql, tokenizer.at);
      if (tokenizer.at >= sql.length()) {
        return List.copyOf(tokens);
      }
      int start = tokenizer.at;
      Kind kind = tokenizer.next();
      tokens.add(new Token(kind, sql.substring(start, tokenizer.at), start, tokenizer.at));
    }
  }

  /** Returns where the next token begins: behind whitespace and comments. */
  public static int skip(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      int end = comment(sql, at);
      if (end > at) {
        at = end;
      } else if (blank(sql, from, at)) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  /** Returns where the comment that begins here ends, or the same place if none does. */
  public static int comment(String sql, int at) {
    if (sql.startsWith("--", at)) {
      int line = sql.indexOf('\n', at);
      return line < 0 ? sql.length() : line;
    }
    if (sql.startsWith("/*", at) && at + 2 < sql.length()) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    return at;
  }

  // A vertical tab is whitespace only behind other whitespace, and a byte order mark everywhere.
  private static boolean blank(String sql, int from, int at) {
    char character = sql.charAt(at);
    if (character == '\u000b') {
      return at > from && Characters.space(sql.charAt(at - 1));
    }
    return character == '\ufeff' || Characters.space(character);
  }

  private Kind next() {
    char first = sql.charAt(at);
    if (first == '\'' || first == '"' || first == '`') {
      return quoted(first);
    }
    if (first == '[') {
      return bracketed();
    }
    if (Characters.digit(first) || (first == '.' && Characters.digit(peek(1)))) {
      return number();
    }
    if ((first == 'x' || first == 'X') && peek(1) == '\'') {
      return blob();
    }
    if (first == '?') {
      at++;
      while (Characters.digit(peek(0))) {
        at++;
      }
      return Kind.VARIABLE;
    }
    if (VARIABLE_SIGNS.indexOf(first) >= 0) {
      return variable();
    }
    if (Characters.word(first)) {
      while (Characters.word(peek(0))) {
        at++;
      }
      return Kind.WORD;
    }
    return sign(first);
  }

  private char peek(int ahead) {
    return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
  }

  private Kind quoted(char quote) {
    int from = at + 1;
    while (true) {
      int close = sql.indexOf(quote, from);
      if (close < 0) {
        at = sql.length();
        return Kind.UNKNOWN;
      }
      at = close + 1;
      if (peek(0) != quote) {
        return quote == '\'' ? Kind.STRING : Kind.QUOTED;
      }
      from = close + 2;
    }
  }

  private Kind bracketed() {
    int close = sql.indexOf(']', at);
    at = close < 0 ? sql.length() : close + 1;
    return close < 0 ? Kind.UNKNOWN : Kind.QUOTED;
  }

  private Kind number() {
    if (peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X') && Characters.hex(peek(2))) {
      at += 3;
      while (Characters.hex(peek(0)) || peek(0) == '_') {
        at++;
      }
    } else {
      digits();
      if (peek(0) == '.') {
        at++;
        digits();
      }
      if ((peek(0) == 'e' || peek(0) == 'E') && exponent()) {
        at += 2;
        digits();
      }
    }
    Kind kind = Kind.NUMBER;
    while (Characters.word(peek(0))) {
      kind = Kind.UNKNOWN;
      at++;
    }
    return kind;
  }

  private void digits() {
    while (Characters.digit(peek(0)) || peek(0) == '_') {
      at++;
    }
  }

  private boolean exponent() {
    return Characters.digit(peek(1))
        || ((peek(1) == '+' || peek(1) == '-') && Characters.digit(peek(2)));
  }

  private Kind blob() {
    int start = at + 2;
    at = start;
    while (Characters.hex(peek(0))) {
      at++;
    }
    if (peek(0) == '\'' && (at - start) % 2 == 0) {
      at++;
      return Kind.BLOB;
    }
    int close = sql.indexOf('\'', at);
    at = close < 0 ? sql.length() : close + 1;
    return Kind.UNKNOWN;
  }

  // Tcl's names are variables too: $a::b(c).
  private Kind variable() {
    int letters = 0;
    at++;
    while (true) {
      if (Characters.word(peek(0))) {
        letters++;
        at++;
      } else if (peek(0) == ':' && peek(1) == ':') {
        at += 2;
      } else if (peek(0) == '(' && letters > 0) {
        return subscript();
      } else {
        return letters > 0 ? Kind.VARIABLE : Kind.UNKNOWN;
      }
    }
  }

  private Kind subscript() {
    while (at < sql.length() && peek(0) != ')' && !Characters.space(peek(0))) {
      at++;
    }
    if (peek(0) != ')') {
      return Kind.UNKNOWN;
    }
    at++;
    return Kind.VARIABLE;
  }

  private Kind sign(char first) {
    for (String sign : List.of("->>", "->", "==", "<=", "<>", "<<", ">=", ">>", "!=", "||")) {
      if (sql.startsWith(sign, at)) {
        at += sign.length();
        return Kind.SIGN;
      }
    }
    at++;
    return "-();+*/%=<>|,&~.".indexOf(first) >= 0 ? Kind.SIGN : Kind.UNKNOWN;
  }
}
