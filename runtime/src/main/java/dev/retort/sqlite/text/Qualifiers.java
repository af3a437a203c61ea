package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.List;

/** A table where it stands before a dot, as in {@code CHECK (pets.age > 0)}. */
final class Qualifiers {
  private Qualifiers() {}

  /** Adds the changes that give it another name, for one stretch of the text, to an edit. */
  static void rename(Edit edit, String sql, Span span, Name from, Name to) {
    List<Token> tokens = Tokenizer.tokens(span.of(sql));
    for (int at = 0; at + 1 < tokens.size(); at++) {
      Token token = tokens.get(at);
      // In main.main.age the first is the schema.
      boolean schema = at + 3 < tokens.size() && tokens.get(at + 3).is(".");
      if (Words.isName(token)
          && tokens.get(at + 1).is(".")
          && !schema
          && Name.found(token.name()).equals(from)) {
        edit.replace(new Span(span.start() + token.start(), span.start() + token.end()), to.sql());
      }
    }
  }

  /** Adds the changes that leave the bare columns, in quotes, to an edit. */
  static void drop(Edit edit, String sql, Span span, Name table) {
    List<Token> tokens = Tokenizer.tokens(span.of(sql));
    for (int at = 0; at + 2 < tokens.size(); at++) {
      boolean last = at + 3 >= tokens.size() || !tokens.get(at + 3).is(".");
      if (Words.isName(tokens.get(at))
          && tokens.get(at + 1).is(".")
          && last
          && Name.found(tokens.get(at).name()).equals(table)) {
        boolean schema = at >= 2 && tokens.get(at - 1).is(".");
        int start = tokens.get(schema ? at - 2 : at).start();
        edit.replace(
            new Span(span.start() + start, span.start() + tokens.get(at + 2).end()),
            Name.found(tokens.get(at + 2).name()).sql());
      }
    }
  }
}
