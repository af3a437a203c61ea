package dev.retort.sql;

/** The classes of characters that SQLite's tokenizer knows. */
public final class Characters {
  private Characters() {}

  public static boolean space(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }

  public static boolean digit(char character) {
    return character >= '0' && character <= '9';
  }

  public static boolean hex(char character) {
    return digit(character)
        || (character >= 'a' && character <= 'f')
        || (character >= 'A' && character <= 'F');
  }

  /** Whether the character goes on with a word; everything beyond ASCII does. */
  public static boolean word(char character) {
    return digit(character)
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || character == '_'
        || character == '$'
        || character >= 0x80;
  }

  public static boolean quote(char character) {
    return character == '"' || character == '\'' || character == '`' || character == '[';
  }

  /** Whether two characters side by side would be read as parts of one token or as a comment. */
  public static boolean glue(char before, char after) {
    if (word(before)) {
      return word(after) || after == '\'';
    }
    return (quote(before) && before == after)
        || (before == '-' && (after == '-' || after == '>'))
        || (before == '/' && after == '*');
  }

  /** The text without the whitespace around it, comments kept. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && space(text.charAt(start))) {
      start++;
    }
    while (end > start && space(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
