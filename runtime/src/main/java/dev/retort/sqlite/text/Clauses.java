package dev.retort.sqlite.text;

import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.List;

/** Where things are inside the text of one clause. */
final class Clauses {
  private Clauses() {}

  /** The stretch behind the first unquoted keyword, up to the end of the clause. */
  static Span after(ConstraintText clause, String keyword) {
    List<Token> tokens = Tokenizer.tokens(clause.sql());
    for (int at = 0; at + 1 < tokens.size(); at++) {
      if (tokens.get(at).is(keyword)) {
        return new Span(tokens.get(at + 1).start(), clause.sql().length());
      }
    }
    throw new UnreadableText(clause.sql(), "its end", keyword + " stands");
  }

  /** The same stretch, counted in the text of the table. */
  static Span afterInTable(ConstraintText clause, String keyword) {
    Span span = after(clause, keyword);
    return new Span(clause.start() + span.start(), clause.start() + span.end());
  }
}
