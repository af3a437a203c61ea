package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.List;

/** Renames a table where it stands before a dot, as in {@code CHECK (pets.age > 0)}. */
final class Qualifiers {
  private Qualifiers() {}

  /** Adds the changes for one stretch of the text to an edit. */
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
}
