package dev.retort.op;

import dev.retort.schema.Check;
import dev.retort.schema.Constraint;
import dev.retort.schema.Extent;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.Table;
import dev.retort.sql.Keywords;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words in the expressions of an operation that name no column. Of those in double quotes
 * SQLite makes texts, without a word; see https://www.sqlite.org/quirks.html#dblquote. Others it
 * refuses.
 */
final class ColumnWords {
  private final Extent extent;
  private final Set<Name> old;
  private final List<Expression> overRows = new ArrayList<>();
  private final List<Expression> inTable = new ArrayList<>();

  /** An expression, with the columns that it can name where it stands. */
  private record Expression(String action, String sql, Set<Name> columns) {
    void report(Table table, Set<Name> atTheEnd, List<SchemaProblem> problems) {
      Set<Name> known = new LinkedHashSet<>(columns);
      known.addAll(atTheEnd);
      Set<Name> told = new HashSet<>();
      for (Token token : unknown(sql, known)) {
        Name word = Name.found(token.name());
        if (told.add(word)) {
          problems.add(problem(table, known, token, word));
        }
      }
    }

    private SchemaProblem problem(Table table, Set<Name> known, Token token, Name word) {
      Optional<Name> nearest =
          word.text().isEmpty() ? Optional.empty() : NearestName.of(word, known);
      return token.kind() == Token.Kind.QUOTED
          ? new SchemaProblem.QuotedText(action, word, table.name(), nearest)
          : new SchemaProblem.UnknownColumn(action + " with " + word, word, table.name(), nearest);
    }
  }

  ColumnWords(Table before) {
    this.extent = before.extent();
    this.old = new LinkedHashSet<>(before.columnNames());
  }

  /** Takes note of a column that has another name from now on. */
  void rename(Name from, Name to) {
    old.remove(from);
    old.add(to);
  }

  /** Takes note of an expression over the rows that are there, whose columns are the old ones. */
  void overRows(String action, String sql) {
    overRows.add(new Expression(action, sql, new LinkedHashSet<>(old)));
  }

  /** Takes note of an expression that is a part of the table. */
  void inTable(String action, String sql, Table table) {
    inTable.add(new Expression(action, sql, new LinkedHashSet<>(table.columnNames())));
  }

  /** Takes note of those constraints that are expressions. */
  void inTable(String action, List<Constraint> constraints, Table table) {
    for (Constraint constraint : constraints) {
      if (constraint instanceof Check check) {
        inTable(action, check.expression(), table);
      }
    }
  }

  /** Returns the words that name no column, once all changes are made. */
  List<SchemaProblem> problems(Table after) {
    List<SchemaProblem> problems = new ArrayList<>();
    if (extent == Extent.COMPLETE) {
      Set<Name> atTheEnd = new LinkedHashSet<>(after.columnNames());
      overRows.forEach(each -> each.report(after, old, problems));
      inTable.forEach(each -> each.report(after, atTheEnd, problems));
    }
    return problems;
  }

  /** Returns a constraint as SQLite reads it in a table: such words of a check in single quotes. */
  static Constraint asRead(Constraint constraint, Table table) {
    if (!(constraint instanceof Check check) || table.extent() == Extent.OPEN) {
      return constraint;
    }
    StringBuilder read = new StringBuilder();
    int copied = 0;
    for (Token token : unknown(check.expression(), Set.copyOf(table.columnNames()))) {
      if (token.kind() != Token.Kind.QUOTED) {
        continue;
      }
      read.append(check.expression(), copied, token.start()).append(Literal.of(token.name()).sql());
      copied = token.end();
    }
    read.append(check.expression().substring(copied));
    return new Check(check.name(), read.toString(), check.owner());
  }

  /** Returns the words; a query has tables of its own, and is left to SQLite. */
  private static List<Token> unknown(String sql, Set<Name> columns) {
    List<Token> tokens = SqlScript.tokens(sql);
    List<Token> unknown = new ArrayList<>();
    if (tokens.stream().anyMatch(token -> token.is("SELECT") || token.is("WITH"))) {
      return unknown;
    }
    boolean inType = false;
    for (int at = 0; at < tokens.size(); at++) {
      Token token = tokens.get(at);
      inType = token.is("AS") || (inType && !token.is("(") && !token.is(")"));
      Name name = Name.found(token.name());
      if (isWord(token)
          && !inType
          && isOperand(tokens, at)
          && !columns.contains(name)
          && !Lookup.isRowid(name)) {
        unknown.add(token);
      }
    }
    return unknown;
  }

  /** Other quotes than double ones are always those of a name. */
  private static boolean isWord(Token token) {
    return token.kind() == Token.Kind.QUOTED
        ? token.text().startsWith("\"")
        : token.kind() == Token.Kind.WORD && !Keywords.contains(token.text());
  }

  /** Says whether a name is no part of a longer one, no function, table, collation or window. */
  private static boolean isOperand(List<Token> tokens, int at) {
    boolean afterName =
        at > 0 && List.of(".", "COLLATE", "IN", "OVER").stream().anyMatch(tokens.get(at - 1)::is);
    boolean beforeName =
        at + 1 < tokens.size() && List.of(".", "(").stream().anyMatch(tokens.get(at + 1)::is);
    return !afterName && !beforeName;
  }
}
