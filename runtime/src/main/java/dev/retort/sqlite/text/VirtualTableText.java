package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import dev.retort.sql.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a virtual table, for example {@code CREATE VIRTUAL TABLE docs USING fts5(body,
 * tokenize = porter)}.
 */
public final class VirtualTableText {
  private final String sql;
  private final Name name;
  private final String module;
  private final List<String> arguments;

  private VirtualTableText(Cursor cursor) {
    this.sql = cursor.sql();
    cursor.expect("CREATE");
    cursor.expect("VIRTUAL");
    cursor.expect("TABLE");
    cursor.ifNotExists();
    this.name = Name.found(cursor.object().name());
    cursor.expect("USING");
    this.module = cursor.nameToken().name();
    this.arguments = cursor.at("(") ? arguments(cursor.parentheses().of(sql)) : List.of();
    cursor.expectEnd();
  }

  private static List<String> arguments(String inside) {
    List<String> arguments = new ArrayList<>();
    for (List<Token> tokens : TermText.split(Tokenizer.tokens(inside))) {
      if (!tokens.isEmpty()) {
        int start = tokens.get(0).start();
        arguments.add(inside.substring(start, tokens.get(tokens.size() - 1).end()));
      }
    }
    return List.copyOf(arguments);
  }

  /**
   * Returns the virtual table that a text creates.
   *
   * @param createTable as SQLite stores it, for example {@code CREATE VIRTUAL TABLE docs USING
   *     fts5(body)}
   * @return the virtual table
   * @throws UnreadableText when it is no such text
   */
  public static VirtualTableText read(String createTable) {
    return new VirtualTableText(new Cursor(createTable));
  }

  /**
   * Returns the text, for example {@code CREATE VIRTUAL TABLE docs USING fts5(body)}.
   *
   * @return the very text that was read
   */
  public String sql() {
    return sql;
  }

  /**
   * Returns the name of the table, for example {@code "docs"}.
   *
   * @return the name without a schema
   */
  public Name name() {
    return name;
  }

  /**
   * Returns the module, for example {@code fts5}.
   *
   * @return as it is spelt, without quotes
   */
  public String module() {
    return module;
  }

  /**
   * Returns the arguments of the module, for example {@code body} and {@code tokenize = porter}.
   *
   * @return each as written, without the spaces around it
   */
  public List<String> arguments() {
    return arguments;
  }
}
