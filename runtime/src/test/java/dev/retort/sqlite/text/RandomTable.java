package dev.retort.sqlite.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes texts of tables as odd as SQLite's grammar lets them be; SQLite may refuse some. */
final class RandomTable {
  private static final List<String> NAMES =
      List.of(
          "a",
          "B",
          "\"c d\"",
          "[e]]",
          "[f-g]",
          "`h``i`",
          "'j'",
          "\"k\"\"l\"",
          "é",
          "Ünï",
          "key",
          "\"select\"",
          "[check]",
          "abort",
          "m$n",
          "_o",
          "generated",
          "always",
          "left",
          "temp",
          "\"p--q\"",
          "'r/*s'",
          "replace",
          "desc",
          "no",
          "action",
          "\"t,u\"",
          "[v)w]",
          "if",
          "strict",
          "rowid",
          "current_time",
          "view",
          "\ud83d\ude00",
          "x",
          "stored",
          "indexed");
  private static final List<String> TYPES =
      List.of(
          "",
          "",
          "INT",
          "integer",
          "TEXT",
          "VARCHAR(10)",
          "DECIMAL ( 10 , -2 )",
          "\"my type\"",
          "[int]",
          "LONG  LONG\nINT",
          "unsigned /* very */ big int",
          "'str' x",
          "Blob",
          "any",
          "double precision",
          "char(+5)",
          "`z`",
          "virtual",
          "key generated");
  private static final List<String> COLLATIONS =
      List.of("NOCASE", "rtrim", "\"binary\"", "[NoCase]", "'RTRIM'");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-1",
          "+ 2.5e3",
          "'x, y)'",
          "'it''s -- no'",
          "x'00fF'",
          "null",
          "true",
          "CURRENT_TIMESTAMP",
          "(1 + 1)",
          "( 'a' || /* ) */ 'b' )",
          "abc",
          "\"dq\"",
          "0x1F",
          "1_000",
          "- 7",
          "((3))",
          "(-- )\n 4)",
          "key",
          "[it]");
  private static final List<String> CONFLICTS =
      List.of("ROLLBACK", "abort", "Fail", "IGNORE", "replace");

  private final Random random;
  private final List<String> columns = new ArrayList<>();
  private final boolean calm;
  private final String line;
  private final boolean commaFirst;

  RandomTable(long seed) {
    this.random = new Random(seed);
    this.calm = random.nextInt(3) > 0;
    this.line = pick(List.of("\n  ", "\r\n\t", "\n", " ", ""));
    this.commaFirst = random.nextInt(4) == 0;
  }

  String text() {
    int count = 1 + random.nextInt(4);
    for (int at = 0; at < count; at++) {
      columns.add(pick(NAMES));
    }
    List<String> items = new ArrayList<>();
    List<String> separators = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      items.add(column(at));
      separators.add(comma());
    }
    int constraints = random.nextInt(3) * random.nextInt(3);
    for (int at = 0; at < constraints; at++) {
      items.add(label() + tableConstraint());
      separators.add(random.nextInt(4) == 0 ? space() : comma());
    }
    StringBuilder text = new StringBuilder("CREATE TABLE");
    text.append(space()).append(pick(NAMES)).append(gap()).append('(').append(line).append(gap());
    for (int at = 0; at < items.size(); at++) {
      text.append(items.get(at));
      if (at < items.size() - 1) {
        text.append(separators.get(at));
      }
    }
    text.append(end()).append(pick(List.of("", "", "\n", " "))).append(')');
    return text.append(options()).toString();
  }

  private String comma() {
    return commaFirst ? end() + line + "," + gap() : gap() + "," + end() + line + gap();
  }

  /** What may stand at the end of a line. */
  private String end() {
    return switch (random.nextInt(5)) {
      case 0 -> " -- note, (" + random.nextInt(100) + "\n";
      case 1 -> " /* note) " + random.nextInt(100) + " */";
      case 2 -> " ";
      default -> "";
    };
  }

  private String column(int index) {
    StringBuilder column = new StringBuilder(columns.get(index));
    String type = pick(TYPES);
    if (!type.isEmpty()) {
      column.append(space()).append(type);
    }
    int clauses = random.nextInt(4);
    for (int at = 0; at < clauses; at++) {
      column.append(space()).append(label()).append(columnClause());
    }
    return column.toString();
  }

  private String label() {
    String label = "";
    while (random.nextInt(5) == 0) {
      label += word("CONSTRAINT") + space() + pick(NAMES) + space();
    }
    return label;
  }

  private String columnClause() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> word("NOT") + space() + word("NULL") + conflict();
      case 2 -> word("NULL") + conflict();
      case 3 ->
          word("PRIMARY") + space() + word("KEY") + order() + conflict() + maybe("AUTOINCREMENT");
      case 4 -> word("UNIQUE") + conflict();
      case 5 -> word("CHECK") + gap() + "(" + expression() + ")";
      case 6 -> references() + deferral();
      case 7, 8 -> word("DEFAULT") + space() + pick(VALUES);
      case 9, 10 -> word("COLLATE") + space() + pick(COLLATIONS);
      case 11 -> deferral().trim() + " ";
      case 12 -> word("CONSTRAINT") + space() + pick(NAMES);
      default ->
          (random.nextBoolean() ? word("GENERATED") + space() + word("ALWAYS") + space() : "")
              + word("AS")
              + gap()
              + "("
              + expression()
              + ")"
              + pick(List.of("", " stored", " VIRTUAL"));
    };
  }

  private String tableConstraint() {
    return switch (random.nextInt(5)) {
      case 0 ->
          word("PRIMARY")
              + space()
              + "KEY"
              + gap()
              + "("
              + terms()
              + maybe("AUTOINCREMENT")
              + ")"
              + conflict();
      case 1 -> word("UNIQUE") + gap() + "(" + terms() + ")" + conflict();
      case 2 -> word("CHECK") + gap() + "(" + expression() + ")" + conflict();
      case 3 ->
          word("FOREIGN")
              + space()
              + "KEY"
              + gap()
              + "("
              + gap()
              + pick(columns)
              + gap()
              + ")"
              + gap()
              + references()
              + deferral();
      default -> word("CONSTRAINT") + space() + pick(NAMES);
    };
  }

  private String terms() {
    String terms = gap() + term() + gap();
    return random.nextInt(3) == 0 ? terms + "," + gap() + term() + gap() : terms;
  }

  private String term() {
    String column = pick(columns);
    return random.nextInt(4) == 0
        ? "(" + gap() + column + ")" + order()
        : column + (random.nextInt(4) == 0 ? " COLLATE " + pick(COLLATIONS) : "") + order();
  }

  private String references() {
    StringBuilder text = new StringBuilder(word("REFERENCES")).append(space()).append(pick(NAMES));
    if (random.nextBoolean()) {
      text.append(gap()).append('(').append(pick(NAMES)).append(gap()).append(')');
    }
    while (random.nextInt(3) == 0) {
      text.append(
          pick(
              List.of(
                  " ON DELETE CASCADE",
                  " on update set /* x */ null",
                  " ON INSERT RESTRICT",
                  " MATCH full",
                  " ON DELETE NO ACTION",
                  " ON UPDATE SET DEFAULT")));
    }
    return text.toString();
  }

  private String deferral() {
    return pick(
        List.of(
            "",
            "",
            "",
            " DEFERRABLE",
            " not deferrable initially immediate",
            " DEFERRABLE INITIALLY DEFERRED",
            " NOT DEFERRABLE"));
  }

  private String expression() {
    String column = pick(columns);
    return gap()
        + pick(
            List.of(
                column + " > 0",
                "(" + column + ")",
                "length(" + column + ") < 1_0 -- )\n",
                column + " IN (1, ')', x'29')",
                "CASE WHEN " + column + " THEN 1 ELSE 2 END",
                column + "->>'$.a' /* ( */ IS NOT NULL",
                "1"))
        + gap();
  }

  private String options() {
    return switch (random.nextInt(8)) {
      case 0 -> gap() + word("STRICT") + gap();
      case 1 -> gap() + word("WITHOUT") + space() + "rowid";
      case 2 -> gap() + "STRICT" + gap() + "," + gap() + "WITHOUT" + space() + "ROWID";
      case 3 -> gap() + "WITHOUT ROWID" + gap() + "," + gap() + "strict -- end";
      default -> "";
    };
  }

  private String conflict() {
    return random.nextInt(4) == 0
        ? space() + word("ON") + space() + word("CONFLICT") + space() + pick(CONFLICTS)
        : "";
  }

  private String order() {
    return pick(List.of("", "", " ASC", " desc"));
  }

  private String maybe(String word) {
    return random.nextInt(4) == 0 ? space() + word(word) : "";
  }

  private String word(String keyword) {
    return random.nextInt(4) == 0 ? keyword.toLowerCase(java.util.Locale.ROOT) : keyword;
  }

  private String space() {
    return calm
        ? " "
        : pick(
            List.of(" ", " ", "\n ", "\t", "/**/", " /* x' */ ", " -- y\"\n", "\r\n", " \u000b"));
  }

  private String gap() {
    return random.nextInt(3) == 0 ? space() : "";
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
