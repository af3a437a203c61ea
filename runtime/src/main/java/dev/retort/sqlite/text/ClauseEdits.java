package dev.retort.sqlite.text;

import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import dev.retort.sqlite.text.ConstraintText.Kind;
import java.util.List;
import java.util.Optional;

/** Changes of single clauses of one table; each method returns the changed text. */
final class ClauseEdits {
  private final TableParts parts;
  private final String sql;

  ClauseEdits(TableParts parts) {
    this.parts = parts;
    this.sql = parts.sql();
  }

  String type(TableParts.Column column, String declared) {
    if (!declared.isEmpty()) {
      requireType(declared);
    }
    if (declared.isEmpty()) {
      return column.type().isEmpty() ? sql : without(column.type());
    }
    Optional<Integer> generated = commentBeforeGenerated(column);
    if (generated.isPresent()) {
      return new Edit(sql)
          .replace(column.type(), "")
          .insert(generated.get(), declared + ' ')
          .apply();
    }
    return column.type().isEmpty()
        ? insertBehind(column.name().end(), declared)
        : new Edit(sql).replace(column.type(), declared).apply();
  }

  // SQLite takes a comment between the type and GENERATED ALWAYS for a part of the type.
  private Optional<Integer> commentBeforeGenerated(TableParts.Column column) {
    return column.text().constraints().stream()
        .findFirst()
        .filter(clause -> clause.kind() == Kind.GENERATED)
        .filter(clause -> Tokenizer.tokens(clause.sql()).get(0).is("GENERATED"))
        .map(ConstraintText::start)
        .filter(at -> afterComments(at) > column.type().end());
  }

  String notNull(TableParts.Column column) {
    if (column.text().notNull()) {
      return sql;
    }
    Optional<ConstraintText> plain = column.text().last(Kind.NULL);
    if (plain.isEmpty()) {
      return append(column, "NOT NULL");
    }
    ConstraintText clause = plain.get();
    return new Edit(sql).insert(keyword(clause, "NULL"), "NOT ").apply();
  }

  /** Replaces what stands behind a keyword, or appends the clause. */
  String value(TableParts.Column column, Kind kind, String keyword, String value) {
    ConstraintText clause = TableReader.column("c " + keyword + ' ' + value).only(kind);
    String bare = Clauses.after(clause, keyword).of(clause.sql());
    return column
        .text()
        .last(kind)
        .map(old -> new Edit(sql).replace(Clauses.afterInTable(old, keyword), bare).apply())
        .orElseGet(() -> append(column, keyword + ' ' + bare));
  }

  /** Removes all clauses of a kind from a column. */
  String without(TableParts.Column column, Kind kind) {
    Edit edit = new Edit(sql);
    List<ConstraintText> clauses = column.text().constraints();
    for (int at = 0; at < clauses.size(); at++) {
      if (clauses.get(at).kind() == kind) {
        Span span = clause(clauses, at);
        edit.delete(afterComments(span.start()), span.end());
      }
    }
    return edit.apply();
  }

  /** Removes one clause of a column. */
  String without(TableParts.Column column, ConstraintText wanted) {
    Edit edit = new Edit(sql);
    List<ConstraintText> clauses = column.text().constraints();
    int index = clauses.indexOf(wanted);
    Span span = clause(clauses, index);
    edit.delete(afterComments(span.start()), span.end());
    if (wanted.kind() == Kind.FOREIGN_KEY) {
      for (int at = index + 1;
          at < clauses.size() && clauses.get(at).kind() != Kind.FOREIGN_KEY;
          at++) {
        if (clauses.get(at).kind() == Kind.DEFERRABLE) {
          Span deferral = clause(clauses, at);
          edit.delete(afterComments(deferral.start()), deferral.end());
        }
      }
    }
    return edit.apply();
  }

  String autoincrement(ConstraintText key, boolean ofTable) {
    if (!ofTable) {
      return insertBehind(key.end(), "AUTOINCREMENT");
    }
    List<Token> tokens = Tokenizer.tokens(key.sql());
    int depth = 0;
    for (int at = 0; at < tokens.size(); at++) {
      if (tokens.get(at).is("(")) {
        depth++;
      } else if (tokens.get(at).is(")") && --depth == 0) {
        return insertBehind(key.start() + tokens.get(at - 1).end(), "AUTOINCREMENT");
      }
    }
    throw new UnreadableText(sql, "its primary key names no column");
  }

  String withoutAutoincrement(ConstraintText key) {
    List<Token> tokens = Tokenizer.tokens(key.sql());
    for (int at = tokens.size() - 1; at >= 0; at--) {
      Token token = tokens.get(at);
      if (token.is("AUTOINCREMENT")) {
        return without(new Span(key.start() + token.start(), key.start() + token.end()));
      }
    }
    return sql;
  }

  String withOption(String words) {
    if (parts.option(words).isPresent()) {
      return sql;
    }
    if (parts.options().isEmpty()) {
      return insertBehind(parts.inside().end() + 1, words);
    }
    Span last = parts.options().get(parts.options().size() - 1).span();
    return new Edit(sql).insert(last.end(), ", " + words).apply();
  }

  String withoutOption(TableParts.Option option) {
    Span span = option.span();
    int index = parts.options().indexOf(option);
    Edit edit = new Edit(sql);
    if (index > 0) {
      int comma = parts.options().get(index - 1).comma().orElseThrow();
      edit.delete(comma, comma + 1).delete(afterComments(span.start()), span.end());
    } else if (option.comma().isPresent()) {
      int comma = option.comma().getAsInt();
      Gap gap = new Gap(sql, comma + 1, parts.options().get(1).span().start());
      edit.delete(span.start(), span.end()).delete(comma, gap.afterSpace(comma + 1));
    } else {
      edit.delete(afterComments(span.start()), span.end());
    }
    return edit.apply();
  }

  private String without(Span span) {
    return new Edit(sql).delete(afterComments(span.start()), span.end()).apply();
  }

  /** Behind the last clause, but before a name that has none and would take the new one. */
  private String append(TableParts.Column column, String clause) {
    List<ConstraintText> clauses = column.text().constraints();
    int at = clauses.size();
    while (at > 0 && clauses.get(at - 1).kind() == Kind.LABEL) {
      at--;
    }
    int end = at == clauses.size() ? column.whole().end() : before(clauses.get(at).start());
    return insertBehind(end, clause);
  }

  private String insertBehind(int at, String text) {
    return new Edit(sql).insert(at, ' ' + text).apply();
  }

  /** The place of a clause with the names right before it, which would go to the next one. */
  private static Span clause(List<ConstraintText> clauses, int index) {
    int first = index;
    while (first > 0
        && clauses.get(index).kind() != Kind.LABEL
        && clauses.get(first - 1).kind() == Kind.LABEL) {
      first--;
    }
    return new Span(clauses.get(first).start(), clauses.get(index).end());
  }

  private int keyword(ConstraintText clause, String keyword) {
    return Tokenizer.tokens(clause.sql()).stream()
        .filter(token -> token.is(keyword))
        .findFirst()
        .map(token -> clause.start() + token.start())
        .orElseThrow(() -> new UnreadableText(sql, "it lacks " + keyword));
  }

  /** Where the token before a place ends. */
  private int before(int place) {
    int end = parts.inside().start();
    for (Token token : Tokenizer.tokens(sql)) {
      if (token.start() >= place) {
        break;
      }
      end = token.end();
    }
    return end;
  }

  private int afterComments(int place) {
    return new Gap(sql, before(place), place).afterComments();
  }

  private static void requireType(String declared) {
    TableParts.Column column = TableReader.column("c " + declared);
    if (!column.type().of("c " + declared).equals(declared)) {
      throw new UnreadableText(declared, '"' + declared + '"', "a type stands");
    }
  }
}
