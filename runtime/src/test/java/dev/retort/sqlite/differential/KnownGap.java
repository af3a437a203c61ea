package dev.retort.sqlite.differential;

import dev.retort.schema.TableChange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What Retort is known to do wrong: cases of these kinds are left out, and counted. Each goes from
 * here when it is mended.
 */
enum KnownGap {
  /**
   * A column that becomes AUTOINCREMENT has no counter until the next row: when the last row is
   * deleted before, its key is given again.
   */
  COUNTER_OF_A_NEW_AUTOINCREMENT,

  /** A temporary trigger keeps the old name of a column, or one that is gone, without a word. */
  NAMES_IN_TEMPORARY_TRIGGERS,

  /** What named a dropped column that was called rowid names the hidden rowid from then on. */
  DROPPED_COLUMN_CALLED_ROWID,

  /**
   * A dropped column that was renamed or added by the same change, or whose name another column
   * gets by a rename: then a key can go with it, or what is possible is refused.
   */
  NAME_OF_A_DROPPED_COLUMN,

  /** A new rowid whose backfill is NULL gets a number of SQLite's, and the old rowid is lost. */
  BACKFILL_OF_A_NEW_KEY,

  /**
   * A trigger that is for updates of a generated column is taken for broken, and so it may be
   * broken.
   */
  UPDATE_OF_A_GENERATED_COLUMN,

  /** A check of the table goes with a dropped column whose own check says the same. */
  CHECK_SAID_TWICE;

  static Optional<KnownGap> of(Scenario scenario, List<Change> changes) {
    return Arrays.stream(values()).filter(gap -> gap.applies(scenario, changes)).findFirst();
  }

  private boolean applies(Scenario scenario, List<Change> changes) {
    TableModel after = after(changes);
    return switch (this) {
      case COUNTER_OF_A_NEW_AUTOINCREMENT ->
          changes.stream()
              .anyMatch(change -> change.kind().replace("no auto", "").contains("autoincrement"));
      case NAMES_IN_TEMPORARY_TRIGGERS ->
          scenario.script().stream().anyMatch(sql -> sql.startsWith("CREATE TEMP TRIGGER"))
              && changes.stream().anyMatch(KnownGap::takesNameAway);
      case DROPPED_COLUMN_CALLED_ROWID ->
          after.gone().values().stream()
              .filter(column -> column.name().equalsIgnoreCase("rowid"))
              .anyMatch(column -> isNamed(scenario, column.id()));
      case NAME_OF_A_DROPPED_COLUMN ->
          after.gone().values().stream()
              .anyMatch(column -> isTangled(scenario.table(), changes, column));
      case BACKFILL_OF_A_NEW_KEY ->
          after.columns().stream()
              .filter(column -> column.origin().added() && column.has(Clause.Kind.PRIMARY_KEY))
              .anyMatch(column -> column.origin().backfill().isPresent());
      case UPDATE_OF_A_GENERATED_COLUMN ->
          scenario.dependents().stream()
              .filter(dependent -> dependent.sql().contains(" AFTER UPDATE OF "))
              .anyMatch(dependent -> isForGenerated(scenario.table(), dependent));
      case CHECK_SAID_TWICE ->
          after.gone().values().stream()
              .flatMap(column -> column.clauses().stream())
              .filter(clause -> clause.kind() == Clause.Kind.CHECK)
              .anyMatch(check -> isSaidAgain(after, check));
    };
  }

  private static boolean isSaidAgain(TableModel table, Clause check) {
    return table.constraints().stream()
        .filter(clause -> clause.kind() == Clause.Kind.CHECK)
        .anyMatch(
            clause ->
                clause
                    .body()
                    .substring(clause.body().indexOf('('))
                    .equals(check.body().substring(check.body().indexOf('('))));
  }

  private static TableModel after(List<Change> changes) {
    return changes.get(changes.size() - 1).after();
  }

  private static boolean takesNameAway(Change change) {
    return change.kind().equals("drop column") || change.kind().equals("rename column");
  }

  private static boolean isNamed(Scenario scenario, int column) {
    return scenario.dependents().stream().anyMatch(it -> it.columns().contains(column));
  }

  private static boolean isTangled(TableModel before, List<Change> changes, ColumnModel gone) {
    boolean sameName =
        before.column(gone.id()).filter(was -> was.name().equals(gone.name())).isPresent();
    boolean taken =
        changes.stream()
            .map(Change::asked)
            .filter(TableChange.RenameColumn.class::isInstance)
            .map(TableChange.RenameColumn.class::cast)
            .anyMatch(rename -> rename.to().text().equalsIgnoreCase(gone.name()));
    boolean keyAgain = gone.has(Clause.Kind.PRIMARY_KEY) && after(changes).isTaken(gone.name());
    return !sameName || taken || keyAgain;
  }

  private static boolean isForGenerated(TableModel table, Dependent trigger) {
    return table.columns().stream()
        .filter(ColumnModel::isGenerated)
        .anyMatch(column -> trigger.columns().contains(column.id()));
  }
}
