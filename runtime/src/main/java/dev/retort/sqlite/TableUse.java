package dev.retort.sqlite;

import dev.retort.schema.Name;
import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table that a statement needs, told without a database. Not all are found; what is found is
 * needed for certain.
 *
 * <pre>{@code
 * TableUse.in("DELETE FROM users WHERE id < 0"); // users, at 12
 * }</pre>
 *
 * @param table its name
 * @param offset where it stands, counted in chars from 0
 */
public record TableUse(Name table, int offset) {
  /** Virtual tables that are there without having been made; https://www.sqlite.org/vtab.html. */
  private static final Set<String> EPONYMOUS =
      Set.of(
          "BYTECODE",
          "CARRAY",
          "COMPLETION",
          "DBSTAT",
          "FSDIR",
          "GENERATE_SERIES",
          "JSON_EACH",
          "JSON_TREE",
          "JSONB_EACH",
          "JSONB_TREE",
          "TABLES_USED",
          "ZIPFILE");

  /**
   * Finds the tables that one statement reads or writes.
   *
   * @param statement a query, or an INSERT, UPDATE or DELETE
   * @return those that are certain, in the order of the text
   */
  public static List<TableUse> in(String statement) {
    List<Token> tokens = SqlScript.tokens(statement);
    boolean hasCommon = tokens.stream().anyMatch(token -> token.is("WITH"));
    List<TableUse> uses = new ArrayList<>();
    for (int at = 0; at + 1 < tokens.size(); at++) {
      boolean writes = isWritten(tokens, at);
      boolean reads = !hasCommon && isRead(tokens, at);
      if ((writes || reads) && isTable(tokens, at + 1, writes)) {
        Token name = tokens.get(at + 1);
        uses.add(new TableUse(Name.found(name.name()), name.start()));
      }
    }
    return List.copyOf(uses);
  }

  private static boolean isWritten(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    if (token.is("INTO")) {
      return true;
    }
    if (token.is("FROM")) {
      return at > 0 && tokens.get(at - 1).is("DELETE");
    }
    return at == 0 && token.is("UPDATE") && !tokens.get(1).is("OR");
  }

  /** {@code IS DISTINCT FROM} compares values. */
  private static boolean isRead(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean compares = at > 0 && tokens.get(at - 1).is("DISTINCT");
    return (token.is("FROM") && !compares) || token.is("JOIN");
  }

  /** A name alone: neither qualified, nor a function, nor one that SQLite has anyway. */
  private static boolean isTable(List<Token> tokens, int at, boolean isWritten) {
    Token name = tokens.get(at);
    boolean isName = name.kind() == Token.Kind.WORD || name.kind() == Token.Kind.QUOTED;
    boolean isMore =
        at + 1 < tokens.size()
            && (tokens.get(at + 1).is(".") || (!isWritten && tokens.get(at + 1).is("(")));
    String upper = name.name().toUpperCase(Locale.ROOT);
    return isName
        && !isMore
        && !EPONYMOUS.contains(upper)
        && !upper.startsWith("SQLITE_")
        && !upper.startsWith("RETORT_")
        && !upper.startsWith("PRAGMA_");
  }
}
