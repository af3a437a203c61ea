package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Name;
import dev.retort.sqlite.text.TriggerText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SQLite's own renames, which change a name in all that refers to it.
 *
 * <p>SQLite refuses them while any view or trigger of the database is broken, even one that has
 * nothing to do with the name. With writable_schema it leaves such a one as it is.
 */
final class Renames {
  private Renames() {}

  /** Returns the steps that rename a table, which have been played on the copy. */
  static List<Step> table(SchemaCopy copy, CatalogAccess catalog, Name from, Name to, String why)
      throws SQLException {
    List<Step> steps = new ArrayList<>();
    String alter = "ALTER TABLE main." + from.sql() + " RENAME TO " + to.sql();
    List<StoredObject> left = leftBehind(copy, catalog, from, alter);
    QuotesKept quotes = QuotesKept.before(copy);
    for (StoredObject trigger : left) {
      steps.add(
          play(
              copy,
              "DROP TRIGGER main." + Name.found(trigger.name()).sql(),
              "put " + trigger.words() + " out of the way, which SQLite cannot rename"));
    }
    steps.addAll(steps(copy, catalog, alter, why));
    for (StoredObject trigger : left) {
      String moved = Qualified.main(TriggerText.read(trigger.sql()).on(to));
      steps.add(play(copy, moved, "make " + trigger.words() + " again"));
    }
    if (catalog == CatalogAccess.WRITABLE) {
      steps.addAll(quotes.steps(to, Optional.of("table " + from)));
    }
    return steps;
  }

  /**
   * Returns the triggers of a table that SQLite would leave behind under its old name, since it
   * cannot read them: the file could not be opened any more. The rename is tried and taken back.
   */
  private static List<StoredObject> leftBehind(
      SchemaCopy copy, CatalogAccess catalog, Name table, String alter) throws SQLException {
    List<StoredObject> triggers = copy.triggersOn(table);
    if (catalog == CatalogAccess.CLOSED || triggers.isEmpty()) {
      return List.of();
    }
    copy.play("SAVEPOINT retort_rename");
    try {
      copy.play("PRAGMA writable_schema = ON");
      copy.play(alter);
      Set<String> behind = new HashSet<>();
      for (StoredObject object : copy.objects()) {
        if (object.type().equals("trigger")
            && TriggerText.read(object.sql()).table().equals(table)) {
          behind.add(object.name());
        }
      }
      return triggers.stream().filter(trigger -> behind.contains(trigger.name())).toList();
    } finally {
      copy.play("ROLLBACK TO retort_rename");
      copy.play("RELEASE retort_rename");
      copy.play("PRAGMA writable_schema = RESET");
    }
  }

  /** Returns the steps that rename a column, which have been played on the copy. */
  static List<Step> column(
      SchemaCopy copy, CatalogAccess catalog, Name table, Names names, String why)
      throws SQLException {
    QuotesKept quotes = QuotesKept.before(copy);
    String alter =
        "ALTER TABLE main."
            + table.sql()
            + " RENAME COLUMN "
            + names.from().sql()
            + " TO "
            + names.to().sql();
    List<Step> steps = new ArrayList<>(steps(copy, catalog, alter, why));
    requireSound(copy, table);
    if (catalog == CatalogAccess.WRITABLE) {
      steps.addAll(quotes.steps(names.to(), Optional.empty()));
    }
    return steps;
  }

  /** With writable_schema, SQLite would not say that its rename has left an old name behind. */
  private static void requireSound(SchemaCopy copy, Name table) throws SQLException {
    try (Connection memory = copy.blank()) {
      Query.run(memory, copy.tableText(table).orElseThrow());
      for (StoredObject index : copy.indexesOn(table)) {
        if (copy.whyMissing(Name.found(index.name())).isEmpty()) {
          BrokenIndex.requireMade(memory, index);
        }
      }
    }
  }

  /** A name and the one that takes its place. */
  record Names(Name from, Name to) {}

  /**
   * SQLite refuses a rename for a view that it cannot read while it renames, though it can read it
   * otherwise: one of nested joins, or one on a view whose columns have no names of their own. With
   * writable_schema it leaves that one as it is; whether it still works is seen at the end.
   */
  private static List<Step> steps(SchemaCopy copy, CatalogAccess catalog, String sql, String why)
      throws SQLException {
    if (catalog == CatalogAccess.CLOSED) {
      return List.of(play(copy, sql, why));
    }
    if (copy.isWhole() && BrokenObjects.in(copy).isEmpty()) {
      try {
        return List.of(play(copy, sql, why));
      } catch (SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        if (!message.contains("error in view ") && !message.contains("error in trigger ")) {
          throw refused;
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    // RESET reads the schema again, so that what was left behind would be found at once.
    for (String statement :
        List.of("PRAGMA writable_schema = ON", sql, "PRAGMA writable_schema = RESET")) {
      steps.add(play(copy, statement, why));
    }
    String look = "SELECT 1 FROM main.sqlite_schema LIMIT 0";
    copy.play(look);
    steps.add(Statement.rows(look, "read the schema again"));
    return steps;
  }

  private static Step play(SchemaCopy copy, String sql, String why) throws SQLException {
    copy.play(sql);
    return Statement.schema(sql, why);
  }
}
