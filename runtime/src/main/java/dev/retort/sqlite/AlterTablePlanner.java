package dev.retort.sqlite;

import dev.retort.op.AlterTable;
import dev.retort.plan.Statement;
import dev.retort.plan.Step;
import dev.retort.schema.AddElement;
import dev.retort.schema.Column;
import dev.retort.schema.Name;
import dev.retort.schema.Schema;
import dev.retort.schema.Table;
import dev.retort.schema.TableChange;
import dev.retort.sqlite.text.TableText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Plans the changes of one {@code alterTable}: in place where all can be, else one rebuild. */
final class AlterTablePlanner {
  private final SchemaCopy copy;
  private final TemporaryTriggers temporary;
  private final Rebuild.CatalogAccess catalog;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();

  /** Finds the triggers that only the live connection has on a table. */
  @FunctionalInterface
  interface TemporaryTriggers {
    List<StoredObject> on(Name table) throws SQLException;
  }

  AlterTablePlanner(SchemaCopy copy, TemporaryTriggers temporary, Rebuild.CatalogAccess catalog) {
    this.copy = copy;
    this.temporary = temporary;
    this.catalog = catalog;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  List<String> choices() {
    return List.copyOf(choices);
  }

  void plan(AlterTable operation, Schema schema) throws SQLException {
    Table table = schema.table(operation.table()).orElseThrow();
    if (isInPlace(operation)) {
      inPlace(schema, operation.table(), operation.changes());
      return;
    }
    RenamesFirst sorted = RenamesFirst.of(table, operation.changes());
    Schema renamed = inPlace(schema, operation.table(), sorted.renames());
    rebuild(renamed, operation.table(), sorted.others());
  }

  private boolean isInPlace(AlterTable operation) {
    boolean inPlace = true;
    for (TableChange change : operation.changes()) {
      Choice choice = change.accept(new StrategyTable());
      choices.add(change.describe() + ": " + words(choice, operation.table()));
      inPlace &= choice.strategy() != Choice.Strategy.REBUILD;
    }
    return inPlace;
  }

  private static String words(Choice choice, Name table) {
    return switch (choice.strategy()) {
          case NONE -> "nothing to do: ";
          case NATIVE -> "in place: ";
          case REBUILD -> "rebuild of " + table + ": ";
        }
        + choice.reason();
  }

  private Schema inPlace(Schema before, Name name, List<TableChange> changes) throws SQLException {
    Schema schema = before;
    for (TableChange change : changes) {
      Schema after = new AlterTable(name, List.of(change)).apply(schema).after();
      String alter = "ALTER TABLE main." + name.sql();
      if (change instanceof TableChange.RenameColumn rename) {
        steps.addAll(
            Renames.column(
                copy,
                catalog,
                name,
                new Renames.Names(rename.from(), rename.to()),
                change.describe() + " of " + name));
      } else if (change instanceof AddElement add && add.element() instanceof Column<?> column) {
        play(
            alter + " ADD COLUMN " + SqliteDdl.column(column, after.table(name).orElseThrow()),
            change.describe() + " to " + name);
      }
      schema = after;
    }
    return schema;
  }

  private void rebuild(Schema before, Name name, List<TableChange> changes) throws SQLException {
    Schema schema = before;
    TableText stored = TableText.read(copy.tableText(name).orElseThrow());
    TableText text = stored;
    RowSources sources = new RowSources(name);
    for (TableChange change : changes) {
      Schema after = new AlterTable(name, List.of(change)).apply(schema).after();
      Table shapeBefore = schema.table(name).orElseThrow();
      Table shapeAfter = after.table(name).orElseThrow();
      text = change.accept(new TextEdit(text, shapeBefore, shapeAfter));
      sources.note(change);
      schema = after;
    }
    Rebuild rebuild =
        new Rebuild(
            copy,
            new Rebuild.TableShape(before.table(name).orElseThrow(), stored),
            new Rebuild.TableShape(schema.table(name).orElseThrow(), text),
            sources,
            temporary.on(name),
            catalog);
    steps.addAll(rebuild.steps());
  }

  private void play(String sql, String why) throws SQLException {
    copy.play(sql);
    steps.add(Statement.schema(sql, why));
  }
}
