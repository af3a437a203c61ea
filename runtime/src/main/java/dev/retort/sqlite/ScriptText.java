package dev.retort.sqlite;

import dev.retort.sql.SqlScript;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The text of a script, laid out so that the {@code sqlite3} command takes all of it at once.
 *
 * <p>The command reads lines until they end a statement, runs what it has, and goes on after an
 * error, up to the COMMIT of half the work, unless it is told {@code -bail}. Of several statements
 * that it has read together it runs none after the first that fails. So no line ends a statement
 * but the last one: behind each semicolon the comment of the next statement begins, and behind the
 * end of the comment the statement, on one line. Other programs see semicolons and comments.
 */
final class ScriptText {
  private final StringBuilder text = new StringBuilder();
  private boolean begun;

  /** Whether the words of a statement are kept in the database. */
  enum Keeping {
    /** It makes an object whose text SQLite keeps. */
    STORED,
    /** It is run and forgotten. */
    RUN
  }

  /** Writes lines before the first statement. */
  void head(List<String> lines) {
    for (String line : lines) {
      text.append(("-- " + oneLine(line)).strip()).append('\n');
    }
  }

  /**
   * Writes a statement.
   *
   * @param words the lines above it
   */
  void statement(String sql, Keeping keeping, List<String> words) {
    List<Token> tokens = SqlScript.tokens(sql);
    if (tokens.isEmpty()) {
      return;
    }
    List<String> comment = new ArrayList<>(words);
    sql.substring(0, tokens.get(0).start()).strip().lines().forEach(comment::add);
    if (begun) {
      text.append("; /*\n\n");
    } else {
      text.append("\n/*\n");
    }
    for (String line : comment) {
      text.append(line.isBlank() ? "" : "   " + oneLine(line)).append('\n');
    }
    text.append("*/ ").append(body(sql, tokens, keeping));
    begun = true;
  }

  /** Returns all of it. */
  String end() {
    return text.append(";\n").toString();
  }

  private static String oneLine(String words) {
    return words
        .replace("*/", "* /")
        .replaceAll("[\\r\\n\\x00\\x0b\\x0c\\x1a]", " ")
        .stripTrailing();
  }

  /**
   * Refuses a statement that the command would read otherwise.
   *
   * @throws PlanRefusal when it would
   */
  static void requireReadable(String sql, Keeping keeping) {
    List<Token> tokens = SqlScript.tokens(sql);
    requireReadable(sql, tokens);
    tokens.forEach(token -> written(token, keeping));
  }

  private static String body(String sql, List<Token> tokens, Keeping keeping) {
    StringBuilder body = new StringBuilder();
    int end = tokens.get(0).start();
    for (Token token : tokens) {
      body.append(sql, end, token.start()).append(written(token, keeping));
      end = token.end();
    }
    return body.append(closed(sql.substring(end))).toString();
  }

  /** Ends a comment behind a statement, which would take the semicolon with it. */
  private static String closed(String comments) {
    int at = 0;
    while (at < comments.length()) {
      boolean line = comments.startsWith("--", at);
      if (line || comments.startsWith("/*", at)) {
        String closing = line ? "\n" : "*/";
        int end = comments.indexOf(closing, at + 2);
        if (end < 0) {
          return comments + closing;
        }
        at = end + closing.length();
      } else {
        at++;
      }
    }
    return comments;
  }

  /** The command reads a carriage return before a new line as nothing. */
  private static String written(Token token, Keeping keeping) {
    if (!token.text().contains("\r\n")) {
      return token.text();
    }
    if (token.kind() != Token.Kind.STRING || keeping == Keeping.STORED) {
      throw new PlanRefusal(
          "cannot be written as a script: the sqlite3 command reads the end of the line in "
              + token.text().replace("\r\n", "\\r\\n")
              + " as \\n. Write \\n there, or char(13, 10) behind ||.");
    }
    return "(" + token.text().replace("\r\n", "' || char(13, 10) || '") + ")";
  }

  /** The command takes such a line for the end of a statement; see Oracle and SQL Server. */
  private static void requireReadable(String sql, List<Token> tokens) {
    if (sql.indexOf('\0') >= 0) {
      throw new PlanRefusal("cannot be written as a script: it has the character NUL in its SQL.");
    }
    for (Token token : tokens) {
      String word = token.text().toLowerCase(Locale.ROOT);
      if ((word.equals("go") || word.equals("/")) && isAlone(sql, token)) {
        throw new PlanRefusal(
            "cannot be written as a script: the sqlite3 command takes a line with nothing but "
                + token.text()
                + " for the end of a statement. Write it on one line with what is before it.");
      }
    }
  }

  /** Says whether nothing else is on the line of a token, but perhaps a comment. */
  private static boolean isAlone(String sql, Token token) {
    int start = sql.lastIndexOf('\n', token.start()) + 1;
    int end = sql.indexOf('\n', token.end());
    String line = sql.substring(start, end < 0 ? sql.length() : end);
    return start > 0 && SqlScript.tokens(line).size() == 1;
  }
}
