package dev.retort.sqlite.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes INSERT statements with values of every class. */
final class RowGenerator {
  private static final List<String> NUMBERS =
      List.of("0", "1", "-1", "2", "3", "42", "100", "7", "8", "9");
  private static final List<String> ODD_NUMBERS =
      List.of(
          "9007199254740993",
          "9223372036854775000",
          "-9223372036854775808",
          "1.5",
          "0.1",
          "3.0",
          "1e300",
          "-0.0",
          "9e999",
          "(0.1 + 0.2)");
  private static final List<String> TEXTS =
      List.of("'abc'", "'ABC'", "'Bcd'", "'it''s'", "'ü'", "''", "'x y '", "'2020-05-06'");
  private static final List<String> ODD_TEXTS =
      List.of(
          "'007'",
          "'12'",
          "'1.50'",
          "'1e3'",
          "' 5'",
          "'0x10'",
          "'9223372036854775808'",
          "'1.5'",
          "CAST(x'610062' AS TEXT)",
          "'9007199254740993'",
          "x'00ff'",
          "x''",
          "'-- no'");
  private final Dice dice;

  RowGenerator(Dice dice) {
    this.dice = dice;
  }

  /** Returns an INSERT of one row; a value now and then left to its default. */
  String insert(TableModel table) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    Optional<String> rowid = hiddenRowid(table);
    if (rowid.isPresent() && dice.oneIn(4)) {
      names.add(rowid.get());
      values.add(String.valueOf(1 + dice.below(5000)));
    }
    for (ColumnModel column : table.columns()) {
      if (!column.isGenerated() && !(dice.oneIn(6) && names.size() + 1 < table.columns().size())) {
        names.add(column.reference());
        values.add(value(table, column));
      }
    }
    return "INSERT INTO "
        + table.written()
        + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")")
        + (names.isEmpty() ? " DEFAULT VALUES" : " VALUES (" + String.join(", ", values) + ")");
  }

  private static Optional<String> hiddenRowid(TableModel table) {
    boolean free = !table.isWithoutRowid() && table.column("rowid").isEmpty();
    return free && table.primaryKey().isEmpty() ? Optional.of("rowid") : Optional.empty();
  }

  private String value(TableModel table, ColumnModel column) {
    boolean referencing =
        table.clauses().stream()
            .anyMatch(
                clause ->
                    clause.kind() == Clause.Kind.FOREIGN_KEY
                        && clause.columns().contains(column.id()));
    if (referencing) {
      return dice.of("NULL", "1", "2", "3", "'k1'", "'k2'");
    }
    return value(column.type());
  }

  String value(String type) {
    String word = type.toUpperCase(Locale.ROOT);
    if (dice.oneIn(7)) {
      return "NULL";
    } else if (dice.oneIn(8)) {
      return dice.of(dice.oneIn(2) ? ODD_TEXTS : ODD_NUMBERS);
    } else if (word.contains("CHAR") || word.contains("TEXT") || word.contains("CLOB")) {
      return dice.of(dice.oneIn(4) ? ODD_TEXTS : TEXTS);
    } else if (word.contains("BLOB") || word.isEmpty() || word.equals("ANY")) {
      return dice.of(dice.of(TEXTS), dice.of(NUMBERS), "x'00ff'", "x'616263'");
    }
    return dice.oneIn(4) ? dice.of(ODD_NUMBERS) : dice.of(dice.of(NUMBERS), number());
  }

  private String number() {
    return String.valueOf(dice.below(2000) - 500);
  }
}
