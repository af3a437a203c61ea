package dev.retort.sqlite.text;

import dev.retort.schema.Name;
import dev.retort.sql.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a trigger, for example {@code CREATE TRIGGER log AFTER UPDATE OF age ON pets BEGIN
 * SELECT 1; END}.
 */
public final class TriggerText {
  private final String sql;
  private final boolean temporary;
  private final Name name;
  private final List<Name> updateOf;
  private final Token table;

  private TriggerText(Cursor cursor) {
    this.sql = cursor.sql();
    cursor.expect("CREATE");
    this.temporary = cursor.at("TEMP") || cursor.at("TEMPORARY");
    cursor.temporary();
    cursor.expect("TRIGGER");
    cursor.ifNotExists();
    this.name = Name.found(cursor.object().name());
    if (cursor.take("INSTEAD")) {
      cursor.expect("OF");
    } else if (cursor.at("BEFORE") || cursor.at("AFTER")) {
      cursor.next();
    }
    this.updateOf = event(cursor);
    cursor.expect("ON");
    this.table = cursor.object();
    while (!cursor.at("BEGIN")) {
      if (cursor.atEnd()) {
        throw cursor.refuse("BEGIN stands");
      }
      cursor.skip();
    }
  }

  private static List<Name> event(Cursor cursor) {
    if (cursor.take("DELETE") || cursor.take("INSERT")) {
      return List.of();
    }
    cursor.expect("UPDATE");
    List<Name> columns = new ArrayList<>();
    if (cursor.take("OF")) {
      do {
        columns.add(cursor.name());
      } while (cursor.take(","));
    }
    return List.copyOf(columns);
  }

  /**
   * Returns the trigger that a text creates.
   *
   * @param createTrigger as SQLite stores it, for example {@code CREATE TRIGGER log AFTER INSERT ON
   *     pets BEGIN SELECT 1; END}
   * @return the trigger
   * @throws UnreadableText when it is no such text
   */
  public static TriggerText read(String createTrigger) {
    return new TriggerText(new Cursor(createTrigger));
  }

  /**
   * Returns the text, for example {@code CREATE TRIGGER log AFTER INSERT ON pets BEGIN SELECT 1;
   * END}.
   *
   * @return the very text that was read
   */
  public String sql() {
    return sql;
  }

  /**
   * Returns the name of the trigger, for example {@code "log"}.
   *
   * @return the name without a schema
   */
  public Name name() {
    return name;
  }

  /**
   * Returns the table or view it waits for, for example {@code "pets"}.
   *
   * @return the name without a schema
   */
  public Name table() {
    return Name.found(table.name());
  }

  /**
   * Returns the text of this trigger for another table or view.
   *
   * @param other its name
   * @return for example {@code CREATE TRIGGER log AFTER INSERT ON "animals" BEGIN SELECT 1; END}
   */
  public String on(Name other) {
    return sql.substring(0, table.start()) + other.sql() + sql.substring(table.end());
  }

  /**
   * Returns the columns of {@code UPDATE OF}, for example {@code [age]}.
   *
   * @return empty when it waits for any update, or for no update
   */
  public List<Name> updateOf() {
    return updateOf;
  }

  /**
   * Returns whether the text says {@code TEMP}, which SQLite does not store.
   *
   * @return true for {@code CREATE TEMP TRIGGER ..}
   */
  public boolean temporary() {
    return temporary;
  }
}
