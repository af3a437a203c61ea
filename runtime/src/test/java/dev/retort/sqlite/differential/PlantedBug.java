package dev.retort.sqlite.differential;

import java.sql.SQLException;
import java.util.List;

/**
 * Something that a change of a table can do wrong.
 *
 * @param name what it is
 * @param table the table of {@link KnownScenarios} it is done to
 * @param found how the difference begins that tells it
 * @param statements what does it to a database that was changed well
 */
record PlantedBug(String name, String table, String found, List<String> statements) {

  static PlantedBug of(String name, String found, String... statements) {
    return new PlantedBug(name, "full", found, List.of(statements));
  }

  static PlantedBug in(String table, String name, String found, String... statements) {
    return new PlantedBug(name, table, found, List.of(statements));
  }

  /** Returns a bug in the text of the table. */
  static PlantedBug text(String table, String name, String from, String to) {
    return new PlantedBug(name, table, "text of the table", List.of(edit(table, from, to)));
  }

  /** Writes another text into the schema, as SQLite itself would never. */
  static String edit(String object, String from, String to) {
    return "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, "
        + MemoryDatabase.text(from)
        + ", "
        + MemoryDatabase.text(to)
        + ") WHERE name = '"
        + object
        + "'; PRAGMA writable_schema = RESET";
  }

  Trial trial() {
    return switch (table) {
      case "full" -> KnownScenarios.full();
      case "small" -> KnownScenarios.strict();
      default -> KnownScenarios.hidden();
    };
  }

  void plant(MemoryDatabase database) throws SQLException {
    database.execute("PRAGMA foreign_keys = OFF");
    for (String statement : statements) {
      database.execute(statement);
    }
    database.execute("PRAGMA foreign_keys = ON");
  }

  @Override
  public String toString() {
    return name;
  }
}
