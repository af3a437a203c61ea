package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.sqlite.text.ColumnText;
import dev.retort.sqlite.text.TableText;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Rows that are older than a column: they hold no value for it and read its default, whatever that
 * is today. Before a default changes, what they read is written into them.
 *
 * <p>They are found by a default that no value can be: rows that read it have none of their own.
 * The triggers of the table rest meanwhile, since no row changes for those who read it.
 */
final class OlderRows {
  private static final String WHY = "let rows that are older than a column keep what they read";

  /** Stands for a text with a zero in it, or bytes that are no text. */
  private static final String UNWRITABLE = "";

  private final SchemaCopy copy;
  private final TableText stored;
  private final Map<Name, Reading> changing = new LinkedHashMap<>();

  /**
   * What older rows read in a column.
   *
   * @param mark a default that no value is
   * @param value what they read today
   */
  private record Reading(String mark, String value) {}

  /**
   * Compares the defaults of two texts of a table.
   *
   * @param stored the text as it is
   * @param wanted the text as it is to be
   */
  OlderRows(SchemaCopy copy, TableText stored, TableText wanted) throws SQLException {
    this.copy = copy;
    this.stored = stored;
    for (ColumnText was : stored.columns()) {
      Optional<ColumnText> is = wanted.column(was.name());
      if (is.isPresent() && !is.get().defaultSql().equals(was.defaultSql())) {
        String value = read(was, stored.isStrict());
        if (value.equals(UNWRITABLE) || !value.equals(read(is.get(), wanted.isStrict()))) {
          changing.put(was.name(), new Reading(mark(was), value));
        }
      }
    }
  }

  /** Returns what an older row reads in a column: SQLite is asked, with such a row. */
  private static String read(ColumnText column, boolean strict) throws SQLException {
    String options = strict ? ") STRICT" : ")";
    String defaulting = column.defaultSql().map(sql -> " DEFAULT " + sql).orElse("");
    String name = column.name().sql();
    String text = "CREATE TABLE older (retort_first ANY, " + name + " " + column.type();
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      Query.run(memory, "CREATE TABLE older (retort_first ANY" + options);
      Query.run(memory, "INSERT INTO older VALUES (NULL)");
      Query.run(memory, "PRAGMA writable_schema = ON");
      Query.run(
          memory,
          "UPDATE sqlite_schema SET sql = " + Literal.of(text + defaulting + options).sql());
      Query.run(memory, "PRAGMA writable_schema = RESET");
      String literal = Query.strings(memory, "SELECT quote(older." + name + ") FROM older").get(0);
      boolean faithful =
          Query.number(
                  memory,
                  "SELECT CAST(older."
                      + name
                      + " AS BLOB) IS CAST("
                      + literal
                      + " AS BLOB) FROM older")
              == 1;
      return faithful ? literal : UNWRITABLE;
    }
  }

  /** Returns why a rebuild must copy what older rows read: no literal may say it. */
  Optional<String> whyUnwritable() {
    return changing.entrySet().stream()
        .filter(each -> each.getValue().value().equals(UNWRITABLE))
        .map(each -> "no literal says what rows read that are older than " + each.getKey())
        .findFirst();
  }

  /** Returns a blob, which no affinity turns into something else. */
  private String mark(ColumnText column) {
    byte[] seed = (stored.sql() + "\n" + column.name()).getBytes(StandardCharsets.UTF_8);
    String digits = UUID.nameUUIDFromBytes(seed).toString().replace("-", "");
    return "x'"
        + HexFormat.of().formatHex("retort".getBytes(StandardCharsets.UTF_8))
        + digits
        + "'";
  }

  boolean isEmpty() {
    return changing.isEmpty();
  }

  /**
   * Returns the steps, which have been played on the copy; {@link #wake} goes into the edit after
   * them.
   */
  List<Step> steps(List<StoredObject> triggers, ColumnUse use) throws SQLException {
    TableText marked = stored;
    List<String> values = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (Map.Entry<Name, Reading> each : changing.entrySet()) {
      Reading reading = each.getValue();
      String column = each.getKey().sql();
      String isMark = column + " IS " + reading.mark();
      marked = marked.defaultTo(each.getKey(), reading.mark());
      values.add(column + " = iif(" + isMark + ", " + reading.value() + ", " + column + ")");
      conditions.add(isMark);
    }
    CatalogEdit edit = new CatalogEdit().table(stored.name(), marked.sql());
    triggers.forEach(trigger -> edit.trigger(Name.found(trigger.name()), resting(trigger)));
    List<Step> steps = new ArrayList<>(edit.steps(copy, WHY));
    String table = "main." + stored.name().sql();
    // Their values are in the indexes already: without this, SQLite would miss the mark in them.
    steps.add(Statement.rows("PRAGMA writable_schema = ON", WHY));
    steps.add(
        Statement.rows(
            "UPDATE OR ABORT "
                + table
                + " NOT INDEXED SET "
                + String.join(", ", values)
                + " WHERE "
                + String.join(" OR ", conditions),
            WHY));
    if (changing.keySet().stream().anyMatch(use::isStored)) {
      steps.add(
          Statement.computed(
              "SELECT " + Literal.of("REINDEX " + table).sql() + " WHERE changes() > 0", WHY));
    }
    steps.add(Statement.rows("PRAGMA writable_schema = OFF", WHY));
    return steps;
  }

  /** Returns a trigger of the same name that an update does not fire. */
  private static String resting(StoredObject trigger) {
    return "CREATE TRIGGER "
        + Name.found(trigger.name()).sql()
        + " AFTER INSERT ON "
        + Name.found(trigger.table()).sql()
        + " BEGIN SELECT 1; END";
  }

  /** Gives the triggers their texts back. */
  static void wake(CatalogEdit edit, List<StoredObject> triggers) {
    triggers.forEach(trigger -> edit.trigger(Name.found(trigger.name()), trigger.sql()));
  }
}
