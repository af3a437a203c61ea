package dev.retort.sqlite.differential;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes up names of columns and writes them in all the ways SQLite reads. */
final class ColumnNames {
  private static final List<String> ODD =
      List.of(
          "a",
          "bee",
          "Alpha",
          "two words",
          "it's",
          "é",
          "x.y",
          "q\"q",
          "order",
          "group",
          "rowid",
          "percent%",
          "colon:c",
          "tick`",
          "näme",
          "index",
          "key",
          "_u");
  private static final Set<String> KEYWORDS = Set.of("order", "group", "index");
  private final Dice dice;
  private final Set<String> used = new HashSet<>();

  ColumnNames(Dice dice) {
    this.dice = dice;
  }

  /** Returns a name that was not given before. */
  String fresh() {
    String name = dice.of(ODD);
    if (!used.add(name.toLowerCase(Locale.ROOT))) {
      name = name + used.size();
      used.add(name.toLowerCase(Locale.ROOT));
    }
    return name;
  }

  /** Writes a name where it is declared. */
  String declared(String name) {
    return isPlain(name) && dice.oneIn(12) ? "'" + name + "'" : quoted(name);
  }

  /** Writes a name where it is referred to. */
  String reference(String name) {
    String written = quoted(name);
    return written.equals(name) && dice.oneIn(4) ? name.toUpperCase(Locale.ROOT) : written;
  }

  private String quoted(String name) {
    if (isPlain(name) && !dice.oneIn(3)) {
      return name;
    }
    return switch (dice.below(3)) {
      case 0 -> "[" + name + "]";
      case 1 -> "`" + name.replace("`", "``") + "`";
      default -> MemoryDatabase.name(name);
    };
  }

  private static boolean isPlain(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !KEYWORDS.contains(name);
  }
}
