package dev.retort.sqlite.differential;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A clause of a column or a constraint of a table, in words; {@code {3}} stands for column 3 as it
 * is referred to, {@code {q3}} for its name in double quotes, and {@code {t}} for the table.
 *
 * @param kind what it is
 * @param name its name, empty for none
 * @param label the name as it is written, for example {@code CONSTRAINT "a b"}
 * @param body what stands behind the name
 * @param columns what it is about: the columns of a key or a check
 * @param gap what stands before it: whitespace and comments
 */
record Clause(
    Kind kind, String name, String label, String body, List<Integer> columns, String gap) {
  private static final Pattern COLUMN = Pattern.compile("\\{(q?)(\\d+|t)\\}");

  enum Kind {
    NOT_NULL,
    NULL,
    DEFAULT,
    COLLATE,
    GENERATED,
    PRIMARY_KEY,
    UNIQUE,
    CHECK,
    FOREIGN_KEY
  }

  static Clause of(Kind kind, String body, List<Integer> columns) {
    return new Clause(kind, "", "", body, columns, " ");
  }

  Clause named(String itsName, String itsLabel) {
    return new Clause(kind, itsName, itsLabel, body, columns, gap);
  }

  Clause saying(String words) {
    return new Clause(kind, name, label, words, columns, gap);
  }

  Clause behind(String space) {
    return new Clause(kind, name, label, body, columns, space);
  }

  String template() {
    return label.isEmpty() ? body : label + " " + body;
  }

  boolean mentions(int column) {
    return columns.contains(column)
        || body.contains("{" + column + "}")
        || body.contains("{q" + column + "}");
  }

  /** Puts names in the place of {@code {3}}, {@code {q3}} and {@code {t}}. */
  static String fill(String template, IntFunction<ColumnModel> columns, String table) {
    Matcher matcher = COLUMN.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String which = matcher.group(2);
      String text = table;
      if (!which.equals("t")) {
        ColumnModel column = columns.apply(Integer.parseInt(which));
        boolean quoted = matcher.group(1).equals("q");
        text = quoted ? MemoryDatabase.name(column.name()) : column.reference();
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(text));
    }
    return matcher.appendTail(filled).toString();
  }
}
