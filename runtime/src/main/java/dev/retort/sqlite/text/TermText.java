package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Expressions;
import dev.retort.sql.Token;
import dev.retort.sql.Token.Kind;
import dev.retort.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One term of an index or key, for example {@code lower(name) COLLATE NOCASE DESC}.
 *
 * @param expression the term as written but for its collation and order, for example {@code
 *     lower(name)}
 * @param column the column when the term is one, for example {@code "name"}
 * @param collation for example {@code NOCASE}, without quotes
 * @param descending whether it says {@code DESC}
 */
public record TermText(
    String expression, Optional<Name> column, Optional<String> collation, boolean descending) {

  /** Reads the terms between two parentheses. */
  static List<TermText> list(String sql, Span inside) {
    List<TermText> terms = new ArrayList<>();
    for (List<Token> tokens : split(Tokenizer.tokens(inside.of(sql)))) {
      if (tokens.isEmpty()) {
        throw new UnreadableText(sql, '"' + inside.of(sql) + '"', "a list stands");
      }
      terms.add(term(inside.of(sql), tokens));
    }
    return List.copyOf(terms);
  }

  /** The columns of a key; a term that is none is refused. */
  static List<Name> columns(String sql, List<TermText> terms) {
    List<Name> columns = new ArrayList<>();
    for (TermText term : terms) {
      columns.add(
          term.column()
              .orElseThrow(
                  () -> new UnreadableText(sql, '"' + term.expression() + '"', "a column stands")));
    }
    return List.copyOf(columns);
  }

  /** Cuts at the commas that are in no parentheses. */
  static List<List<Token>> split(List<Token> tokens) {
    List<List<Token>> pieces = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is("(")) {
        depth++;
      } else if (tokens.get(at).is(")")) {
        depth--;
      } else if (depth == 0 && tokens.get(at).is(",")) {
        pieces.add(tokens.subList(start, at));
        start = at + 1;
      }
    }
    pieces.add(tokens.subList(start, tokens.size()));
    return pieces;
  }

  private static TermText term(String sql, List<Token> tokens) {
    List<Token> rest = tokens;
    if (endsWith(rest, "NULLS", "FIRST") || endsWith(rest, "NULLS", "LAST")) {
      rest = rest.subList(0, rest.size() - 2);
    }
    boolean descending = false;
    if (rest.size() > 1 && (ends(rest, "ASC") || ends(rest, "DESC"))) {
      descending = ends(rest, "DESC");
      rest = rest.subList(0, rest.size() - 1);
    }
    String expression =
        sql.substring(rest.get(0).start(), collated(Expressions.bare(rest), rest, sql.length()));
    List<Token> bare = Expressions.bare(rest);
    Optional<String> collation = Optional.empty();
    while (collates(bare)) {
      collation = collation.isPresent() ? collation : last(bare);
      bare = Expressions.bare(bare.subList(0, bare.size() - 2));
    }
    Optional<Name> column =
        bare.size() == 1 && Words.isName(bare.get(0))
            ? Optional.of(Name.found(bare.get(0).name()))
            : Optional.empty();
    return new TermText(expression, column, collation, descending);
  }

  private static Optional<String> last(List<Token> tokens) {
    return Optional.of(tokens.get(tokens.size() - 1).name());
  }

  // Where the expression ends: before its collations when these are not inside parentheses.
  private static int collated(List<Token> bare, List<Token> tokens, int length) {
    List<Token> rest = tokens;
    if (bare.size() == tokens.size()) {
      while (collates(rest)) {
        rest = rest.subList(0, rest.size() - 2);
      }
    }
    return Math.min(length, rest.get(rest.size() - 1).end());
  }

  // COLLATE binds tighter than any operator: in "a || b COLLATE x" it is about b alone.
  private static boolean collates(List<Token> tokens) {
    int size = tokens.size();
    if (size < 3 || !tokens.get(size - 2).is("COLLATE")) {
      return false;
    }
    List<Token> rest = tokens.subList(0, size - 2);
    return rest.size() == 1
        || Expressions.isWrapped(rest)
        || collates(rest)
        || (rest.get(0).kind() == Kind.WORD && Expressions.isWrapped(rest.subList(1, rest.size())));
  }

  private static boolean ends(List<Token> tokens, String keyword) {
    return tokens.get(tokens.size() - 1).is(keyword);
  }

  private static boolean endsWith(List<Token> tokens, String keyword, String last) {
    return tokens.size() > 2 && tokens.get(tokens.size() - 2).is(keyword) && ends(tokens, last);
  }
}
