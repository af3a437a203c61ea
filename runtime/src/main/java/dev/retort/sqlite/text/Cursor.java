package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Token.Kind;
import dev.retort.sql.Tokenizer;
import java.util.List;

/** Goes through the tokens of one text; what is not as expected is refused. */
final class Cursor {
  private final String sql;
  private final List<Token> tokens;
  private final Token none;
  private int at;

  Cursor(String sql) {
    this.sql = sql;
    this.tokens = Tokenizer.tokens(sql);
    this.none = new Token(Kind.SIGN, "", sql.length(), sql.length());
    for (Token token : tokens) {
      if (token.kind() == Kind.UNKNOWN) {
        throw new UnreadableText(sql, '"' + token.text() + '"', "a token stands");
      }
    }
  }

  String sql() {
    return sql;
  }

  /** The next token; at the end one without text. */
  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : none;
  }

  /** Where the token before the next one ends. */
  int end() {
    return at == 0 ? 0 : tokens.get(at - 1).end();
  }

  /** Where the last token of the text ends. */
  int last() {
    return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end();
  }

  boolean at(String keyword) {
    return peek().is(keyword);
  }

  boolean at(String keyword, String second) {
    return peek().is(keyword) && peek(1).is(second);
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  Token next() {
    Token token = peek();
    if (at < tokens.size()) {
      at++;
    }
    return token;
  }

  boolean take(String keyword) {
    if (!at(keyword)) {
      return false;
    }
    at++;
    return true;
  }

  Token expect(String keyword) {
    if (!at(keyword)) {
      throw refuse(keyword + " stands");
    }
    return next();
  }

  void expectEnd() {
    if (!atEnd()) {
      throw refuse("it ends");
    }
  }

  Token nameToken() {
    if (!Words.isName(peek())) {
      throw refuse("a name stands");
    }
    return next();
  }

  Name name() {
    return Name.found(nameToken().name());
  }

  /** Takes a pair of parentheses with all that is in it; returns what is between them. */
  Span parentheses() {
    int start = expect("(").end();
    for (int depth = 1; ; ) {
      if (atEnd()) {
        throw refuse(") stands");
      }
      Token token = next();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      }
      if (depth == 0) {
        return new Span(start, token.start());
      }
    }
  }

  /** Takes one token, or a pair of parentheses with all that is in it. */
  void skip() {
    if (at("(")) {
      parentheses();
    } else {
      next();
    }
  }

  /** Takes {@code IF NOT EXISTS}; a bare {@code if} is a name. */
  void ifNotExists() {
    if (at("IF", "NOT") && peek(2).is("EXISTS")) {
      at += 3;
    }
  }

  void temporary() {
    if (at("TEMP") || at("TEMPORARY")) {
      at++;
    }
  }

  /** Takes the name of an object, with or without a schema before it; returns its last part. */
  Token object() {
    Token name = nameToken();
    return take(".") ? nameToken() : name;
  }

  UnreadableText refuse(String expected) {
    return new UnreadableText(sql, atEnd() ? "its end" : '"' + peek().text() + '"', expected);
  }
}
