package dev.retort.op;

import dev.retort.schema.Name;
import dev.retort.schema.Trigger;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.List;

/** Reads from a {@code CREATE TRIGGER} statement what the trigger is called and what it is on. */
final class TriggerHeader {
  private final String sql;
  private final List<Token> tokens;
  private int at;

  private TriggerHeader(String sql) {
    this.sql = sql;
    this.tokens = SqlScript.tokens(sql);
  }

  static Trigger read(String createSql) {
    List<String> statements = SqlScript.statements(createSql);
    if (statements.size() != 1) {
      throw new IllegalArgumentException(
          "one CREATE TRIGGER statement is wanted, not %d: \"%s\""
              .formatted(statements.size(), createSql));
    }
    return new TriggerHeader(statements.get(0)).trigger();
  }

  private Trigger trigger() {
    expect("CREATE");
    if (accept("TEMP") || accept("TEMPORARY")) {
      throw new IllegalArgumentException(
          "a temporary trigger is gone with its connection, and no revision can make one: \""
              + sql
              + "\"");
    }
    expect("TRIGGER");
    if (accept("IF")) {
      throw new IllegalArgumentException(
          "leave IF NOT EXISTS out, so that the trigger is known to be this one: \"" + sql + "\"");
    }
    Name name = qualified();
    while (!accept("ON")) {
      next();
    }
    return new Trigger(name, Name.of(next().name()), sql);
  }

  /** Reads the name, which may say the main database; a trigger of another is no revision's. */
  private Name qualified() {
    String first = next().name();
    if (!accept(".")) {
      return Name.of(first);
    }
    if (!first.equalsIgnoreCase("main")) {
      throw new IllegalArgumentException(
          "a revision makes triggers of the main database, not of \"%s\": \"%s\""
              .formatted(first, sql));
    }
    return Name.of(next().name());
  }

  private boolean accept(String keyword) {
    boolean found = at < tokens.size() && tokens.get(at).is(keyword);
    at += found ? 1 : 0;
    return found;
  }

  private void expect(String keyword) {
    if (!accept(keyword)) {
      throw unreadable();
    }
  }

  private Token next() {
    if (at >= tokens.size()) {
      throw unreadable();
    }
    return tokens.get(at++);
  }

  private IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "this is no CREATE TRIGGER name .. ON table .. BEGIN .. END: \"" + sql + "\"");
  }
}
