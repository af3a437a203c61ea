package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts of all objects after the renames of columns, which SQLite itself makes in a copy. */
final class RenamedTexts {
  private RenamedTexts() {}

  /** Returns texts by the name of the schema and the name of the object. */
  static Map<String, String> of(Scenario scenario, TableModel after) throws SQLException {
    try (MemoryDatabase copy = scenario.make()) {
      List<String[]> renames = renames(scenario.table(), after);
      String alter = "ALTER TABLE main." + scenario.table().written() + " RENAME COLUMN ";
      for (String[] rename : renames) {
        copy.execute(
            alter + MemoryDatabase.name(rename[0]) + " TO " + MemoryDatabase.name(rename[1]));
      }
      return texts(copy);
    }
  }

  /** A name that is another one's old name steps aside first. */
  private static List<String[]> renames(TableModel before, TableModel after) {
    List<String[]> aside = new ArrayList<>();
    List<String[]> renames = new ArrayList<>();
    for (ColumnModel column : before.columns()) {
      Optional<ColumnModel> now = after.column(column.id());
      boolean renamed = now.filter(it -> !it.name().equals(column.name())).isPresent();
      boolean inTheWay =
          after.columns().stream()
              .anyMatch(
                  it ->
                      !it.origin().added()
                          && it.id() != column.id()
                          && it.name().equalsIgnoreCase(column.name()));
      String from = column.name();
      if (inTheWay) {
        String free = "aside_" + column.id();
        aside.add(new String[] {from, free});
        from = free;
      }
      if (renamed) {
        renames.add(new String[] {from, now.orElseThrow().name()});
      }
    }
    aside.addAll(renames);
    return aside;
  }

  static Map<String, String> texts(MemoryDatabase database) throws SQLException {
    Map<String, String> texts = new HashMap<>();
    for (String schema : List.of("main", "temp")) {
      for (List<String> object :
          database.rows(
              "SELECT name, sql FROM " + schema + ".sqlite_schema WHERE sql IS NOT NULL")) {
        texts.put(schema + "." + object.get(0), object.get(1));
      }
    }
    return texts;
  }
}
