package dev.retort.sqlite.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The generator's own picture of a table: pieces of text. It knows nothing of how Retort reads or
 * changes a table.
 *
 * @param name the name of the table
 * @param written the name as it is written
 * @param columns in order
 * @param constraints of the table, in order
 * @param options {@code STRICT} and {@code WITHOUT ROWID}, in order
 * @param gone the columns that were dropped, by their number
 * @param refusals why a change must be refused although SQLite could do it
 */
record TableModel(
    String name,
    String written,
    List<ColumnModel> columns,
    List<Clause> constraints,
    List<String> options,
    Map<Integer, ColumnModel> gone,
    List<String> refusals) {
  static final String STRICT = "STRICT";
  static final String WITHOUT_ROWID = "WITHOUT ROWID";

  TableModel {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    options = List.copyOf(options);
    gone = Map.copyOf(gone);
    refusals = List.copyOf(refusals);
  }

  boolean isStrict() {
    return options.contains(STRICT);
  }

  boolean isWithoutRowid() {
    return options.contains(WITHOUT_ROWID);
  }

  Optional<ColumnModel> column(int id) {
    return columns.stream().filter(column -> column.id() == id).findFirst();
  }

  Optional<ColumnModel> column(String called) {
    return columns.stream().filter(column -> column.name().equalsIgnoreCase(called)).findFirst();
  }

  TableModel with(List<ColumnModel> changed) {
    return new TableModel(name, written, changed, constraints, options, gone, refusals);
  }

  TableModel constrained(List<Clause> changed) {
    return new TableModel(name, written, columns, changed, options, gone, refusals);
  }

  TableModel optional(List<String> changed) {
    return new TableModel(name, written, columns, constraints, changed, gone, refusals);
  }

  TableModel refusing(String why) {
    List<String> more = new ArrayList<>(refusals);
    more.add(why);
    return new TableModel(name, written, columns, constraints, options, gone, more);
  }

  TableModel changing(int id, UnaryOperator<ColumnModel> change) {
    return with(columns.stream().map(each -> each.id() == id ? change.apply(each) : each).toList());
  }

  TableModel inserted(ColumnModel column, int at) {
    List<ColumnModel> more = new ArrayList<>(columns);
    more.add(at, column);
    return with(more);
  }

  TableModel plus(Clause constraint) {
    List<Clause> more = new ArrayList<>(constraints);
    more.add(constraint);
    return constrained(more);
  }

  /** Takes clauses away, of the table and of its columns. */
  TableModel withoutClauses(Predicate<Clause> which) {
    return constrained(constraints.stream().filter(which.negate()).toList())
        .with(
            columns.stream()
                .map(
                    column ->
                        column.with(column.clauses().stream().filter(which.negate()).toList()))
                .toList());
  }

  /** Drops a column with the keys of it alone; what else names it is in the way. */
  TableModel dropping(int id) {
    ColumnModel column = column(id).orElseThrow();
    Map<Integer, ColumnModel> more = new HashMap<>(gone);
    more.put(id, column);
    TableModel without =
        new TableModel(
            name,
            written,
            columns.stream().filter(each -> each.id() != id).toList(),
            constraints.stream()
                .filter(
                    each ->
                        !(each.columns().equals(List.of(id))
                            && (each.kind() == Clause.Kind.UNIQUE
                                || each.kind() == Clause.Kind.FOREIGN_KEY)))
                .toList(),
            options,
            more,
            refusals);
    if (columns.size() == 1) {
      return without.refusing("the last column");
    }
    return column.has(Clause.Kind.PRIMARY_KEY) ? without.refusing("a key column") : without;
  }

  List<Clause> clauses() {
    List<Clause> all = new ArrayList<>();
    columns.forEach(column -> all.addAll(column.clauses()));
    all.addAll(constraints);
    return all;
  }

  Optional<Clause> primaryKey() {
    return clauses().stream()
        .filter(clause -> clause.kind() == Clause.Kind.PRIMARY_KEY)
        .findFirst();
  }

  boolean isOnlyKey(int id) {
    return primaryKey().filter(key -> key.columns().equals(List.of(id))).isPresent();
  }

  /** Returns the dropped columns in whose place no new one of the same name has come. */
  Set<Integer> missing() {
    Set<Integer> found = new LinkedHashSet<>();
    for (ColumnModel dropped : gone.values()) {
      if (column(dropped.name()).filter(now -> now.origin().added()).isEmpty()) {
        found.add(dropped.id());
      }
    }
    return found;
  }

  String reference(int id) {
    return any(id).reference();
  }

  private ColumnModel any(int id) {
    return column(id).or(() -> Optional.ofNullable(gone.get(id))).orElseThrow();
  }

  /** Puts the names that columns have here into a template. */
  String fill(String template) {
    return Clause.fill(template, this::any, written);
  }

  /** Returns the definitions of columns and constraints, each as it is written. */
  Map<String, String> items() {
    Map<String, String> items = new HashMap<>();
    columns.forEach(column -> items.put("column " + column.id(), fill(column.template())));
    constraints.forEach(each -> items.put("constraint " + each.template(), fill(each.template())));
    return items;
  }

  /** Returns the CREATE TABLE. */
  String sql() {
    StringBuilder text = new StringBuilder("CREATE TABLE " + written + " (");
    int left = columns.size() + constraints.size();
    for (ColumnModel column : columns) {
      text.append(column.before()).append(fill(column.template()));
      text.append(--left > 0 ? "," : "").append(column.tail());
    }
    for (Clause constraint : constraints) {
      text.append(constraint.gap()).append(fill(constraint.template()));
      text.append(--left > 0 ? "," : "");
    }
    return text + ")" + (options.isEmpty() ? "" : " " + String.join(", ", options));
  }

  boolean isTaken(String columnName) {
    return columns.stream()
        .anyMatch(
            column ->
                column.name().toLowerCase(Locale.ROOT).equals(columnName.toLowerCase(Locale.ROOT)));
  }
}
