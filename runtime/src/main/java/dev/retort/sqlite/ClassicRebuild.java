package dev.retort.sqlite;

import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.Check;
import dev.retort.schema.Column;
import dev.retort.schema.Literal;
import dev.retort.schema.Name;
import dev.retort.schema.PrimaryKey;
import dev.retort.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a new table and moves the rows over, since SQLite cannot change this in place.
 *
 * <p>The steps, in their order, on a connection whose foreign_keys is off:
 *
 * <ol>
 *   <li>queries that find what the new table would refuse;
 *   <li>CREATE TABLE with the edited text, under a name of ours, which no check or generated column
 *       mentions: with legacy_alter_table the rename would not follow;
 *   <li>INSERT OR ABORT with named, qualified columns and the rowids, so that no conflict clause
 *       drops a row in silence and no rowid changes;
 *   <li>queries that compare the rows;
 *   <li>the AUTOINCREMENT counter and the statistics are handed over;
 *   <li>DROP TABLE, then RENAME with legacy_alter_table, which leaves views, triggers and foreign
 *       keys of others as they are written;
 *   <li>the stored text is put back to the letter;
 *   <li>indexes and triggers are made again from their stored texts.
 * </ol>
 *
 * <p>The old table is dropped before the new one is renamed. The other order would make SQLite
 * rewrite the foreign keys of other tables to point at the temporary name; see
 * https://www.sqlite.org/lang_altertable.html#caution.
 */
final class ClassicRebuild implements Rebuild {
  private final SchemaCopy copy;
  private final LiveDatabase live;
  private final TableChanges wanted;
  private final Layout before;
  private final Layout after;
  private final Name table;
  private final Name scratch;
  private final List<Step> steps = new ArrayList<>();

  ClassicRebuild(
      SchemaCopy copy, LiveDatabase live, TableChanges wanted, Layout before, Layout after)
      throws SQLException {
    this.copy = copy;
    this.live = live;
    this.wanted = wanted;
    this.before = before;
    this.after = after;
    this.table = wanted.before().name();
    this.scratch = copy.free("retort_new_" + table.text());
  }

  @Override
  public List<Step> steps() throws SQLException {
    List<StoredObject> attached = attached();
    List<StoredObject> temporary = copy.temporaryTriggersOn(table);
    RowidTable oldRows = RowidTable.of(copy.connection(), table, wanted.before());
    requireReadableRowids(wanted.before(), oldRows);
    schema(wanted.wanted().unqualified().renamed(scratch).sql(), "make the new shape of " + table);
    RowidTable newRows = RowidTable.of(copy.connection(), scratch, wanted.after());
    requireReadableRowids(wanted.after(), newRows);
    newRows
        .alias()
        .filter(alias -> !oldRows.alias().equals(Optional.of(alias)))
        .filter(alias -> wanted.sources().expression(alias).isPresent())
        .ifPresent(wanted.sources()::requireNotNull);
    if (newRows.withoutRowid() && !oldRows.withoutRowid()) {
      wanted
          .after()
          .primaryKey()
          .ifPresent(key -> key.columns().forEach(wanted.sources()::requireNotNull));
    }
    Violations violations = new Violations(wanted.before(), oldRows);
    KeyIndexes keys = new KeyIndexes(table, before, after);
    steps.addAll(0, refusals(violations));
    RowCopy rows = new RowCopy(table, scratch, wanted.before(), wanted.after(), oldRows, newRows);
    Statement filling = rows.insert(wanted.sources(), live.rows(table));
    compile(filling);
    steps.add(duplicates(keys, violations).map(filling::explainedBy).orElse(filling));
    for (Statement comparison : rows.comparisons(wanted.sources(), realigned())) {
      compile(comparison);
      steps.add(comparison);
    }
    handOverCounter();
    steps.addAll(Statistics.renamed(copy, table, scratch));
    schema("DROP TABLE main." + table.sql(), "drop the old shape of " + table);
    schema("PRAGMA legacy_alter_table = ON", "leave what refers to " + table + " as it is written");
    schema(
        "ALTER TABLE main." + scratch.sql() + " RENAME TO " + table.sql(),
        "put the new shape of " + table + " in its place");
    schema("PRAGMA legacy_alter_table = OFF", "end that");
    restoreText();
    steps.addAll(Statistics.renamed(copy, scratch, table));
    steps.addAll(keys.statistics(copy));
    for (StoredObject object : attached) {
      schema(Qualified.main(object.sql()), "make " + object.words() + " again");
    }
    for (StoredObject object : copy.missingOn(table)) {
      steps.add(
          Statement.schema(Qualified.main(object.sql()), "make " + object.words() + " again"));
    }
    for (StoredObject trigger : temporary) {
      String again = Qualified.temporary(trigger.sql());
      copy.playForeign(again);
      steps.add(
          Statement.rows(again, "make temporary trigger " + Name.found(trigger.name()) + " again"));
    }
    return List.copyOf(steps);
  }

  /** Returns the queries that find rows which the new shape forbids. */
  private List<Step> refusals(Violations violations) {
    List<Step> refusals = new ArrayList<>(wanted.sources().refusals(violations));
    for (Check check : wanted.added(Check.class)) {
      if (wanted.changed().stream()
          .noneMatch(each -> ColumnUse.mentions(check.expression(), each))) {
        refusals.add(violations.broken(check));
      }
    }
    return refusals;
  }

  /** Returns the query that explains why rows cannot be copied: values that are to be unique. */
  private Optional<String> duplicates(KeyIndexes keys, Violations violations) {
    List<String> queries = new ArrayList<>();
    for (Layout.Key key : keys.built()) {
      boolean copied =
          key.columns().stream()
              .allMatch(each -> before.affinity(each).isPresent() && wanted.sources().isKept(each));
      if (copied) {
        queries.add("SELECT * FROM (" + violations.duplicates(key.terms()) + ")");
      }
    }
    return queries.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" UNION ALL ", queries) + " LIMIT 1");
  }

  /** Returns the columns whose values the affinity of a new type may alter. */
  private List<Name> realigned() {
    List<Name> columns = new ArrayList<>();
    for (Name column : stored(wanted.after())) {
      Optional<Affinity> was = before.affinity(column);
      boolean other =
          was.isPresent() && !after.affinity(column).orElseThrow().storesLike(was.get());
      if (other && wanted.sources().isKept(column)) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Refuses a table whose rowids no word can read: they would be lost. */
  private static void requireReadableRowids(Table table, RowidTable rows) {
    if (!rows.withoutRowid() && rows.key().isEmpty()) {
      throw new PlanRefusal(
          "alters table "
              + table.name()
              + ", but its rowids cannot be kept: it has columns named rowid, oid and _rowid_."
              + " Copy its rows to a table with other names: execute(..)");
    }
  }

  /** Refuses what SQLite could not even compile, such as a conversion that names no column. */
  private void compile(Statement statement) {
    try {
      copy.compile(statement.sql());
    } catch (SQLException refused) {
      throw new PlanRefusal(
          "alters table "
              + table
              + ", but SQLite cannot "
              + statement.why()
              + ": "
              + SqliteMessage.of(refused),
          refused);
    }
  }

  /** Returns the indexes and triggers of the table, which go with it when it is dropped. */
  private List<StoredObject> attached() throws SQLException {
    return copy.objects().stream()
        .filter(object -> object.type().equals("index") || object.type().equals("trigger"))
        .filter(object -> Name.found(object.table()).equals(table))
        .toList();
  }

  /**
   * Gives the new table the counter of the old one: without it the keys of deleted rows would be
   * given again. A table that autoincrements no longer keeps it too, for the day it does again.
   */
  private void handOverCounter() throws SQLException {
    if (copy.objects().stream().noneMatch(object -> object.name().equals("sqlite_sequence"))) {
      return;
    }
    String old = Literal.of(table.text()).sql();
    String fresh = Literal.of(scratch.text()).sql();
    String why = "keep the AUTOINCREMENT counter of " + table;
    String kept = "name = " + old + " COLLATE NOCASE";
    boolean counted = wanted.before().primaryKey().filter(PrimaryKey::autoincrement).isPresent();
    // A table that has not counted yet starts with the greatest key, which its copy has left.
    String replaced =
        counted ? "" : " AND EXISTS (SELECT 1 FROM main.sqlite_sequence WHERE " + kept + ")";
    steps.add(
        Statement.rows("DELETE FROM main.sqlite_sequence WHERE name = " + fresh + replaced, why));
    steps.add(
        Statement.rows(
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT "
                + fresh
                + ", seq FROM main.sqlite_sequence WHERE "
                + kept,
            why));
    if (!counted) { // SQLite deletes it with the table only as long as that autoincrements
      steps.add(Statement.rows("DELETE FROM main.sqlite_sequence WHERE " + kept, why));
    }
  }

  /** Puts the stored text back to the letter, which the rename has quoted anew. */
  private void restoreText() throws SQLException {
    String text = wanted.wanted().sql();
    Optional<String> stored = copy.tableText(table);
    if (!stored.equals(Optional.of(text)) && live.catalog() == CatalogAccess.WRITABLE) {
      CatalogEdit edit = new CatalogEdit().table(table, text);
      steps.addAll(edit.steps(copy, "keep the text of " + table + " as it was written"));
    }
  }

  private void schema(String sql, String why) throws SQLException {
    copy.play(sql);
    steps.add(Statement.schema(sql, why));
  }

  /** Returns the columns of a table that hold values of their own. */
  static List<Name> stored(Table table) {
    List<Name> columns = new ArrayList<>();
    for (Column<?> column : table.columns()) {
      if (column.generation().isEmpty()) {
        columns.add(column.name());
      }
    }
    return columns;
  }
}
