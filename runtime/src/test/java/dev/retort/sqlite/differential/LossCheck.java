package dev.retort.sqlite.differential;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;

/** Finds the values that a new type would alter without being told how. */
final class LossCheck {
  private LossCheck() {}

  static void run(TableModel before, TableModel after, MemoryDatabase old)
      throws SQLException, Wrong {
    for (ColumnModel column : after.columns()) {
      Origin origin = column.origin();
      boolean loose = before.isStrict() && !after.isStrict() && !origin.added();
      if ((origin.retyped() || loose) && origin.using().isEmpty() && !column.isGenerated()) {
        run(before, after.isStrict(), column, old);
      }
    }
  }

  private static void run(TableModel before, boolean strict, ColumnModel column, MemoryDatabase old)
      throws SQLException, Wrong {
    String name = MemoryDatabase.name(before.column(column.id()).orElseThrow().name());
    try (MemoryDatabase probe = MemoryDatabase.open()) {
      probe.execute(
          "PRAGMA encoding = " + MemoryDatabase.text(old.strings("PRAGMA encoding").get(0)));
      probe.execute(
          "CREATE TABLE p (is_now "
              + column.type()
              + ", was BLOB)".replace("BLOB", strict ? "ANY" : "BLOB")
              + (strict ? " STRICT" : ""));
      for (String value :
          old.strings(
              "SELECT "
                  + MemoryDatabase.literal(name)
                  + " FROM main."
                  + MemoryDatabase.name(before.name())
                  + " WHERE "
                  + name
                  + " IS NOT NULL")) {
        probe.execute("INSERT INTO p VALUES (" + value + ", " + value + ")");
      }
      for (List<String> row :
          probe.rows(
              "SELECT typeof(was), typeof(is_now), hex(was), hex(is_now), CAST(was AS TEXT),"
                  + " CAST(is_now AS TEXT), was, is_now, quote(was), quote(is_now) FROM p")) {
        if (!isSame(row)) {
          throw new Wrong(
              "the type of " + column.name() + " would turn " + row.get(8) + " into " + row.get(9));
        }
      }
    }
  }

  private static boolean isSame(List<String> row) {
    String was = row.get(0);
    String is = row.get(1);
    if (was.equals(is)) {
      return was.equals("real") ? row.get(8).equals(row.get(9)) : row.get(2).equals(row.get(3));
    }
    return switch (was + " " + is) {
      case "integer real" -> isWhole(row.get(6), row.get(7));
      case "real integer" -> isWhole(row.get(7), row.get(6));
      case "text integer", "integer text" -> row.get(4).equals(row.get(5));
      case "text real" -> row.get(4).equals(row.get(5)) && parsed(row.get(4)) == parsed(row.get(7));
      case "real text" ->
          !row.get(5).endsWith("Inf")
              && row.get(4).equals(row.get(5))
              && parsed(row.get(6)) == parsed(row.get(5));
      default -> false;
    };
  }

  private static double parsed(String number) {
    return switch (number) {
      case "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(number);
    };
  }

  private static boolean isWhole(String integer, String real) {
    double value = parsed(real);
    return !Double.isInfinite(value)
        && new BigDecimal(value).compareTo(new BigDecimal(integer)) == 0;
  }
}
